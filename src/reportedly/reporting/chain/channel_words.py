"""The nouns that name a channel, and the words that lead to one: the table behind reporting/channels.py."""

from reportedly.records import Role


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


DOCUMENT_NOUNS = _words(
    "statement statements email emails e-mail e-mails letter letters memo memos memorandum note message messages text "
    "report reports poll polls survey surveys questionnaire study book memoir memoirs autobiography biography column "
    "op-ed oped commentary editorial essay article piece post posts tweet tweets thread blog release releases "
    "lawsuit suit "
    "complaint filing filings documents document papers paper order ruling judgment judgement injunction affidavit "
    "affidavits brief petition indictment transcript recording recordings video videos audio tape clip communique "
    "communiqué newsletter manifesto pamphlet leaflet flyer flier ad ads advertisement commercial footage diary "
    "decree circular bulletin notice screenshots dossier cable cables minutes prospectus excerpt "
    "tweetstorm "
    "forms disclosures disclosure review resolution story response reply appeal motion"
)
EVENT_NOUNS = _words(
    "rally rallies debate debates interview interviews speech speeches conference conferences call meeting meetings "
    "hearing hearings convention event events address forum forums hall halls briefing briefings testimony ceremony "
    "vigil summit summits lecture lectures seminar sermon service services funeral trial inquest inquiry session "
    "sessions panel discussion reception fundraiser fundraisers dinner lunch luncheon breakfast gala march protest "
    "protests demonstration demonstrations gathering workshop symposium webinar appearance appearances stop stops "
    "launch celebration festival parade roundtable deposition concert commencement inauguration caucus trail "
    "keynote presser crowd crowds plenary retreat talk rehearsal congress gaggle visit"
)
BODY_NOUNS = _words(
    "court committee subcommittee tribunal parliament assembly senate council commission inquest inquiry panel "
    "congress chamber commons lords knesset bundestag duma subcommittee house legislature"
)
BROADCAST_NOUNS = _words(
    "television tv radio show shows podcast podcasts programme programmes program channel station airwaves broadcast "
    "livestream broadcaster broadcasters"
)
# Somebody who passes words on; "through" or "via" leads to them.
RELAYER_NOUNS = _words(
    "interpreter interpreters translator translators spokesman spokeswoman spokesperson spokespeople lawyer lawyers "
    "attorney attorneys solicitor barrister counsel aide aides assistant representative representatives agent "
    "publicist "
    "coach wife husband son daughter brother sister mother father friend friends intermediary intermediaries mediator "
    "mediators firm staff office representative colleague agents manager campaign ministry embassy union"
)
# Events that one speaks "in": in "in the convention" or "in the march" a place or time is meant, mostly in passing.
SPOKEN_IN = _words(
    "interview interviews speech speeches debate debates hearing hearings court parliament testimony lecture lectures "
    "meeting meetings address session sessions call forum forums sermon discussion seminar conference hall panel trial "
    "deposition briefing briefings keynote webinar appearance appearances talk commons lords assembly committee "
    "tribunal"
)
# What one speaks "on" and is neither seen nor heard.
SPOKEN_ON = _words("call trail")
# What somebody wrote and is quoted by: "Her letter says".
ARTEFACTS = _words(
    "letter letters email emails e-mail memo memoir book column article essay op-ed post tweet diary newsletter filing "
    "lawsuit complaint affidavit disclosure disclosures manifesto autobiography"
)
# Nouns that are a document only when said to be written.
WRITTEN = _words("response reply appeal")
# What is no stage when "over", "about" or "on" follows: a public quarrel.
QUARRELS = _words("debate debates")

POLLS = _words("poll polls survey surveys questionnaire census")
# Bodies whose sitting is the scene for whoever speaks next.
COURTS = _words("court tribunal inquest inquiry")
# A venue only with its place: "a crowd in Boma", not "the crowd".
CROWDS = _words("crowd crowds")
# After this word no article is needed: headlines leave it out.
BARE_AFTER = _words("during")
# Nouns that need no article.
ANY_DETERMINER = _words("court parliament testimony congress television tv radio counsel")
# What is written or given for an outlet that is named inside the phrase.
WRITTEN_FOR = _words(
    "op-ed oped column commentary article piece editorial interview interviews post posts messages message forum"
)
# What the word before may lead to: the role, and the nouns that may head the phrase.
NOUNS: dict[str, tuple[Role, frozenset[str]]] = {
    "document": ("document", DOCUMENT_NOUNS),
    "poll": ("document", POLLS),
    "broadcast": ("broadcast", BROADCAST_NOUNS),
    "event": ("venue", EVENT_NOUNS),
    "body": ("venue", BODY_NOUNS),
    "crowd": ("venue", CROWDS),
    "spoken_in": ("venue", SPOKEN_IN),
    "spoken_on": ("venue", SPOKEN_ON),
    "relayer": ("relayer", RELAYER_NOUNS),
}

