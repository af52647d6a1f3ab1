"""Web Annotation, schema.org and PROV: their JSON-LD expands, without a network, to what was meant."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from reportedly.exports.export import export
from reportedly.exports.web_annotation import STANDARD
from reportedly.ledger.filter import Filter
from tests.exports.conftest import ALL, NASTY, PLAIN

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
SCHEMA, PROV, OWN = "https://schema.org/", "http://www.w3.org/ns/prov#", "urn:reportedly:vocabulary:"
# What the standard's context says of the terms that are used here.
ANNOTATION_CONTEXT = {
    "id": "@id",
    "type": "@type",
    "Annotation": f"{OA}Annotation",
    "SpecificResource": f"{OA}SpecificResource",
    "TextPositionSelector": f"{OA}TextPositionSelector",
    "TextQuoteSelector": f"{OA}TextQuoteSelector",
    "TextualBody": f"{OA}TextualBody",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "Software": f"{AS}Application",
    "identifying": f"{OA}identifying",
    "tagging": f"{OA}tagging",
    "describing": f"{OA}describing",
    "body": {"@type": "@id", "@id": f"{OA}hasBody"},
    "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
    "source": {"@type": "@id", "@id": f"{OA}hasSource"},
    "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "start": {"@id": f"{OA}start", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "generator": {"@type": "@id", "@id": f"{AS}generator"},
    "first": {"@type": "@id", "@id": f"{AS}first"},
    "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"},
}


def no_network(url: str, _options: object) -> dict[str, object]:
    """The standard's context alone may be asked for: programs bring it along."""
    assert url == STANDARD
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": ANNOTATION_CONTEXT}}


def document(connection: sqlite3.Connection, form: str, path: Path) -> Any:
    export(connection, Filter(), form, path)
    return json.loads(path.read_text("utf-8"))


def expanded(read: Any) -> Any:
    return jsonld.expand(read, {"documentLoader": no_network})


def keys(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(keys, node))
    if not isinstance(node, dict):
        return set()
    return set(node).union(*map(keys, node.values()))


@pytest.mark.parametrize("form", ["web-annotation", "schema-org", "prov"])
def test_every_term_is_known(connection: sqlite3.Connection, form: str, tmp_path: Path) -> None:
    """A term that the context does not know would be dropped in silence."""
    read = document(connection, form, tmp_path / "out")
    context = read.pop("@context")
    own = context[1] if isinstance(context, list) else context
    used = {key for key in keys(read) if not key.startswith("@")}
    known = set(own) | (set(ANNOTATION_CONTEXT) if form == "web-annotation" else set())
    assert form == "schema-org" or used <= known
    assert json.dumps(expanded({"@context": context, **read})).count('"@id": "_:') == 0


