"""The words by which a content shows its mood: bare verbs that give orders, words that judge or feel."""

import re

# After a noun that looks like an imperative ("Work will begin", "Help is coming") a verb follows.
FINITE = frozenset(
    "is are was were will would has have had can could may might must should does did do began begins".split()
)
NOT_OBJECTS = frozenset("of and or you i he she we they".split())  # "See you there", "Do I care"
# Verbs that open an order. Left out: those that open other sentences more often ("thank", "bless", "guess",
# "imagine", "trust", "believe", "wish", "hope").
IMPERATIVES = frozenset(
    (
        "abandon abolish accept add begin admit allow answer apologise apologize apply arrest ask avoid be bear "
        "beware bring build burn buy carry catch check choose clean clear climb close come complete condemn confess "
        "consider continue cool create decide defend deliver destroy dig do donate draw drive drop eat educate empty "
        "end enjoy enter evacuate explain fill find finish follow forget forgive free get give go grab grow hear "
        "help hide hire hit hold honour honor ignore increase inform insist introduce invest investigate invite join "
        "jump keep kick kill knock lay learn leave legalise legalize let lie listen live look lower make meet move "
        "negotiate obey observe open organise organize pay pick postpone pray prepare prevent produce protect prove "
        "publish pull punish push put quit raise reach read rebuild recognise recognize reconsider reduce refuse "
        "register reject release remain remember remove repair repeal repeat replace rescue resign resist respect "
        "respond return save say see seek sell send serve shoot shut sing sit slow speak spend stand start stay "
        "steal stick stop study submit suspend take teach tell think throw tidy treat try turn use vaccinate visit "
        "wait wake warn wash watch wear withdraw write"
    ).split()
)
# Verbs that are as often nouns: they open an order only before one of OBJECTS ("Book your seat", not "Book sales").
NOUNLIKE = frozenset(
    (
        "act attack ban beat blame block boil book boycott break call cancel cast change charge control cook count "
        "cover cross cut dance deal demand drink exercise expect face fight file fire fix focus hand hang head judge "
        "jump land lead lift light lock mark mind mix name note order pack park pass pause plant play plan pour "
        "press promise protest report rest ring rise run search set share show sign sleep smile step strike support "
        "switch talk test touch trade train trust vote walk work worry"
    ).split()
)
OBJECTS = frozenset(
    (
        "the a an my your our his her its their this that these those it him them me us yourself yourselves each all "
        "every no any some more less up out down off on in for to with at from back away over about now here there "
        "together harder like only one what who how when"
    ).split()
)

# Any other word opens an order before one of THINGS ("Shred the menu"), unless it is no verb in its base form.
THINGS = frozenset("the your my it him them those these me us".split())
NOT_A_BASE = re.compile(r"\w*ly|\w*[aeiouy]\w*(?:ing|ed)|\w*[^s]s|\w*'\w*|\w{1,2}")
NO_VERBS = frozenset(
    (
        "about above across after again against all almost along also although always am amid among and another "
        "any anyway are around as at away because before behind being believe below beneath beside besides bet "
        "between beyond bless both but by came can could damn day despite did done down during each either else "
        "enough even ever every everyone except felt few finally for found from gave given god gone got guess had "
        "half has hate have he heard hell hence her here him his hope how however if imagine in indeed inside "
        "instead into is it just kept knew last later least left less like lost love made many maybe met might "
        "more most much must my near need neither never next no nobody none nor not nothing now of off often on "
        "once one only or other otherwise our out outside over own paid past per perhaps plus put quite ran "
        "rather regarding said saw second seldom sent she should since so sold some someone soon still such than "
        "thank that the their them then there they this though thought three through throughout till today "
        "together told tomorrow tonight too took toward trust two under underneath unless unlike until up upon "
        "very via want was well went were what whatever when whenever where whereas wherever whether which while "
        "who whoever whole whom whose why will wish with within without won would wrote yesterday yet you your"
    ).split()
)


def gives_order(verb: str, following: str) -> bool:
    """Whether a sentence whose first words these are, in lower case, opens with an order."""
    if verb in IMPERATIVES:
        return following not in FINITE | NOT_OBJECTS
    if verb in NOUNLIKE:
        return following in OBJECTS
    return following in THINGS and verb not in NO_VERBS and NOT_A_BASE.fullmatch(verb) is None


