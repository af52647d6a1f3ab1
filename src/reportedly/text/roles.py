"""What people and bodies are called when they are not named: role nouns, what they tell, and which mean the same."""

import re
from functools import lru_cache
from typing import Literal

Sort = Literal["person", "organization", "outlet", "document", ""]

# Groups of nouns that newspapers use of the same person or body; the first names the group.
SAME = tuple(
    frozenset(line.split())
    for line in """
    senator sen sens
    representative rep reps congressman congresswoman lawmaker legislator mp backbencher
    governor gov
    president commander-in-chief
    candidate nominee contender front-runner frontrunner challenger hopeful
    minister secretary
    lawyer attorney solicitor barrister counsel
    spokesman spokeswoman spokesperson
    billionaire businessman businesswoman mogul tycoon developer
    reporter journalist correspondent columnist writer author editor
    professor academic scholar scientist researcher economist historian
    analyst expert strategist consultant pollster
    adviser advisor aide
    chairman chairwoman chair chairperson
    director head chief boss executive ceo
    officer policeman policewoman detective constable inspector
    actor actress star
    teacher schoolteacher headteacher
    wife widow spouse
    husband widower
    twin sister brother sibling
    mother mom mum
    father dad
    judge justice magistrate
    company firm corporation manufacturer maker giant retailer
    newspaper paper daily weekly
    agency bureau
    group organization organisation nonprofit charity association
    party
    campaign
    court
    """.strip().splitlines()
)
PERSON = frozenset(
    (
        "man woman boy girl person guy lady gentleman teenager student pupil resident voter supporter fan "
        "activist protester demonstrator organizer organiser campaigner mayor ambassador envoy diplomat official "
        "commissioner councillor councilman councilwoman alderman delegate treasurer clerk manager founder owner "
        "coach captain player striker pilot driver passenger farmer fisherman shopkeeper chef cook baker doctor "
        "nurse surgeon patient engineer architect artist singer musician soldier conscript sergeant general "
        "colonel admiral commander lieutenant veteran guard keeper porter worker employee staffer member leader "
        "boss deputy predecessor successor opponent rival colleague friend neighbour neighbor partner son "
        "daughter uncle aunt cousin nephew niece grandfather grandmother victim witness suspect defendant accused "
        "prosecutor sheriff bishop priest pastor rabbi imam pope king queen prince princess chancellor premier "
        "speaker moderator host anchor presenter producer insider source informant whistleblower survivor native "
        "republican democrat conservative liberal socialist native tenant landlord applicant plaintiff inmate "
        "ranger convenor convener defender grandmaster principal applicant volcanologist headteacher matron "
        "headmaster midfielder goalkeeper winger captain skipper referee umpire jockey sprinter swimmer cyclist "
        "golfer boxer astronaut whistle-blower lobbyist fundraiser donor philanthropist heiress socialite hacker "
        "dissident refugee migrant rapper drummer guitarist composer conductor novelist poet playwright sculptor "
        "painter curator archivist librarian paramedic firefighter fireman lifeguard caretaker janitor bricklayer "
        "carpenter plumber electrician mechanic butcher grocer trader broker banker accountant auditor surveyor "
        "inventor beekeeper shepherd stonemason blacksmith model mentor tutor scholar lecturer dean provost "
        "chaplain vicar curate sexton imam cleric ayatollah sheikh lama monk nun captor kidnapper gunman attacker "
        "killer thief burglar prisoner detainee agent forecaster mountaineer climber"
    ).split()
) | frozenset().union(*SAME[:24])
BODIES = frozenset(
    (
        "company firm corporation bank agency bureau department ministry council government administration court "
        "committee commission party union army navy force police guard board office house senate parliament "
        "congress university college hospital school authority regulator charity club association service command "
        "campaign team institute organization organisation foundation airline brewery church state country nation "
        "city municipality watchdog tribunal inquiry panel jury group coalition alliance network federation "
        "league militia opposition kremlin museum theatre manufacturer maker retailer giant bureau treasury "
        "cabinet coastguard gendarmerie secretariat embassy consulate observatory academy chamber directorate"
    ).split()
)
OUTLETS = frozenset(
    "newspaper paper magazine outlet network station broadcaster website blog newsroom weekly daily channel".split()
)
DOCUMENTS = frozenset(
    (
        "report poll survey study statement letter memo filing document documents lawsuit complaint indictment "
        "review paper notice book memoir email e-mail transcript analysis data figures records census logbook "
        "ruling order bill law act article editorial op-ed column post tweet video ad advertisement advert "
        "commercial website site page petition resolution platform constitution treaty agreement affidavit "
        "warrant leaflet flyer sign poster brochure release communique dispatch headline caption quiz book "
        "chapter essay legislation decision opinion budget plan proposal audit finding findings research polls "
        "surveys studies reports statistics results results emails documents headline headlines bible scripture "
        "song film movie trailer speech message messages draft minutes memorandum dossier contract screenshot footage "
        "recording logs submission assessment estimate estimates guidelines presentation slides spreadsheet invoice "
        "invoices files cable cables judgment note notes diary manual verdict"
    ).split()
)
FEMALE = frozenset(
    "woman girl lady actress spokeswoman chairwoman congresswoman businesswoman councilwoman alderwoman policewoman "
    "mother mom mum daughter sister wife widow aunt niece grandmother queen princess duchess headmistress mistress "
    "nun waitress hostess heroine ms mrs miss dame madam sister baroness soprano ballerina".split()
)
MALE = frozenset(
    "man boy guy gentleman actor spokesman chairman congressman businessman councilman alderman policeman father "
    "dad son brother husband widower uncle nephew grandfather king prince duke headmaster monk priest waiter hero "
    "mr sir lord fisherman pope tenor baron imam".split()
)
# What ends the head of a noun phrase: what follows belongs to somebody else ("an adviser to Ms Balan").
COMPLEMENT = re.compile(
    r"\b(?:to|for|of|from|with|at|in|by|on|about|who|whose|whom|which|that|against|under|near|over|among|inside|outside|"
    r"behind|such|published|filed|released|sent|led|made|signed|issued|written|obtained|conducted|posted|carried|seen|"
    r"commissioned|circulated|shared|prepared|drafted|produced|compiled|reviewed|unsealed|leaked|taken|dated|addressed|"
    r"charged|familiar|close|briefed|involved|including|representing|working|speaking|asking|running|named|called|"
    r"between|after|before|since|within|across|around)\b"
)
ARTICLES = frozenset("a an the his her its their our my".split())
CALLINGS = ("ist", "ician", "ologist", "eer", "man", "woman", "person", "master", "mate")
WORD = re.compile(r"[^\W_](?:[\w'’-]*\w)?")


