"""Which profile an actor of a document has."""

from reportedly.linking.actors.profile import merged, profile_of
from reportedly.records import Profile


def test_a_name_has_the_profile_of_its_actor() -> None:
    found = profile_of("a:1", "Lena Maro", "person", ("the minister",), "d:1")
    assert found == Profile("a:1", "Lena Maro", "person", ("the minister",))


def test_who_is_described_has_a_profile_for_each_document() -> None:
    for name, kind in (("critics", "group"), ("a source", "unnamed"), ("the company", "organization"),
                       ("an aide to Jo Lund", "person"), ("author", "author")):  # fmt: skip
        first, again, other = (profile_of("a:1", name, kind, (), id) for id in ("d:1", "d:1", "d:2"))  # type: ignore[arg-type]
        assert first == again
        assert len({"a:1", first.id, other.id}) == 3
        assert first.id.startswith("a:")


def test_a_byline_is_one_writer_in_all_documents() -> None:
    assert profile_of("a:1", "Ida Holm", "author", (), "d:1").id == "a:1"


def test_a_walk_of_life_far_from_public_affairs_is_a_sense() -> None:
    politician = profile_of("a:1", "Jo Lund", "person", ("the senator", "a former striker"), "d:1")
    player = profile_of("a:1", "Jo Lund", "person", ("the striker",), "d:2")
    other = profile_of("a:1", "Jo Lund", "person", ("a midfielder",), "d:3")
    assert politician.sense == ""
    assert player.sense == other.sense == "sport"
    assert player.id == other.id != politician.id == "a:1"


def test_merged_has_all_descriptions_whatever_came_first() -> None:
    profiles = [
        Profile("a:1", "LENA MARO", "person", ("the minister",)),
        Profile("a:1", "Lena Maro", "person", ("54", "the minister")),
        Profile("a:2", "DWU", "organization"),
    ]
    expected = {"a:1": Profile("a:1", "Lena Maro", "person", ("54", "the minister")), "a:2": profiles[2]}
    assert merged(profiles) == merged(reversed(profiles)) == expected