class TestWebAnnotation:
    @pytest.fixture
    def items(self, connection: sqlite3.Connection, tmp_path: Path) -> Any:
        return document(connection, "web-annotation", tmp_path / "out")["first"]["items"]

    def test_selectors_equal_the_text(self, items: Any) -> None:
        assert len(items) == len(ALL)
        for item in items:
            text = NASTY if ":d:1:" in item["id"] else PLAIN
            for target in [*item["target"], *item.get("sourceWords", []), *item.get("cueWords", [])]:
                position, quotation = target["selector"]
                start, end = position["start"], position["end"]
                assert text[start:end] == quotation["exact"]
                assert text[:start].endswith(quotation["prefix"])
                assert text[end:].startswith(quotation["suffix"])
                assert len(quotation["prefix"]) == min(32, start)

    def test_a_span_is_a_target(self, items: Any) -> None:
        assert [target["selector"][1]["exact"] for target in items[0]["target"]] == [
            "“No 🌊 ever,”",
            "“not before May.”",
        ]

    def test_the_speaker_is_its_body(self, items: Any) -> None:
        body = items[0]["body"][0]
        assert body["source"] == {
            "id": "urn:reportedly:a:b0", "name": "Ada Brandt", "actorKind": "person", "type": "Person",
        }  # fmt: skip
        assert items[0]["body"][-1]["value"] == "Post < a rally < Io Venn < Ada Brandt"
        assert items[0]["target"][0]["source"]["id"] == "https://post.example/1?a=%C3%BC%20b"

    def test_names_are_apart_for_copies_of_a_text(self, items: Any) -> None:
        assert len({item["id"] for item in items}) == len(ALL)

    def test_it_expands(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        (collection,) = expanded(document(connection, "web-annotation", tmp_path / "out"))
        (items,) = collection[f"{AS}first"][0][f"{AS}items"]
        first, third = items["@list"][0], items["@list"][2]
        assert first["@type"] == [f"{OA}Annotation"]
        assert first[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
        assert first[f"{OWN}statement"] == [{"@id": "urn:reportedly:s:1"}]
        assert [link[f"{OWN}role"][0]["@value"] for link in first[f"{OWN}chain"][0]["@list"]] == [
            "publisher", "venue", "relayer", "speaker",
        ]  # fmt: skip
        assert third[f"{OWN}parent"] == [{"@id": "urn:reportedly:d:1:r:2"}]


class TestSchemaOrg:
    @pytest.fixture
    def nodes(self, connection: sqlite3.Connection, tmp_path: Path) -> Any:
        return {node["@id"]: node for node in expanded(document(connection, "schema-org", tmp_path / "out"))}

    def test_a_quotation_is_credited_within_its_article(self, nodes: Any) -> None:
        quotation = nodes["urn:reportedly:d:1:r:1"]
        assert quotation["@type"] == [f"{SCHEMA}Quotation"]
        who, article = [{"@id": "urn:reportedly:a:b0"}], [{"@id": "urn:reportedly:d:1"}]
        assert quotation[f"{SCHEMA}creator"] == quotation[f"{SCHEMA}spokenByCharacter"] == who
        assert quotation[f"{SCHEMA}isPartOf"] == article
        assert quotation[f"{SCHEMA}dateCreated"] == [{"@value": "2025-05-11"}]

    def test_words_retold_are_a_claim(self, nodes: Any) -> None:
        claim = nodes["urn:reportedly:d:1:r:4"]
        assert claim["@type"] == [f"{SCHEMA}Claim"]
        assert claim[f"{SCHEMA}appearance"] == [{"@id": "urn:reportedly:d:1"}]
        assert f"{SCHEMA}spokenByCharacter" not in claim

    def test_articles_and_actors_are_described_once(self, connection: sqlite3.Connection, tmp_path: Path) -> None:
        names = [node["@id"] for node in document(connection, "schema-org", tmp_path / "out")["@graph"]]
        assert len(set(names)) == len(names)
        assert {"urn:reportedly:d:1", "urn:reportedly:a:50", "urn:reportedly:a:d0"} <= set(names)

    def test_an_article_has_its_metadata(self, nodes: Any) -> None:
        article = nodes["urn:reportedly:d:1"]
        assert article["@type"] == [f"{SCHEMA}NewsArticle"]
        assert article[f"{SCHEMA}headline"] == [{"@value": '=1+1 "No, ever"'}]
        assert article[f"{SCHEMA}publisher"][0][f"{SCHEMA}name"] == [{"@value": "Post"}]
        assert f"{SCHEMA}publisher" not in nodes["urn:reportedly:d:2"]


class TestProv:
    @pytest.fixture
    def nodes(self, connection: sqlite3.Connection, tmp_path: Path) -> Any:
        return {node["@id"]: node for node in expanded(document(connection, "prov", tmp_path / "out"))}

    def test_a_report_comes_from_article_actor_and_run(self, nodes: Any) -> None:
        report = nodes["urn:reportedly:d:1:r:1"]
        assert report[f"{PROV}wasQuotedFrom"] == [{"@id": "urn:reportedly:d:1"}]
        assert report[f"{PROV}wasAttributedTo"] == [{"@id": "urn:reportedly:a:b0"}]
        (run,) = report[f"{PROV}wasGeneratedBy"]
        assert nodes[run["@id"]]["@type"] == [f"{PROV}Activity"]
        (program,) = nodes[run["@id"]][f"{PROV}wasAssociatedWith"]
        assert nodes[program["@id"]]["@type"] == [f"{PROV}Agent", f"{PROV}SoftwareAgent"]

    def test_words_retold_are_derived(self, nodes: Any) -> None:
        assert nodes["urn:reportedly:d:1:r:4"][f"{PROV}wasDerivedFrom"] == [{"@id": "urn:reportedly:d:1"}]
        assert f"{PROV}wasQuotedFrom" not in nodes["urn:reportedly:d:1:r:4"]
        assert {"@id": "urn:reportedly:d:1:r:2"} in nodes["urn:reportedly:d:1:r:3"][f"{PROV}wasDerivedFrom"]

    def test_the_chain_is_kept_with_its_roles(self, nodes: Any) -> None:
        links = nodes["urn:reportedly:d:1:r:1"][f"{PROV}qualifiedAttribution"]
        roles = [link[f"{PROV}hadRole"][0]["@id"].removeprefix(OWN) for link in links]
        assert roles == ["publisher", "venue", "relayer", "speaker"]
        assert links[-1][f"{PROV}agent"] == [{"@id": "urn:reportedly:a:b0"}]

    def test_everything_pointed_at_is_described(self, nodes: Any) -> None:
        for node in nodes.values():
            for name in ("wasAttributedTo", "wasQuotedFrom", "wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith"):
                assert {one["@id"] for one in node.get(f"{PROV}{name}", [])} <= set(nodes)
            for link in node.get(f"{PROV}qualifiedAttribution", []):
                assert {one["@id"] for one in link[f"{PROV}agent"]} <= set(nodes)

    def test_an_article_is_its_outlets_and_authors(self, nodes: Any) -> None:
        authors = [one["@id"] for one in nodes["urn:reportedly:d:1"][f"{PROV}wasAttributedTo"]]
        assert [nodes[name]["http://www.w3.org/2000/01/rdf-schema#label"][0]["@value"] for name in authors] == [
            "Post", "Jo Ek", "Al Um",
        ]  # fmt: skip