_JUDGING = (
    "abominable absurd abysmal admirable amazing appalling arrogant astonishing astounding atrocious awesome awful "
    "awkward bad baffling barbaric beautiful better bizarre bleak boring brave brazen brilliant brutal careless "
    "cautious catastrophic charming cheap clever clumsy complacent contemptible corrupt courageous cowardly crass "
    "crazy crucial cruel cynical damning dangerous deadly decent delicious delightful deplorable despicable "
    "devastating difficult dire disappointing disastrous disgraceful disgusting dishonest disingenuous dismal "
    "disproportionate disrespectful disturbing divisive dreadful dreary dull easy embarrassing enchanting "
    "encouraging essential ethical evil excellent excessive exceptional exciting exemplary exhausting extraordinary "
    "extreme fabulous fair fantastic farcical fatal feeble fine fit flawed foolish formidable frightening frivolous "
    "frustrating fun funny generous genius ghastly gloomy good gorgeous great greedy grim gross grotesque gutless "
    "happy hard harsh hateful heartbreaking heartless hideous historic hollow honest hopeful hopeless horrible "
    "horrific horrifying huge humiliating hypocritical idiotic illegitimate illogical immoral important impossible "
    "impressive inadequate incompetent inconceivable incredible indefensible inept inevitable inexcusable "
    "infuriating inhuman inhumane insane insensitive inspiring insufficient insulting interesting intolerable "
    "irresponsible ironic irrelevant joyless lame laughable lazy legitimate lonely loud lousy lovely lucky ludicrous "
    "mad magical magnificent marvellous marvelous masterful meaningless mediocre memorable miserable misguided "
    "misleading monstrous naive nasty necessary nice nonsensical obscene obvious odd offensive outdated outrageous "
    "outstanding overblown overdue overrated painful pathetic perfect perverse petty phenomenal pitiful pleasant "
    "pointless poor positive powerful premature preposterous priceless proud prudent puzzling quaint rare rash "
    "reasonable reckless refreshing regrettable relentless remarkable repugnant repulsive ridiculous risky romantic "
    "rotten rude ruthless sad scandalous scary selfish senseless sensible serious shabby shady shambolic shameful "
    "shameless shocking sick silly simple sinister slow sloppy smart solid sorry spectacular splendid spineless "
    "stale strange strong stunning stupid sublime superb superficial surprising surreal tasteless tedious tender "
    "terrible terrific terrifying thin thoughtful thoughtless thrilling timid toothless touching tough toxic tragic "
    "troubling trustworthy ugly unacceptable unbearable unbelievable unconscionable underwhelming unethical unfair "
    "unforgivable unfortunate unhelpful unjust unjustified unkind unlucky unnecessary unprecedented unprofessional "
    "unrealistic unreasonable unsatisfactory unsustainable unthinkable unusual unwise unworkable unworthy useful "
    "useless vain valuable vicious vile vital vulgar warm wasteful weak weird wicked wise wonderful worrying worse "
    "worthless worthwhile worthy wretched wrong"
)
_NOUNS = (
    "abomination abuse aberration affront bargain betrayal blessing bombshell boon breakthrough bully burden "
    "calamity catastrophe cesspit challenge chaos charade cheat circus clown coward crime crisis curse danger "
    "debacle delight disappointment disaster disgrace disservice distraction embarrassment enigma exception failure "
    "farce fiasco fig-leaf folly fool fraud gamble gem gentleman genius gift gimmick godsend heartbreak hero hoax "
    "honour honor horror humiliation hypocrite hypocrisy idiot indictment injustice insult jewel joke joy legend "
    "liar lifeline luxury madness masterpiece mess milestone miracle misfortune mistake mockery monster monstrosity "
    "necessity nightmare nonsense nuisance obscenity opportunity outrage overreaction pain parody pity pleasure "
    "poison privilege problem puzzle racket rarity relief reminder rip-off robbery scam scandal scapegoat setback "
    "shambles shame sham shock slap star step stunt success surprise threat thug tragedy traitor travesty treasure "
    "treat triumph trouble tyrant victory warning waste whitewash witch-hunt wonder worry"
)
_BE = (
    r"(?:\b(?:is|are|was|were|be|been|being|am|isn't|aren't|wasn't|weren't|seem|seems|looks?|feels?|felt|sounds?)"
    r"|'s|'re|'m)"
)
_DEGREE = (
    r"(?:(?:a|an|the|my|our|not|very|so|too|quite|rather|really|truly|just|simply|pretty|more|most|less|such|"
    r"all|always|"
    r"never|one of|absolutely|extremely|completely|totally|utterly|deeply|highly|particularly|incredibly|"
    r"both|been|no|only|as|also|still|bit|little|real|complete|total|absolute|huge|big|great|\w{3,12}ly)\s+){0,4}"
)
_GOOD_OR_BAD = f"(?:{'|'.join((_JUDGING + ' ' + _NOUNS).split())})"
# Something is said to be good or bad. As the patterns below, it reads a sentence in lower case.
EVALUATIVE = re.compile(
    rf"{_BE}(?:"
    rf"\s+{_DEGREE}(?:{_GOOD_OR_BAD}\b(?! (?:friday|cause|as|news for)\b)|(?:like|as if)\b)"
    r"|\s+(?:a bit |far |much |way )?too\s+\w+"
    r"| (?:\w+ )?(?:\w+er|more \w+|less \w+) than (?:any|ever|an?\b|i\b|we\b|you)"
    r"| (?:less|more) (?:\w+ ){1,3}than\b)"
    rf"|\b(?:what an?|such an?|how) (?:\w+ )?{_GOOD_OR_BAD}\b"
    r"|\b(?:the|his|her|its|their|our|my) (?:\w+ )?(?:most \w+|best|worst|finest|greatest|loudest|ugliest|dumbest|"
    r"strangest|saddest|hardest|toughest|cruell?est)\b(?! (?:\w+ ){0,5}(?:since|on record|recorded|years)\b)"
    r"|, like an? \w+|, like \w+s\b"
    r"|\bnot an? [\w ]{2,30}(?:, (?:it's|but)| but) an?\b"
)
# Verbatim speech says what something is: "It was a long goodbye." Reported speech so states facts.
IDENTIFYING = re.compile(
    r"\b(?:it|this|that|he|she|they|we|these|those)(?:'s|'re| is| are| was| were) "
    r"(?:(?:also|just|only|not|always|simply|really|like|more|almost|kind of) )*an? "
    r"|^(?!there\b|here\b)(?:[\w'-]+ ){1,4}(?:is|are) (?:also |just |only |not |always )?an? "
)
# The speaker says what they feel or think.
OPINING = re.compile(
    r"\b(?:i|we)(?: (?:really|just|still|also|always|never|honestly|personally|do|don't|didn't|did|truly|have|"
    r"had|would)){0,2} "
    r"(?:think|feel|find|love|loved|like|liked|hate|hated|enjoy|enjoyed|admire|respect|prefer|welcome|support|"
    r"oppose|agree|disagree|"
    r"appreciate|regret|resent|deplore|condemn|applaud|praise|consider|care|mind|deserve|deserved|worry)\b"
    r"|\b(?:i'm|i am|we're|we are|i was|we were|he was|she was|they were|it was|was|were|am|'m|'re) (?:\w+ly |"
    r"very |so |also |not |just |quite |"
    r"really |deeply ){0,3}(?:proud|glad|happy|unhappy|sad|saddened|sorry|delighted|pleased|thrilled|excited|"
    r"disappointed|frustrated|"
    r"angry|furious|outraged|appalled|disgusted|ashamed|embarrassed|shocked|horrified|dismayed|devastated|"
    r"heartbroken|grateful|"
    r"thankful|honou?red|relieved|confident|optimistic|pessimistic|hopeful|concerned|worried|alarmed|surprised|"
    r"amazed|impressed|fed up|sick of|tired of|humbled|privileged|satisfied|dissatisfied|comfortable|uncomfortable|"
    r"afraid|scared|upset|fortunate|lucky|convinced)\b"
    r"|\b(?:in my|in our) (?:\w+ )?(?:view|opinion|judge?ment|book|mind)\b|\bto my mind\b|\bfor my taste\b"
)
# Words that judge wherever they stand.
STRONG = re.compile(
    r"\b(?:disgrace|disgraceful|disgusting|outrageous|shameful|shameless|scandalous|ridiculous|absurd|ludicrous|"
    r"appalling|"
    r"unacceptable|terrible|inexcusable|despicable|deplorable|pathetic|laughable|preposterous|travesty|farce|farcical|"
    r"nonsense|wonderful|fantastic|brilliant|superb|magnificent|marvell?ous|amazing|awesome|horrible|horrendous|"
    r"atrocious|"
    r"unfair|unjust|unforgivable|heartbreaking|stunning|irresponsible|reckless|cowardly|shambles|rip-off|"
    r"too (?:much|little|many|few|late|far|fast|slow|soon|expensive|weak|strong)|deserves?|unworthy|regrettable|"
    r"regrettably|unfortunately|sadly|"
    r"thankfully|hopefully|frankly|no-brainer|witch[- ]hunt|cheap shot|(?:big|huge|great|grave|serious|bad) mistake)\b"
)
_VERDICTS = (
    "final valid invalid void null legal illegal lawful unlawful constitutional unconstitutional guilty liable "
    "innocent safe unsafe fit unfit dead bankrupt insolvent negligent responsible lacking wanting open closed over "
    "missing"
)
_JUDGEMENTS = frozenset(f"{_JUDGING} {_NOUNS} {_VERDICTS}".split())


def is_judging(word: str) -> bool:
    """Whether a word, in lower case, judges."""
    return word in _JUDGEMENTS
