"""Web pages: the text that is written of them, what they say of themselves, and pages made to do harm."""

import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.config import Config
from reportedly.errors import DocumentError, NotText, TooLarge
from reportedly.readers import Metadata, html
from reportedly.readers.confinement import CONFINEMENT, Confinement
from reportedly.readers.delivery import Delivery
from reportedly.readers.frames import Page, Request
from reportedly.readers.opened import Opened
from reportedly.records import Document

PAGES = Path(__file__).parent / "pages"
PARAGRAPH = "<p>The mayor said on Sunday that the bridge was closed, and he promised a new one by spring.</p>\n"
SENTENCE = PARAGRAPH[3:-5]


def read(
    page: str | bytes, config: Config | None = None, metadata: Metadata | None = None, charset: str | None = None
) -> Document:
    stream = io.BytesIO(page.encode() if isinstance(page, str) else page)
    (found,) = html.read(Opened("a.html", stream, None, charset), config or Config(), metadata or Metadata())
    assert isinstance(found, Delivery)
    return found.document


def outcome(page: str, config: Config | None = None) -> Document | DocumentError:
    try:
        return read(page, config)
    except DocumentError as error:
        return error


def request(page: str, seconds: float = 20.0) -> Request:
    return Request(page, None, 10_000, 1 << 31, seconds)


@pytest.fixture(scope="module")
def harbour_post() -> Document:
    return read((PAGES / "harbour-post.html").read_bytes())


def test_text_of_an_article(harbour_post: Document) -> None:
    assert harbour_post.text == (
        "Ferry strike ends after “night of talks”\n\n"
        "The crews of the island ferries went back to work on Sunday, their union said, according to the Courier.\n\n"
        "“We got “most of what was promised”,” the union’s secretary, Iva Oren, told reporters. She called the offer "
        "“late, ‘but not too late’” and thanked the crews.\n\n"
        "No sailor slept this week. Nobody will forget it.\n\n"
        "What was agreed\n\n"
        "Wages rise by 4% in May, the port authority said.\n"
        "Night shifts are paid “as they should be”, Oren said.\n\n"
        "The port authority denied a report that it had asked for police.\nIt gave no further details.\n\n"
        "Asked when the first boat would sail, the harbour master, Anton Ruys, said: “When the tide lets us.”"
    )


def test_what_an_article_says_of_itself(harbour_post: Document) -> None:
    assert harbour_post.title == "Ferry strike ends after “night of talks”"
    assert harbour_post.outlet == "Harbour Post"
    assert harbour_post.byline == ("Lena Maro", "Tom Ilk")
    assert harbour_post.published == "2024-03-10T08:30:00+01:00"
    assert harbour_post.url == "https://www.harbourpost.example/news/ferry-strike-ends"
    assert harbour_post.language == "en-GB"
    assert harbour_post.credit is None
    assert harbour_post.notes == ()


def test_wire_copy() -> None:
    document = read((PAGES / "wire-copy.html").read_bytes())
    assert (document.title, document.outlet) == ("Dam holds, ministry says", "The Valley Echo")
    assert (document.byline, document.credit) == (("Petra Quill",), "Reuters")
    assert document.published == "2024-05-02T18:05:00+00:00"
    assert "SORREL VALLEY, May 2 (Reuters) - The upper dam is holding" in document.text


def test_the_command_line_wins() -> None:
    document = read((PAGES / "wire-copy.html").read_bytes(), metadata=Metadata(outlet="Echo", byline=("A B",)))
    assert (document.outlet, document.byline, document.credit) == ("Echo", ("A B",), "Reuters")


@pytest.mark.parametrize("depth", [300, 2000])
def test_nesting_that_trafilatura_alone_would_lose(depth: int) -> None:
    document = read("<html><body>" + "<div>" * depth + PARAGRAPH * 5 + "</div>" * depth)
    assert document.text.count(SENTENCE) == 5
    assert document.notes == ()


def test_nested_5000_deep() -> None:
    head = "<html><head><title>Closed</title><meta name=author content='Lena Maro'></head><body>"
    document = read(head + "<div>" * 5000 + PARAGRAPH * 5 + "<p>So <q>no</q>." + "</div>" * 5000)
    assert document.text.count(SENTENCE) == 5
    assert "So “no”." in document.text
    assert (document.title, document.byline) == ("Closed", ("Lena Maro",))
    assert document.notes[0].startswith("main text found by resiliparse, as trafilatura cannot")


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "ul><li", "q", "svg", "a href=x"])
def test_nested_100000_deep(tag: str) -> None:
    with pytest.raises(TooLarge, match="nested more than 10,000 deep"):
        read("<html><body>" + PARAGRAPH + f"<{tag}>" * 100_000 + PARAGRAPH * 5)


