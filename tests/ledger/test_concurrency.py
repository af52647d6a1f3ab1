"""Several programs at one ledger, and programs that are killed: a small version of `benchmarks/ledger_crash.py`."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.ledger_crash import Run, crowd, differences, faults, kills
from reportedly.ledger import profiles
from reportedly.ledger.connection import Ledger, open_to_read, transaction, writing
from reportedly.ledger.judgements import about_actors
from reportedly.ledger.write import Entry, store
from reportedly.linking.actors.block import keys
from reportedly.records import Profile
from reportedly.resolve import resolve
from tests.ledger.conftest import Said, Who, entry

pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="kill -9 and /proc are Linux")

PEOPLE = ("Ada Brandt", "A. Brandt", "Jo Lund", "Mayor Lund", "Ines Harrow", "Harrow", "the Harbour Board")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Thirty small articles in which a few people speak under several names."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(30):
        first, second = PEOPLE[number % len(PEOPLE)], PEOPLE[(number * 3 + 1) % len(PEOPLE)]
        words = f"“Ferry {number} sails on Friday,” said {first}.\n\n“It is late,” said {second} of ship {number}.\n"
        folder.joinpath(f"{number:02}.txt").write_text(words, encoding="utf-8")
    return tuple(sorted(map(str, folder.iterdir())))


@pytest.fixture(scope="module")
def alone(texts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that one run makes of them."""
    path = tmp_path_factory.mktemp("alone") / "alone.ledger"
    Run(texts, processes=1).whole(path)
    return path


def test_many_who_add_and_read_at_once_make_the_ledger_of_one(
    texts: tuple[str, ...], alone: Path, tmp_path: Path
) -> None:
    crowded = tmp_path / "crowded.ledger"
    assert crowd(Run(texts, processes=1), crowded, adders=3, readers=2, chance=random.Random(3)) == []
    assert differences(crowded, alone) == []


def test_killed_again_and_again_it_ends_as_if_it_had_not_been(
    texts: tuple[str, ...], alone: Path, tmp_path: Path
) -> None:
    killed, run = tmp_path / "killed.ledger", Run(texts, processes=2)
    for found in _some(kills(run, killed, 8.0, random.Random(5)), 3):
        assert found == []
    run.whole(killed)
    assert differences(killed, alone) == []
    assert faults(killed) == []


def _some(found: Iterator[list[str]], most: int) -> Iterator[list[str]]:
    for _ in range(most):
        try:
            yield next(found)
        except StopIteration:
            return


def test_a_reader_sees_one_state_while_others_write(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with writing(path) as ledger:
        store(ledger, saying("Ada Brandt", 1))
        with closing(open_to_read(path)) as reader:
            reader.execute("BEGIN")
            before = reader.execute("SELECT count(*) FROM report").fetchone()[0]
            store(ledger, saying("Ada Brandt", 2))
            assert reader.execute("SELECT count(*) FROM report").fetchone()[0] == before == 1
            reader.execute("COMMIT")
            assert reader.execute("SELECT count(*) FROM report").fetchone()[0] == 2


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with writing(tmp_path / "news.ledger") as ledger:
        store(ledger, saying("Ada Brandt", 1))
        with closing(open_to_read(ledger.path)) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("DELETE FROM link")


def saying(name: str, number: int, *descriptions: str) -> Entry:
    """A document in which somebody says something, with the keys that the linking gives the name."""
    who = Who(name, descriptions=descriptions)
    words = f"word {number} is said"
    made = entry(f"{name} said {words}.", Said(who, name, "said", words), origin=f"{name}-{number}.txt")
    (known,) = made.actors
    profile = Profile(who.id, name, "person", descriptions)
    return made.__class__(
        made.document, made.reports, (known.__class__(known.appearance, profile, keys(profile)),), made.made_by, "test"
    )


def actors(ledger: Ledger) -> dict[str, str]:
    return dict(ledger.connection.execute("SELECT id, actor FROM profile").fetchall())


def test_what_is_added_while_names_are_compared_is_compared_next_time(tmp_path: Path) -> None:
    with writing(tmp_path / "news.ledger") as ledger:
        store(ledger, saying("Lena Maro", 1))
        new = profiles.unjudged(ledger.connection)
        store(ledger, saying("Lena Maro", 2, "the transport minister"))  # by another process, in the meantime
        with transaction(ledger) as connection:
            profiles.mark_judged(connection, new)
        assert len(profiles.unjudged(ledger.connection)) == 1
        resolve(ledger, "0.0-test")
        assert profiles.unjudged(ledger.connection) == {}


def test_the_keys_of_every_document_bring_a_name_into_its_blocks(tmp_path: Path) -> None:
    with writing(tmp_path / "news.ledger") as ledger:
        store(ledger, saying("Lena Maro", 1))
        store(ledger, saying("Lena Maro", 2, "the transport minister"))
        found = [key for (key,) in ledger.connection.execute("SELECT key FROM profile_key ORDER BY key")]
        assert found == sorted(keys(Profile("a:1", "Lena Maro", "person", ("the transport minister",))))


@pytest.mark.parametrize("seed", range(6))
def test_actors_do_not_depend_on_the_order_in_which_documents_came(tmp_path: Path, seed: int) -> None:
    names = ("Lena Maro", "Maro", "L. Maro", "LENA MARO", "Erik Maro", "Lena Maro-Voss", "Ms Maro", "Lena K. Maro")
    offices = ((), ("the transport minister",), ("transport minister", "54"), ("a goalkeeper",))
    given = [saying(name, number, *words) for name in names for number, words in enumerate(offices)]
    found, chance = [], random.Random(seed)
    for place, every in enumerate((0, 1, 5)):
        with writing(tmp_path / f"{place}.ledger") as ledger:
            for number, one in enumerate(given):
                store(ledger, one)
                if every and number % every == 0:
                    resolve(ledger, "0.0-test")
            resolve(ledger, "0.0-test")
            ids = sorted(actors(ledger))
            said = {
                (frozenset((one.judgement.left, one.judgement.right)), one.judgement.verdict, one.block)
                for one in about_actors(ledger.connection, ids)
            }
            found.append((actors(ledger), said))
        chance.shuffle(given)
    assert found[0] == found[1] == found[2]
