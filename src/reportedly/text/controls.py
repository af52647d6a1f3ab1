"""Characters that draw nothing themselves but change what is drawn: named, and made visible.

An article may hold them by accident or to mislead: an escape sequence drives a terminal, a bidi override shows
"exe.txt" for "txt.exe". Joiners and the plain direction marks (LRM, RLM, ALM) stay: scripts and emoji need them,
and they move no letter.
"""

import re

# C0 without tab, line feed and carriage return; DEL and C1; line and paragraph separator; bidi embeddings,
# overrides and isolates; the deprecated format characters; interlinear annotation.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]")
SURROGATES = re.compile("[\ud800-\udfff]")
BIDI = {
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI",
}  # fmt: skip
PICTURES = 0x2400  # U+2400 to U+241F draw the names of C0 controls
SUBSTITUTE = "␦"  # U+2426 stands for a control that has no picture of its own


def name(control: str) -> str:
    """What a reader is told of a control: its usual abbreviation, else its code point.

    >>> name("\\u202e"), name("\\x9b")
    ('RLO', 'U+009B')
    """
    return BIDI.get(control) or f"U+{ord(control):04X}"


def picture(control: str) -> str:
    """One harmless visible character in place of a control, so that offsets stay what they were.

    >>> picture("\\x1b"), picture("\\x7f"), picture("\\u202e")
    ('␛', '␡', '␦')
    """
    if control == "\x7f":
        return "␡"
    return chr(PICTURES + ord(control)) if control < " " else SUBSTITUTE


def visible(text: str) -> str:
    """The text with every control drawn as its picture, or as its name in angle brackets where it has none.

    >>> visible("a\\x1b[2J \\u202eb")
    'a␛[2J ⟨RLO⟩b'
    """
    return scalar(CONTROLS.sub(_drawn, text))


def scalar(text: str) -> str:
    """The text with lone surrogates, which no encoding can write, as U+FFFD; offsets stay what they were.

    >>> scalar("a\\ud800b")
    'a\ufffdb'
    """
    return SURROGATES.sub("\ufffd", text)


def _drawn(match: re.Match[str]) -> str:
    drawn = picture(match[0])
    return f"⟨{name(match[0])}⟩" if drawn == SUBSTITUTE else drawn