def test_ten_megabytes_of_identical_paragraphs() -> None:
    count = 10 * 1024 * 1024 // len(PARAGRAPH)
    document = read("<html><body><article>" + PARAGRAPH * count + "</article></body></html>")
    assert document.text == "\n\n".join([SENTENCE] * count)
    assert "more than 30,000" in document.notes[0]


@pytest.mark.parametrize(
    "page",
    [
        "<" * 1_000_000,
        "<a" * 500_000,
        "<!--" * 250_000,
        "<" + "a" * 1_000_000,
        "<p " + "a=b " * 200_000 + ">x",
        PARAGRAPH * 4 + '<script type="application/ld+json">' + "[" * 500_000 + "</script>",
        PARAGRAPH * 4 + '<script type="application/ld+json">' + ",      " * 50_000 + "</script>",
        PARAGRAPH * 4 + "<span class=byline>By Ann Lee</span>" * 2000,
        "<p>" + "<q>no</q> " * 5000,
        "".join(f"<b id={number}>" for number in range(800)) + "<p>said she" * 800,
    ],
    ids=lambda page: page[:12],
)
def test_harmful_pages_cost_little(page: str) -> None:
    found = outcome(page)
    assert isinstance(found, Document) or found.reason == "no main text was found in the page"


@pytest.mark.parametrize("page", ["", "   \n", "\ufeff"])
def test_empty(page: str) -> None:
    with pytest.raises(DocumentError, match="nothing to read: empty"):
        read(page)


@pytest.mark.parametrize("page", ["<html></html>", "<p></p>", "<script>var a = 'text'</script>", "<p>&nbsp;</p>"])
def test_a_page_without_text(page: str) -> None:
    with pytest.raises(DocumentError, match="no main text"):
        read(page)


def test_binary_and_too_large() -> None:
    with pytest.raises(NotText, match="NUL"):
        read(b"<html>\0</html>")
    with pytest.raises(TooLarge, match="larger than 1,000 bytes"):
        read("x" * 1001, Config(max_html_bytes=1000))


LETTERS = "<p>“Ça va,” said Zoë – “très bien”.</p>" + PARAGRAPH * 4


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (LETTERS.encode(), None),
        (LETTERS.encode(), "iso-8859-1"),
        (LETTERS.encode("utf-8-sig"), None),
        (LETTERS.encode("utf-16"), None),
        (LETTERS.encode("cp1252"), None),
        (LETTERS.encode("cp1252"), "utf-8"),
        (LETTERS.encode("cp1252"), "latin1"),
        (LETTERS.encode("mac-roman"), "macintosh"),
        (b'<meta charset="windows-1252">' + LETTERS.encode("cp1252"), None),
        (b'<meta http-equiv=x content="text/html; charset=macintosh">' + LETTERS.encode("mac-roman"), None),
        (LETTERS.encode(), "unicode_escape"),
        (LETTERS.encode(), "base64"),
    ],
)
def test_charsets(page: bytes, charset: str | None) -> None:
    assert read(page, charset=charset).text.startswith("“Ça va,” said Zoë – “très bien”.\n\nThe mayor")


def test_broken_utf_8_is_replaced_and_said() -> None:
    document = read(b"<meta charset=utf-8><p>\xe2\x80\x9cNo\xe2\x80\x9d \xff " + PARAGRAPH.encode() * 4)
    assert document.text.startswith("“No” \ufffd The mayor") or document.text.startswith("“No” \ufffd\n\nThe mayor")
    assert document.notes[0] == "1 byte was not UTF-8 and was replaced by U+FFFD"


def test_bidi_controls_are_kept_and_soft_hyphens_are_not() -> None:
    text = read(
        PARAGRAPH * 2 + "<p>He wrote \u202bשלום\u202c and said it was for the whole para&shy;graph.</p>" * 3
    ).text
    assert "\u202bשלום\u202c" in text
    assert "paragraph." in text


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    slow = "<div><p>Day <a href=x>a</a></p></div>" * 5000
    with pytest.raises(TooLarge, match=r"longer than 0\.05 seconds"):
        read(slow, Config(html_seconds=0.05))
    assert SENTENCE in read(PARAGRAPH * 5).text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to RLIMIT_AS")
