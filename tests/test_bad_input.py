"""Whatever is fed to it: a clear reason or a reading, nothing lost, and the run goes on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import reportedly
from reportedly.cli import cli
from reportedly.config import Config
from reportedly.span import join

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
