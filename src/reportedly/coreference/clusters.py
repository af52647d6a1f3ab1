"""Which names are one: forms gathered into members of the cast, and whom a short form means at a place."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.coreference.forms import Forms, words_of
from reportedly.coreference.given_names import FEMALE, MALE
from reportedly.records import ActorKind
from reportedly.text.names import ORGANIZATION, looks_like_organization
from reportedly.text.outlets import is_surely_outlet
from reportedly.text.places import PLACES

# Plurals with a capital that name no single body: people of a party, a country, a faith.
PEOPLES = re.compile(
    r"\w+(?:ans|crats|ists|ims|inos|inas|ews|tives|beks|ajaris|tars|kurds|swedes|danes|poles|serbs|croats|turks|arabs|"
    r"sikhs|hindus)",
    re.I,
)
# Bodies whose whole name is one word: "the Senate" is no short form of "the Halden Senate".
ALONE = frozenset("house senate congress parliament cabinet pentagon kremlin hamas hezbollah government".split())
CLUBS = frozenset("city united rovers wanderers athletic albion fc afc".split())
GENDERS = {**dict.fromkeys(("mr", "sir", "lord"), "male"), **dict.fromkeys(("mrs", "ms", "miss", "dame"), "female")}


def kind_of_name(form: str, titled: bool, articled: bool) -> ActorKind:
    """What a name looks like on its own; `titled`: it stands behind a title, `articled`: behind "the"."""
    words = words_of(form)
    if titled:
        return "person"
    if PEOPLES.fullmatch(words[-1]) and words[0] not in MALE | FEMALE:
        return "group"
    if is_surely_outlet(form) and words[0] not in MALE | FEMALE:
        return "outlet"
    if looks_like_organization(form) or " ".join(words) in PLACES or (len(words) > 1 and words[-1] in CLUBS):
        return "organization"
    if words[0] in MALE or words[0] in FEMALE or form.startswith("@"):
        return "person"
    return "organization" if articled else "person"


def _person_key(words: tuple[str, ...]) -> tuple[str, str]:
    return (words[0], words[-1])


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))


class Clusters:
    """Forms gathered into members: forms of one person share first and last word, of one body all words or initials."""

    def __init__(self, forms: Forms) -> None:
        self.member: dict[str, int] = {}
        self.shared: dict[str, list[int]] = {}  # short forms that several members could bear
        self.groups: list[list[str]] = []
        self.kinds: list[ActorKind] = []
        whole: dict[tuple[str, ...], int] = {}
        longer = [form for form in forms.counts if len(words_of(form)) > 1]
        for form in longer:
            words = words_of(form)
            kind = kind_of_name(form, forms.titled[form] > 0, forms.articled[form] * 2 > forms.counts[form])
            key = _person_key(words) if kind == "person" else words
            if key not in whole:
                whole[key] = len(self.groups)
                self.groups.append([])
                self.kinds.append(kind)
            self.groups[whole[key]].append(form)
            self.member[form] = whole[key]
        self._shorts(forms)

    def _shorts(self, forms: Forms) -> None:
        """Give each form of one word to the members that it may stand for; a member of its own if there is none."""
        last, first, initials = defaultdict(list), defaultdict(list), defaultdict(list)
        for place, group in enumerate(self.groups):
            words = words_of(group[0])
            last[words[-1]].append(place)
            if self.kinds[place] == "person":
                first[words[0]].append(place)
            else:
                initials[_initials(words)].append(place)
        for form in [form for form in forms.counts if len(words_of(form)) == 1]:
            word = words_of(form)[0]
            acronym = form.isupper() and 2 <= len(form) <= 6
            people = [place for place in last[word] if self.kinds[place] == "person"]
            bodies = [place for place in last[word] if self.kinds[place] != "person"]
            generic = (word in ORGANIZATION and word not in ALONE) or word in CLUBS or is_surely_outlet(form)
            bearers = (initials[word] if acronym else []) or people or first[word] or (bodies if generic else [])
            if bearers:
                self.shared[form] = bearers
                self.member[form] = bearers[0]
                continue
            articled = (forms.articled[form] + forms.placed[form]) * 2 > forms.counts[form]
            self.member[form] = len(self.groups)
            self.groups.append([form])
            self.kinds.append(kind_of_name(form, forms.titled[form] > 0, articled))


class Shared:
    """Which of several members a short form stands for at a place: the one most named, unless that is not clear and
    another was named in full last."""

    def __init__(self, clusters: Clusters, forms: Forms) -> None:
        self.clusters, self.forms = clusters, forms
        self.latest: dict[str, int] = {}  # by first and last word: who was last named in full
        self.short = {words_of(form)[0]: form for form in clusters.shared}
        self.favourites: dict[tuple[str, str], tuple[int, bool]] = {}

    def name(self, form: str) -> None:
        """Remember that a member was named in full."""
        words, member = words_of(form), self.clusters.member[form]
        for word in {words[0], words[-1]}:
            if member in self.clusters.shared.get(self.short.get(word, ""), ()):
                self.latest[word] = member

    def bearer(self, form: str, title: str) -> int:
        """Whom `form` stands for here; `title` is the word before it ("mrs")."""
        bearers = self.clusters.shared.get(form, ())
        if len(bearers) < 2:
            return self.clusters.member[form]
        gender = GENDERS.get(title, "")
        key = (form, gender)
        if key not in self.favourites:
            self.favourites[key] = self._favourite(bearers, gender)
        best, clear = self.favourites[key]
        last = self.latest.get(words_of(form)[0], best)
        fits = gender in ("", given_gender(self.clusters.groups[last]) or gender)
        return best if clear or not fits else last

    def _favourite(self, bearers: Sequence[int], gender: str) -> tuple[int, bool]:
        """Who is named most in full, and whether twice as often as any other."""
        groups, counts = self.clusters.groups, self.forms.counts
        fit = [place for place in bearers if not gender or given_gender(groups[place]) in ("", gender)] or bearers
        ranked = sorted(fit, key=lambda place: -sum(counts[full] for full in groups[place]))
        weights = [sum(counts[full] for full in groups[place]) for place in ranked[:2]]
        return ranked[0], len(weights) < 2 or weights[0] >= 2 * weights[1]


def given_gender(forms: Iterable[str]) -> str:
    """The gender that a given name tells; "" for none."""
    for form in forms:
        word = words_of(form)[0]
        if word in MALE:
            return "male"
        if word in FEMALE:
            return "female"
    return ""