def test_a_page_that_takes_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    with pytest.raises(DocumentError, match=r"memory|crashed|failed"):
        read("<b>x</b>" * 400_000, Config(html_memory=300 * 1024 * 1024))
    assert SENTENCE in read(PARAGRAPH * 5).text


def test_one_process_is_reused_and_replaced_after_a_crash() -> None:
    confinement = Confinement()
    try:
        assert isinstance(confinement.extract(request(PARAGRAPH * 5)), Page)
        worker = confinement._worker
        assert worker is not None
        assert isinstance(confinement.extract(request(PARAGRAPH * 5)), Page)
        assert confinement._worker is worker
        os.kill(worker.process.pid, signal.SIGTERM)
        worker.process.wait()
        assert isinstance(confinement.extract(request(PARAGRAPH * 5)), Page)
        assert confinement._worker is not worker
    finally:
        confinement.close()
    assert confinement._worker is None


def test_threads_take_turns() -> None:
    found: list[str] = []

    def work(number: int) -> None:
        found.append(read(PARAGRAPH * 4 + f"<p>The number was {number}, she said.</p>").text[-40:])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(text[text.index("number was ") + 11] for text in found) == list("01234567")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_starts_a_process_of_its_own_and_leaves_ours_alone() -> None:
    program = (
        "import io, os\nfrom reportedly.config import Config\nfrom reportedly.readers import Metadata, html\n"
        "from reportedly.readers.opened import Opened\n"
        f"page = {PARAGRAPH.encode() * 4!r}\n"
        "def read(): return [d.document.id for d in html.read(Opened('a', io.BytesIO(page)), Config(), Metadata())]\n"
        "first = read()\nchild = os.fork()\nassert read() == first\n"
        "if child: assert os.waitpid(child, 0)[1] == 0 and read() == first; print('well')\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr, done.returncode) == ("well\n", "", 0)


def test_it_ends_with_the_program_and_needs_no_main_guard(tmp_path: Path) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('the working directory must not be searched')")
    program = tmp_path / "program" / "run.py"
    program.parent.mkdir()
    program.write_text(
        "from reportedly.config import Config\nfrom reportedly.readers import Metadata, read_origin\n"
        "from reportedly.readers.confinement import CONFINEMENT\n"
        f"print([d.outlet for d in read_origin({str(PAGES / 'harbour-post.html')!r}, Config(), Metadata())])\n"
        "print(CONFINEMENT._worker.process.pid)\n"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    done = subprocess.run(
        [sys.executable, str(program)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    outlet, pid = done.stdout.split("\n")[:2]
    assert outlet == "['Harbour Post']"
    assert done.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


@pytest.mark.parametrize(
    "page",
    [
        PARAGRAPH * 5 + "<p>So <q>\x01no</q>.",
        PARAGRAPH * 5 + "<p>So <q><b>no</b>\x0b</q>.",
        f"<pre>{SENTENCE * 5}\n\nSo “no”.\x01\n\n{SENTENCE * 5}</pre>",
    ],
)
def test_a_control_character_in_what_is_rewritten_is_left_out(page: str) -> None:
    text = read(f"<html><body>{page}").text
    assert "So “no”." in text
    assert "\x01" not in text


TAGS = ("p", "div", "q", "table", "td", "ul", "li", "br", "pre", "script", "style", "a href=x")
WORDS = ("<!--", "-->", "<", "&", "&#0;", "&#xD800;", "\x01", "\u202e", "“", "She said so on Sunday. ", "\n")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS), *WORDS]), max_size=40))
def test_any_page_gives_a_text_or_a_reason(pieces: list[str]) -> None:
    found = outcome("<html><body>" + "".join(pieces))
    if isinstance(found, Document):
        assert found.text.encode("utf-8")
        assert found.text == found.text.strip()
    else:
        assert found.reason == "no main text was found in the page"


def test_the_shared_process_is_idle_between_pages() -> None:
    read(PARAGRAPH)
    assert CONFINEMENT._worker is not None
    assert not CONFINEMENT._lock.locked()
