"""Whatever is fed to it: a clear reason or a reading, nothing lost, and the run goes on."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import reportedly
from reportedly.cli import cli
from reportedly.config import Config
from reportedly.span import join
from tests.readers.archive import gzip_of_zeros, members, record, response

GOOD = "“We sold the last crane in March,” said Ottilie Brandt."
RULES = Config(tagger="rules")


def verbatim(reading: "reportedly.Reading") -> bool:
    text = reading.document.text
    return all(report.content.text == join(report.content.spans, text) for report in reading.reports)


def test_bad_files_are_listed_with_their_reasons_and_the_good_one_is_read(tmp_path: Path) -> None:
    files = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "binary.txt": bytes(range(256)) * 40,
        "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
        "good.txt": GOOD.encode(),
        "empty.html": b"<html></html>",
        "broken.jsonl": b'{"text": "x"\n',
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(50 * 1024 * 1024)
    origins = [str(tmp_path / name) for name in (*files, "large.txt", "missing.txt")]
    run = CliRunner().invoke(cli, ["read", *origins, "--format", "jsonl", "--tagger", "rules"], standalone_mode=False)
    assert run.return_value == 1
    (line,) = run.stdout.splitlines()
    assert json.loads(line)["content"]["text"] == "“We sold the last crane in March,”"
    told = run.stderr.splitlines()
    for name, reason in {
        "empty.txt": "empty", "blank.txt": "white space", "binary.txt": "", "picture.txt": "picture",
        "empty.html": "no main text", "broken.jsonl": "", "large.txt": "larger than 16 MB",
        "missing.txt": "no such file",
    }.items():  # fmt: skip
        (only,) = [line for line in told if name in line]
        assert reason in only


@pytest.mark.parametrize("tagger", ["model", "rules"])
@pytest.mark.parametrize(
    "text",
    [
        "“" * 500,
        "\"'" * 500,
        "no end and no capital and no mark said the man " * 60,
        f"\u202e{GOOD}\u202c and \u2066she\u2069 said no.",
        "x" * 20_000,
        "\x00\x07" + GOOD,
        "日本 said سلام ‘ﷺ’ 🦵 “नमस्ते,” said Ōe.",
        "\r\n".join([GOOD] * 3),
        ".",
    ],
    ids=["marks", "mixed marks", "no sentence end", "bidi", "one word", "controls", "scripts", "crlf", "stop"],
)
def test_odd_texts_are_read(text: str, tagger: str) -> None:
    reading = reportedly.read(text, config=Config(tagger=tagger))
    assert reading.document.text == text
    assert verbatim(reading)
    assert reading.to_html().startswith("<!DOCTYPE html>")


def test_lone_surrogates_become_replacement_characters_with_a_note() -> None:
    reading = reportedly.read("\ud800" + GOOD)
    assert reading.document.text == "\ufffd" + GOOD
    assert reading.document.notes == ("1 lone surrogate was replaced by U+FFFD",)
    assert verbatim(reading)


def test_broken_utf_8_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(GOOD.encode() + b" \xff\xc3 Then it rained.")
    reading = reportedly.read(path)
    assert "\ufffd" in reading.document.text
    assert "U+FFFD" in reading.document.notes[0]
    assert [report.content.text for report in reading.reports] == ["“We sold the last crane in March,”"]


def test_html_nested_five_thousand_deep(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 5000 + f"<p>{GOOD}</p>" * 5 + "</div>" * 5000, encoding="utf-8")
    reading = reportedly.read(path, config=RULES)
    assert "Ottilie Brandt" in reading.document.text
    assert "resiliparse" in reading.document.notes[0]


def test_a_page_of_ten_megabytes_of_one_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "same.html"
    paragraph = f"<p>{GOOD} The quay was empty, and the cranes stood still in the rain.</p>\n"
    path.write_text(f"<html><body><article>{paragraph * (10_000_000 // len(paragraph))}</article>", encoding="utf-8")
    (reading,) = reportedly.read_all([path], config=RULES)
    assert isinstance(reading, reportedly.Reading)
    assert reading.document.text.count("Ottilie Brandt") > 70_000
    assert len(reading.reports) > 70_000


def zipped(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def feed(*descriptions: str, before: str = "") -> bytes:
    items = "".join(f"<item><description><![CDATA[{words}]]></description></item>" for words in descriptions)
    return f"{before}<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(f'<!ENTITY a{n} "{"&a;" * 50}">' for n in range(50)) + "]>"
PLAIN = record(response(GOOD.encode(), mime="text/plain"))

# What is fed; what is said of it, if anything; whether the good statement in it is found.
CONTAINERS: dict[str, tuple[bytes, str, bool]] = {
    "good.rss": (feed(f"<p>{GOOD}</p>"), "", True),
    "good.json": (json.dumps({"uri": "u", "body_text": GOOD}).encode(), "", True),
    "good.jsonl.gz": (gzip.compress(json.dumps({"text": GOOD}).encode()), "", True),
    "laughs.rss": (feed(GOOD, before=LAUGHS), "", True),
    "deep.rss": (feed("<div>" * 100_000, GOOD), "nested more than 10,000 deep", True),
    "deep.warc": (record(response(b"<div>" * 100_000)) + PLAIN, "nested more than 10,000 deep", True),
    "bomb.warc.gz": (
        members(record(response(gzip_of_zeros(1024), Content_Encoding="gzip")), PLAIN),
        "larger than 32 MB",
        True,
    ),
    "cut.warc.gz": (members(PLAIN, PLAIN)[:-20], "cut short", True),
    "broken.warc": (PLAIN.replace("“".encode(), b"\xe2\x80", 1), "", False),
    "slip.wacz": (zipped("../../slip.warc", PLAIN), "", True),
    "empty.warc": (b"", "empty", False),
    "binary.rss": (bytes(range(256)) * 20, "NUL", False),
    "binary.warc.gz": (bytes(range(256)) * 20, "no web archive", False),
    "other.json": (b"[1, 2, 3]", "neither ninjs nor JSON Lines", False),
    "bomb.txt.gz": (gzip_of_zeros(1024), "larger than 16 MB", False),
}


def test_bad_containers_are_listed_with_their_reasons_and_what_is_good_in_them_is_read(tmp_path: Path) -> None:
    for name, (data, _, _) in CONTAINERS.items():
        (tmp_path / name).write_bytes(data)
    told: dict[str, list[str]] = {name: [] for name in CONTAINERS}
    found: dict[str, bool] = dict.fromkeys(CONTAINERS, False)
    for outcome in reportedly.read_all([tmp_path / name for name in CONTAINERS], config=RULES):
        if isinstance(outcome, reportedly.DocumentError):
            told[Path(outcome.origin.partition("#")[0]).name].append(outcome.reason)
        else:
            name = Path(outcome.document.origin.partition("#")[0]).name
            found[name] |= any(
                report.content.text == "“We sold the last crane in March,”" for report in outcome.reports
            )
    assert found == {name: good for name, (_, _, good) in CONTAINERS.items()}
    for name, (_, reason, _) in CONTAINERS.items():
        assert len(told[name]) == bool(reason), name
        assert reason in "".join(told[name])
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(CONTAINERS)
