"""An actor's names turned into blocks, wherever the documents, reports and other names of a ledger hold them."""

import html
import json
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.ledger.effect import index_unspaced
from reportedly.ledger.erase import drop_body
from reportedly.ledger.spans import spans_in
from reportedly.records import ActorKind
from reportedly.span import join
from reportedly.text.folding import fold
from reportedly.text.unspaced import is_unspaced, pairs

BLOCK = "█"
LETTER = re.compile(r"\S")
WORD = re.compile(r"\w+")
SHORTEST = 3  # letters of a single word of a name that are masked by themselves: "Li" would take half of "Life"
# What may stand between two words of a name: a space, ". ", or the line end of a wrapped text with a hyphen. Nothing,
# as in "LenaMaro", only between words that have so many letters together: "U.S." is not in every "us".
BETWEEN, TOGETHER = 3, 6
NOTHING = "(?!)"  # the pattern that is found nowhere
PEOPLE = ("person", "author")
Places = list[tuple[int, int]] | None  # of an actor's mentions; None where a document was not known to show it


class _Plain(dict[int, int]):
    """Each character without its accents, where that is one character: a text keeps its length."""

    def __missing__(self, code: int) -> int:
        apart = [char for char in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(char)]
        self[code] = ord(apart[0]) if len(apart) == 1 else code
        return self[code]


PLAIN = _Plain()