def head_noun(phrase: str) -> str:
    """The noun that a noun phrase is about, in lower case: the last word before its complement; "" if there is none.

    >>> head_noun("the 54-year-old mayor of Much Arden, an ally")
    'mayor'
    >>> head_noun("the leaked memo to the mayor")
    'memo'
    """
    part = phrase.split(",", 1)[0]
    complement = COMPLEMENT.search(part, 1)
    words = WORD.findall(part[: complement.start()] if complement else part)
    if complement and len(words) == 1 and words[0].lower() in ARTICLES:  # "a leaked memo"
        complement = COMPLEMENT.search(part, complement.end())
        words = WORD.findall(part[: complement.start()] if complement else part)
    if not words:
        return ""
    word: str = words[-1].lower()
    return word.removesuffix("’s").removesuffix("'s")


@lru_cache(maxsize=4096)  # a document uses the same nouns again and again
def singular(noun: str) -> str:
    """The noun without its plural "s"; irregular plurals are only those of people.

    >>> singular("ministries"), singular("women"), singular("bosses")
    ('ministry', 'woman', 'boss')
    """
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def is_plural(noun: str) -> bool:
    """Whether the noun looks like a plural."""
    return noun in ("people", "police", "staff", "folk", "children") or singular(noun) != noun


@lru_cache(maxsize=4096)
def sort_of(noun: str) -> Sort:
    """What a head noun says of its bearer; "" where it says nothing."""
    one = singular(noun)
    for sort, table in (("person", PERSON), ("outlet", OUTLETS), ("document", DOCUMENTS), ("organization", BODIES)):
        if noun in table or one in table:
            return sort  # type: ignore[return-value]
    if one.endswith(("-year-old", "-old")):
        return "person"
    if len(one) < 6:  # "list", "mist"
        return ""
    return "person" if one.endswith(CALLINGS) else ""


def same_role(left: str, right: str) -> bool:
    """Whether two head nouns may be said of the same person or body."""
    one, other = singular(left), singular(right)
    return one == other or any(one in group and other in group for group in SAME)