# Words that lead to a channel, by what they may lead to. "outlet" is a news organisation, by name or class.
# The kinds of each word are tried in this order; the first that fits is taken.
LEADS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("told", "tell", "tells", "telling"), ("outlet", "broadcast", "body", "event", "poll")),
    **dict.fromkeys(("informed", "assured", "reminded", "warned"), ("outlet", "broadcast", "body")),
    **dict.fromkeys(("addressed", "addressing", "asked", "urged", "hear", "heard"), ("body", "event")),
    **dict.fromkeys(("during", "throughout", "amid", "at"), ("event", "body")),
    "in": ("outlet", "document", "spoken_in"),
    "on": ("platform", "outlet", "broadcast", "spoken_on"),
    "via": ("platform", "document", "relayer"),
    "through": ("relayer",),
    "to": ("platform", "outlet", "document", "broadcast", "body", "event", "crowd"),
    "with": ("outlet", "broadcast"),
    "by": ("outlet", "broadcast"),
    "before": ("body",),
    "of": ("outlet", "broadcast", "event", "body"),
    "from": ("outlet", "body"),
    "for": ("outlet",),
    **dict.fromkeys(("h/t", "citing"), ("outlet",)),
    **dict.fromkeys(
        (
            "issued issues issue issuing released releases releasing sent send sends sending out published publishes "
            "publishing posted posts posting wrote write writes writing written penned penning filed files filing "
            "circulated signed signing used"
        ).split(),
        ("document",),
    ),
    **dict.fromkeys(
        (
            "gave gives giving delivered delivers delivering held holds holding hosted hosting opened closed headlined "
            "convened attended attending"
        ).split(),
        ("event",),
    ),
}
_SPEAKING = _words(
    "read speech speeches speaking spoke speaks address testimony remarks said testified delivered talk lecture"
)
# What must stand shortly before a word that leads to many other things too.
BEFORE: dict[tuple[str, str], frozenset[str]] = {
    ("to", "platform"): _words("forwarded posted took uploaded sent"),
    ("to", "document"): _words("according"),
    ("to", "broadcast"): _words("according said spoke speaking interview gave talked"),
    ("to", "body"): _SPEAKING,
    ("to", "event"): _SPEAKING,
    ("to", "outlet"): _words(
        "according said spoke speaking speaks talked talking interview interviews statement email letter confirmed "
        "confirms admitted told wrote message comment comments gave denied explained revealed leaked forwarded "
        "identified reiterated complained remarks described insisted disclosed statements emails post responded reply "
        "replied sent provided"
    ),
    **dict.fromkeys(
        (("with", "outlet"), ("with", "broadcast")),
        _words(
            "interview interviews conversation spoke speaking talked talking sat sitting appearance appeared "
            "discussion "
            "spoken chat shared call"
        ),
    ),
    **dict.fromkeys(
        (("by", "outlet"), ("by", "broadcast")),
        _words(
            "reported quoted published obtained seen translated released cited carried aired broadcast viewed reviewed "
            "interviewed conducted posted shared leaked read distributed printed saying verified commissioned recorded "
            "provided poll survey said asked"
        ),
    ),
    **dict.fromkeys(
        (("of", "event"), ("of", "body")),
        _words("outset start beginning end course day sidelines margins opening middle part close"),
    ),
    ("to", "crowd"): _words("said spoke speaking told groused addressed boasted complained"),
    **dict.fromkeys(
        (("of", "outlet"), ("of", "broadcast")),
        _words("broadcast edition episode board set tour issue airing recording taping host hosts listeners viewers"),
    ),
    ("from", "body"): _words("questioning questions grilling"),
    ("for", "outlet"): _words(
        "interview interviews column op-ed commentary piece essay article poll survey wrote writing writes editorial"
    ),
    ("from", "outlet"): _words("report article story interview correspondent"),
    ("in", "outlet"): _words(
        "wrote writes writing column op-ed commentary piece essay article published interview reported quoted said "
        "editorial report appeared story printed saying argued claimed"
    ),
}
# The verbs of a news organisation that renders somebody else's words, or has them before it.
REPORTS = _words(
    "reported reports report reporting said says quoted quotes quoting cited cites citing wrote writes broadcast aired "
    "published revealed carried seen obtained reviewed"
)
# What may stand between an outlet and such a verb, beside times and adverbs.
AUXILIARIES = _words("has had is was also on last first")
# Classes of outlets, as "the newspaper" stands for the one named last, and as they stand before or after a name.
CLASSES = _words(
    "newspaper paper daily weekly tabloid broadsheet magazine site website portal agency broadcaster station channel "
    "network outlet programme program show podcast blog newsletter wire service"
)
OUTLET_ADJECTIVES = _words(
    "state party local national regional private public online daily weekly sunday financial business news state-run "
    "state-owned pro-government independent student german french british american russian italian spanish israeli "
    "japanese chinese turkish arab arabic conservative liberal left-wing right-wing sister rival leading "
    "partner "
    "investigative trade opposition political popular community free news-wire semi-official official"
)
# Words in a sentence that put another scene before the reader's eyes: nothing is carried over into it.
ANOTHER_SCENE = _words("later afterwards afterward separately elsewhere outside earlier meanwhile previously")
# Whose name may follow an outlet's: "told NPR correspondent ...".
JOURNALISTS = _words(
    "host presenter moderator anchor co-anchor interviewer co-host reporter correspondent editor columnist journalist "
    "contributor commentator hosts reporters"
)
# Words that may end the name of a programme, or of an outlet ("the Open Files project").
PROGRAMME_NOUNS = BROADCAST_NOUNS | _words("breakfast drivetime talk news programme magazine affiliate project")
# What leads to an outlet whatever its name looks like.
STRONG = _words("h/t")
# Sources that are some of those who spoke last.
ONE_OF_THEM = frozenset(("one", "one of them", "another", "another of them", "some", "others", "both", "all"))
# Whoever asks the questions belongs to the interview in which he asks them.
HOSTS = _words("host presenter moderator anchor co-anchor interviewer co-host hosts moderators presenters interviewers")
# What is posted; a second one stands on the same platform.
POSTS = _words("post posts tweet tweets thread message messages video note")
# What a scene may be set in; a document lies on the table, it is no scene.
SETTINGS = frozenset(("venue", "broadcast", "outlet"))
