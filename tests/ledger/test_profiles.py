"""Profiles: what is compared, and which actor each belongs to."""

from reportedly.ledger import profiles
from reportedly.ledger.connection import Ledger, transaction
from reportedly.ledger.profiles import MOST_DESCRIPTIONS
from reportedly.records import Profile
from tests.ledger.conftest import BOARD, FERRY, L_MARO, LENA, SOURCE, TOMAS


def appearance_of(ledger: Ledger, name: str, document: str) -> str:
    ((id,),) = ledger.connection.execute(
        "SELECT a.id FROM appearance AS a JOIN document AS d ON d.number = a.document WHERE a.name = ? AND d.id = ?",
        (name, document),
    )
    return str(id)


def test_all_that_share_a_key_are_in_its_block(ledger: Ledger) -> None:
    assert {one.name for one in profiles.block(ledger.connection, "maro")} == {"Lena Maro", "L. Maro"}
    assert profiles.block(ledger.connection, "nobody") == []


def test_keys_are_given_once_and_in_order(ledger: Ledger) -> None:
    numbers = list(profiles.unjudged(ledger.connection))
    assert profiles.keys_of(ledger.connection, numbers) == ["board", "brandt", "maro", "source", "原田健"]


def test_profiles_have_all_descriptions_but_not_without_end(ledger: Ledger) -> None:
    with transaction(ledger) as connection:
        ((number,),) = connection.execute("SELECT number FROM profile WHERE id = ?", (LENA.id,))
        rows = [(number, f"office {place:03}") for place in range(100)]
        connection.executemany("INSERT INTO description VALUES (?, ?)", rows)
    found = profiles.named(ledger.connection, [LENA.id, "a:none"])
    assert list(found) == [LENA.id]
    assert len(found[LENA.id].descriptions) == MOST_DESCRIPTIONS
    assert found[LENA.id].descriptions[0] == "office 000"


def test_mates_are_all_of_one_actor(ledger: Ledger) -> None:
    assert profiles.cluster_mates(ledger.connection, [L_MARO.id]) == sorted((LENA.id, L_MARO.id))
    assert profiles.cluster_mates(ledger.connection, [BOARD.id, "a:none"]) == [BOARD.id]


def test_an_appearance_has_a_profile_to_itself_at_most_once(ledger: Ledger) -> None:
    id = appearance_of(ledger, "Lena Maro", FERRY.document.id)
    with transaction(ledger) as connection:
        assert profiles.make_apart(connection, id) == LENA.id
        assert profiles.make_apart(connection, id) == LENA.id
        assert profiles.make_apart(connection, "a:none") is None
    assert ledger.connection.execute("SELECT count(*) FROM profile WHERE name = 'Lena Maro'").fetchone()[0] == 2
    assert profiles.split_from(ledger.connection, [id]) == [(id, LENA.id)]
    assert profiles.split_from(ledger.connection, [LENA.id]) == [(id, LENA.id)]
    assert profiles.split_from(ledger.connection, [TOMAS.id]) == []


def test_a_typed_name_is_made_once_and_found_by_its_name(ledger: Ledger) -> None:
    typed = Profile("a:typed", "Nia Okoro", "person", ())
    with transaction(ledger) as connection:
        for _ in range(2):
            profiles.ensure(connection, typed, ["okoro"])
    assert profiles.block(ledger.connection, "okoro") == [typed]
    found = ledger.connection.execute("SELECT rowid FROM profile_fts WHERE profile_fts MATCH 'okoro'").fetchall()
    assert len(found) == 1


def test_who_is_described_has_a_profile_for_each_document(ledger: Ledger) -> None:
    rows = ledger.connection.execute("SELECT id, sense FROM profile WHERE name = ?", (SOURCE.name,)).fetchall()
    assert len({row["id"] for row in rows}) == len({row["sense"] for row in rows}) == 2