class Names:
    """What an actor is called, and how that is found in a text, with its accents or without.

    A `whole` name counts however it is spaced or cased ("LenaMaro", "LENA MARO"); one that is a single word only as it
    is written, or in capitals, and a person's single name not at all: it may be another's. Where the actor is known to
    be named, that counts too, and so does each of the `words` of a person's name.
    """

    def __init__(self, names: Mapping[str, ActorKind]) -> None:
        self.kinds = names
        spelled = {name.translate(PLAIN): kind for name, kind in names.items()}
        alone = [
            name
            for name, kind in spelled.items()
            if kind not in PEOPLE or len(WORD.findall(name)) > 1 or is_unspaced(name)
        ]
        parts = {part for name, kind in spelled.items() if kind in PEOPLE for part in WORD.findall(name)}
        parts = {part for part in parts if len(part) >= SHORTEST and part[0].isupper()}
        self.whole = _either(map(_whole, alone))
        self.words = _either({*map(_whole, spelled), *map(_single, parts)})

    def are_in(self, words: str | None) -> bool:
        """Whether the words hold a whole name."""
        return bool(words and self.whole.search(words.translate(PLAIN)))


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    """Whichever of the patterns is longest."""
    return re.compile("|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern))) or NOTHING)


def _whole(name: str) -> str:
    words = WORD.findall(name)
    if len(words) < 2:
        return _single(name)
    pattern = re.escape(words[0])
    for left, right in pairwise(words):
        least = 0 if len(left) + len(right) >= TOGETHER else 1
        pattern += rf"[\W_]{{{least},{BETWEEN}}}{re.escape(right)}"
    return rf"(?i:\b{pattern}\b)"


def _single(word: str) -> str:
    if is_unspaced(word):
        return re.escape(word)  # no word ends there
    spellings = dict.fromkeys((re.escape(word), re.escape(word.upper())))
    return rf"(?<!\w)(?:{'|'.join(spellings)})(?!\w)"


def hidden(words: str, pattern: re.Pattern[str]) -> str:
    """`words` with each letter of what the pattern finds in them, accents aside, as a block: of the same length.

    >>> hidden("Ms Léna Maro's", re.compile("Lena Maro"))
    "Ms ████ ████'s"
    """
    masked, end = [], 0
    for match in pattern.finditer(words.translate(PLAIN)):
        masked += [words[end : match.start()], _blocks(match.group())]
        end = match.end()
    return "".join((*masked, words[end:]))


def _blocks(words: str) -> str:
    return LETTER.sub(BLOCK, words)


def documents_naming(
    connection: sqlite3.Connection, names: Names, appearances: Iterable[int], profiles: Sequence[int]
) -> dict[int, Places]:
    """The documents that show or name the actor, with the places that are known to refer to it.

    A document that shows another bearer of the same name, and not this one, is left as it is.
    """
    found: dict[int, Places] = {}
    for appearance in appearances:
        ((document,),) = connection.execute("SELECT document FROM appearance WHERE number = ?", (appearance,))
        places = connection.execute("SELECT start, end FROM mention WHERE appearance = ?", (appearance,))
        found[document] = (found.get(document) or []) + [(start, end) for start, end in places]
    for document in _holding(connection, names):
        if document not in found and not _names_another(connection, document, names, profiles):
            found[document] = None
    return found


def _holding(connection: sqlite3.Connection, names: Names) -> Iterator[int]:
    """The documents whose words or raw bytes hold a whole name; all are read, as the file is rewritten after anyway."""
    if names.whole.pattern == NOTHING:
        return
    for row in connection.execute("SELECT number, text, title, credit, byline FROM document"):
        if any(map(names.are_in, (row["text"], row["title"], row["credit"], row["byline"]))):
            yield row["number"]
    for sha256, packed in connection.execute("SELECT sha256, zlib FROM body"):
        if names.are_in(_readable(packed)):
            for (number,) in connection.execute("SELECT number FROM document WHERE body = ?", (sha256,)):
                yield number


def _readable(packed: bytes) -> str:
    try:
        return html.unescape(zlib.decompress(packed).decode("utf-8", "replace"))
    except zlib.error:  # a damaged body: `doctor --bodies` tells
        return ""


def _names_another(connection: sqlite3.Connection, document: int, names: Names, profiles: Sequence[int]) -> bool:
    rows = connection.execute("SELECT profile, name FROM appearance WHERE document = ?", (document,))
    return any(row["name"] in names.kinds and row["profile"] not in profiles for row in rows)


def mask_document(connection: sqlite3.Connection, document: int, names: Names, places: Places) -> bool:
    """Block the actor out of a document and all that was found in it, and drop its raw bytes; whether it held any."""
    row = connection.execute("SELECT * FROM document WHERE number = ?", (document,)).fetchone()
    # Where the raw bytes alone name the actor, beside an article on others, their words are not to be touched.
    is_named = places is not None or any(map(names.are_in, (row["text"], row["title"], row["credit"], row["byline"])))
    pattern = names.words if is_named else names.whole
    text = hidden(_without(row["text"], places), pattern)
    columns = {name: row[name] and hidden(row[name], pattern) for name in ("title", "credit", "byline")}
    same = text == row["text"] and all(row[name] == masked for name, masked in columns.items())
    if same and row["body"] is None:
        return False
    connection.execute(
        "UPDATE document SET text = ?, title = ?, credit = ?, byline = ?, body = NULL WHERE number = ?",
        (text, *columns.values(), document),
    )
    drop_body(connection, row["body"])
    connection.execute("DELETE FROM document_cjk WHERE rowid = ?", (document,))
    words = f"{columns['title'] or ''}\n{text}"
    if is_unspaced(words):
        connection.execute("INSERT INTO document_cjk (rowid, words) VALUES (?, ?)", (document, pairs(words)))
    if not same:
        _mask_reports(connection, document, text, names)
        _mask_appearances(connection, document, names)
    return True


def _without(text: str, places: Places) -> str:
    """The text without the mentions that are names or offices: with a capital, or of a script that has none."""
    for start, end in places or ():
        mention = text[start:end]
        if any(char.isupper() for char in mention) or not any(char.islower() for char in mention):
            text = text[:start] + _blocks(mention) + text[end:]
    return text


def _mask_reports(connection: sqlite3.Connection, document: int, text: str, names: Names) -> None:
    for row in connection.execute("SELECT * FROM report WHERE document = ?", (document,)).fetchall():
        source, cue, content, occasion, when = (
            join(spans_in(row[f"{role}_spans"]), text) or None
            for role in ("source", "cue", "content", "occasion", "when")
        )
        connection.execute(
            "UPDATE report SET source = ?, cue = ?, content = ?, occasion = ?, when_text = ? WHERE number = ?",
            (source, cue, content, occasion, when, row["number"]),
        )
        index_unspaced(connection, row["number"], f"{content}\n{source or ''}")
        for link in connection.execute("SELECT * FROM link WHERE report = ?", (row["number"],)).fetchall():
            if link["role"] != "publisher":
                # The speaker is another actor, who may share a word of the name.
                name = hidden(link["name"], names.whole if link["role"] == "speaker" else names.words)
                values = (name, row["number"], link["place"])
                connection.execute("UPDATE link SET name = ? WHERE report = ? AND place = ?", values)


def _mask_appearances(connection: sqlite3.Connection, document: int, names: Names) -> None:
    rows = connection.execute("SELECT number, name, descriptions FROM appearance WHERE document = ?", (document,))
    for row in rows.fetchall():
        descriptions = [hidden(one, names.words) for one in json.loads(row["descriptions"])]
        connection.execute(
            "UPDATE appearance SET name = ?, descriptions = ? WHERE number = ?",
            (hidden(row["name"], names.whole), json.dumps(descriptions, ensure_ascii=False), row["number"]),
        )


def mask_profiles(connection: sqlite3.Connection, names: Names, profiles: Sequence[int]) -> None:
    """Block the actor out of what others are called: "Lena Maro's lawyer"; not out of the name of a namesake."""
    for number, name in connection.execute("SELECT number, name FROM profile").fetchall():
        if number not in profiles and name not in names.kinds and names.are_in(name):
            _rename(connection, number, hidden(name, names.whole), names)


def _rename(connection: sqlite3.Connection, profile: int, name: str, names: Names) -> None:
    connection.execute("UPDATE profile SET name = ? WHERE number = ?", (name, profile))
    gone = {word for one in names.kinds for word in fold(one).split()}
    for (key,) in connection.execute("SELECT key FROM profile_key WHERE profile = ?", (profile,)).fetchall():
        if gone & set(WORD.findall(fold(key))):
            connection.execute("DELETE FROM profile_key WHERE key = ? AND profile = ?", (key, profile))
