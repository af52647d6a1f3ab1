"""The line under a headline -> names of writers, and the credit of a news agency."""

import re

# Agencies whose stories other outlets print: the names by which they are credited. Only these count as a credit,
# since any other word after a name ("Lena Maro, Port Ella") may be a place, a post or a person.
AGENCIES = (
    "Reuters|Thomson Reuters|AP|Associated Press|The Associated Press|AFP|Agence France-Presse|dpa|DPA|PA|PA Media"
    "|Press Association|UPI|United Press International|Bloomberg|Bloomberg News|EFE|ANSA|Kyodo|Kyodo News|Xinhua|TASS"
    "|Interfax|RIA Novosti|Ukrinform|Anadolu|Anadolu Agency|PTI|Press Trust of India|ANI|IANS|Yonhap|AAP"
    "|Australian Associated Press|Canadian Press|The Canadian Press|dpa-AFX|APA|Keystone-SDA|ATS|Belga|ANP|Ritzau|NTB"
    "|TT|PAP|MTI|Lusa|MENA|NAN|CNA|Bernama|Antara|AAP FactCheck|Inter Press Service|Tribune News Service"
    "|Cox Media Group|States Newsroom|The Conversation|Kaiser Health News|KFF Health News|ProPublica"
)
AGENCY = re.compile(rf"(?:{AGENCIES})")

# `PORT ELLA, March 10 (Reuters) -`: the agency in a dateline, near the start of the text.
DATELINE = re.compile(rf"\((?P<agency>{AGENCIES})\)\s*(?:[-–—:]|$)")
DATELINE_CHARACTERS = 300  # a headline (at most 120), a place and a date stand before it

LEAD = re.compile(r"(?:(?:written|reported|reporting|posted|words|story)\s+)?by(?:\s*:\s*|\s+)", re.I)
SEPARATOR = re.compile(r"\s*(?:,|;|\||/|·|•|\n|\s&\s|\s[aA]nd\s|\s[wW]ith\s|\s[fF]or\s|\s[–—-]\s)\s*")
PARENTHESIS = re.compile(r"\(([^()]*+)\)")

# What stands beside a name and is none.
NO_NAME = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|staff|columnist|contributor|producer|bureau|desk|updated"
    r"|published|posted|min(?:ute)?s? read|ago|follow|share|comments?|agencies|wires?|newsroom|chief)\b|[@\d]|://|www\.",
    re.I,
)
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|MD|PhD)\.?")

# A byline is a line: longer ones seen were whole author biographies.
MAX_LINE = 300
MAX_NAME = 60


def byline_of(lines: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The names in `lines` (as "By A and B, Reuters", or one name each), without repetition; and the agency, if any.

    >>> byline_of(("By Lena Maro and Tom Ilk, Reuters",))
    (('Lena Maro', 'Tom Ilk'), 'Reuters')
    >>> byline_of(("Lena Maro, Political Editor", "Martin Ode, Jr. (AP)"))
    (('Lena Maro', 'Martin Ode, Jr.'), 'AP')
    """
    names: list[str] = []
    credit: str | None = None
    for line in lines:
        line = " ".join(line[:MAX_LINE].split())
        credit = credit or next((part for part in PARENTHESIS.findall(line) if AGENCY.fullmatch(part.strip())), None)
        line = PARENTHESIS.sub(" ", line)
        if lead := LEAD.match(line):
            line = line[lead.end() :]
        for place, part in enumerate(SEPARATOR.split(line)):
            part = part.strip(" .:,") if not SUFFIX.fullmatch(part.strip()) else part.strip()
            if AGENCY.fullmatch(part):
                credit = credit or part
            elif place and names and SUFFIX.fullmatch(part):
                names[-1] += f", {part}"
            elif _is_name(part, first=not place) and part not in names:
                names.append(part)
    return tuple(names), credit


def dateline_credit(text: str) -> str | None:
    """The agency of a dateline near the start of `text`.

    >>> dateline_credit("PORT ELLA (Reuters) - The bridge was closed.")
    'Reuters'
    """
    found = DATELINE.search(text[:DATELINE_CHARACTERS])
    return found.group("agency") if found else None


def _is_name(part: str, first: bool) -> bool:
    """After the first part, what is no name is likely (a place, a post), so a name needs two capitalised words."""
    if not part or len(part) > MAX_NAME or NO_NAME.search(part) or not any(map(str.isalpha, part)):
        return False
    words = part.split()
    return first or (len(words) > 1 and not words[0][0].islower() and not words[-1][0].islower())
