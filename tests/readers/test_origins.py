"""What the command line names, made into origins."""

import os
import sys
from pathlib import Path

import pytest

from reportedly.errors import DocumentError
from reportedly.readers import PassedOver, expand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt", "a.html", "c.jsonl.gz", "crawl.warc.gz", "x.jpg", "y.JPG", "README", ".hidden.txt",
        "deep/er/d.xml", "deep/e.TXT", ".git/f.txt", "odd[1].txt",
    ):  # fmt: skip
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path / "in"


def names(folder: Path, *origins: str) -> list[str]:
    return [os.path.relpath(found, folder) for found in expand(origins) if isinstance(found, str)]


def test_a_folder_is_walked_in_order_and_what_is_passed_over_is_counted(folder: Path) -> None:
    *files, passed = expand([str(folder)])
    assert [os.path.relpath(str(path), folder) for path in files] == [
        "a.html", "b.txt", "c.jsonl.gz", "crawl.warc.gz", "deep/e.TXT", "deep/er/d.xml", "odd[1].txt",
    ]  # fmt: skip
    assert passed == PassedOver(str(folder), "files", ((".jpg", 2), ("hidden", 2), ("without suffix", 1)))


def test_what_is_named_is_taken_whatever_it_is(folder: Path) -> None:
    named = [
        "-",
        "https://h.example/[a]",
        str(folder / "x.jpg"),
        str(folder / "none.txt"),
        "a\0b",
        str(folder / "odd[1].txt"),
    ]
    assert list(expand(named)) == named


def test_patterns(folder: Path) -> None:
    assert names(folder, f"{folder}/*.txt") == ["b.txt", "odd[1].txt"]
    assert names(folder, f"{folder}/**/*.TXT") == ["deep/e.TXT"]
    assert names(folder, f"{folder}/*.jpg") == ["x.jpg"]
    assert names(folder, f"{folder}/d*p") == ["deep/e.TXT", "deep/er/d.xml"]
    *files, passed = expand([f"{folder}/**"])
    assert len(files) == 7
    assert passed == PassedOver(f"{folder}/**", "files", ((".jpg", 2), ("without suffix", 1)))
    (error,) = expand([f"{folder}/*.pdf"])
    assert isinstance(error, DocumentError)
    assert error.reason == "matches no file"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links(folder: Path) -> None:
    (folder / "deep" / "loop").symlink_to(folder)
    (folder / "deep" / "link.txt").symlink_to(folder / "b.txt")
    (folder / "deep" / "nowhere.txt").symlink_to(folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    found = list(expand([str(folder)]))
    assert sum(isinstance(one, str) for one in found) == 8
    (error,) = [one for one in found if isinstance(one, DocumentError)]
    assert error.origin.endswith("nowhere.txt")
    (passed,) = [one for one in found if isinstance(one, PassedOver)]
    assert ("folder reached before", 1) in passed.counts
    assert ("pipe, socket or device", 1) in passed.counts


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_opened(folder: Path) -> None:
    (folder / "deep").chmod(0)
    found = list(expand([str(folder)]))
    (folder / "deep").chmod(0o755)
    (error,) = [one for one in found if isinstance(one, DocumentError)]
    assert error.reason == "permission denied"


def test_an_empty_folder(tmp_path: Path) -> None:
    assert list(expand([str(tmp_path)])) == []


def test_what_is_passed_over_in_words() -> None:
    assert str(PassedOver("in", "files", ((".jpg", 11), ("hidden", 1)))) == (
        "in: 12 files of other kinds passed over (11 .jpg, 1 hidden)"
    )
