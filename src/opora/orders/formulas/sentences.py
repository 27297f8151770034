"""From one indicator to a sentence of the language, with the phrase behind each word; nothing when two readings fit.

Every wording that can be a fact is tried on its own. A try succeeds when the formula accounts for each meaningful word
of the indicator, save those that the action's title repeats and adjectives of an event, which cost confidence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from opora.orders.formulas import surroundings
from opora.orders.formulas.arguments import ARGUMENTS, Case
from opora.orders.formulas.codes import Codes, events_in
from opora.orders.formulas.facts import FACTS, Wording
from opora.orders.formulas.populations import (
    Counted,
    cohorts,
    take_cohort,
    take_groups,
    take_growth_point,
    take_years,
)
from opora.orders.formulas.records import delivered, records
from opora.orders.formulas.told import Told, even, roots, stems, wording
from opora.orders.order import Evidence, Kind, OrderAction, OrderIndicator
from opora.orders.wording import stem

LEAST_CONFIDENCE = 0.7
LONGEST = 1500
"""Signs of a text that can still be one indicator."""
_TITLE_COST = 0.2
_SHARE = r"(?:дол[яюиеь]|процент~|удельн~ вес~|(?:уровень |дол[яюи] )?охват~)"
_COUNT = r"(?:общее |суммарное )?(?:число|количество|численность|кол-во|числа|количества)"
_GROWTH = r"(?:положительн~ )?динамик~|рост~|прирост~|увеличени~|повышени~"
_ACTIONS = (
    r"(?:мероприяти|действи|пункт)~ (?:(?:региональн|данн|настоящ)~ )?"
    r"(?:дорожн~ карт~|план~ мероприятий(?: \(дорожн~ карт~\))?)"
)
_STATED = {
    "curator_appointed": ("schools", ""),
    "coordinator_appointed": ("municipalities", ""),
    "roadmap_published": ("municipalities", "муниципальные"),
}
"""Facts that a bare statement says of everybody, and the word it must have."""
_OF_THE_PROJECT = frozenset({"coordinator_appointed", "systemic_approach"})
_SYNTAX = frozenset({"series", "provider"})
_STANDS_FOR = {
    "share": ("percent", "all"),
    "count": ("least",),
    "least_per_month": ("least",),
    "current": ("cohort", "schools", "curators", "school_heads", "management_teams"),
    "previous": ("cohort",),
    '"regional"': ("actions",),
}
"""Where the text has no word of its own for a word of the sentence: what implies it."""
_REACHED = re.compile(r"(?:обеспечен|достигнут)[а-я]*")
_ADJECTIVE = re.compile(r"[а-я]{4,}(?:но|ом|ем|ой|ей|ых|их|ый|ий|ая|яя|ое|ее|ую|юю|ого|его)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence, how much of the indicator it accounts for (0 to 1), and the phrase behind each of its words."""

    formula: str
    confidence: float
    evidence: tuple[Evidence, ...]


def propose_one(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> Proposal | None:
    """The proposal for one indicator, None when nothing or more than one thing can be read."""
    if len(indicator.text) > LONGEST:
        return None
    found: dict[str, Proposal] = {}
    for one in _readings(indicator, action, codes):
        if one.confidence >= LEAST_CONFIDENCE and one.confidence > getattr(found.get(one.formula), "confidence", 0):
            found[one.formula] = one
    return next(iter(found.values())) if len(found) == 1 else None


def _readings(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> Iterator[Proposal]:
    for told, formula in (*records(indicator, action, codes), *delivered(indicator, action, codes)):
        yield Proposal(formula, told.confidence(), _evidence(told, formula))
    text = even(indicator.text)
    for fact in FACTS:
        if wording(fact.key).search(text) and (read := _Reading(indicator, action, codes, fact).formula()):
            told, formula = read
            yield Proposal(formula, told.confidence(), _evidence(told, formula))


class _Reading:
    """One try: the indicator as a fact about some population."""

    def __init__(self, indicator: OrderIndicator, action: OrderAction, codes: Codes, fact: Wording) -> None:
        self.indicator, self.action, self.codes, self.fact = indicator, action, codes, fact
        self.told = Told(indicator.text, codes.terms)

    def formula(self) -> tuple[Told, str] | None:
        """The sentence and the text it was read from, None when this is not what the text says."""
        told, fact = self.told, self.fact
        self.target = surroundings.take_target(told)
        self.grows = self._starts(_GROWTH, "change")
        self.head = "share" if self._starts(_SHARE, "share") else "count" if self._starts(_COUNT, "count") else None
        self.tied = take_cohort(told, self.codes.names)
        take_years(told)
        point = take_growth_point(told)
        territory = told.take_all(surroundings.TERRITORY)
        whole = told.take(surroundings.DENOMINATOR)
        key = told.take(fact.key, fact.word, end=whole.start() if whole else None)
        if key is None:
            return None
        for pattern in fact.company:
            told.take_all(pattern)
        surroundings.take_harmless(told)
        people = self._counted(key.start(), key.end(), whole.start() if whole else None)
        if people is None or not set(people.names) <= set(fact.of) or (territory and not self._named(people)):
            return None
        arguments = ARGUMENTS[fact.word](Case(told, self.action, self.codes, key.start(), key.end()))
        if arguments is None or not self.target.of(told, people.first) or not self._settled(people, key.start()):
            return None
        populations = self._populations(people, point, arguments)
        combined = self._combined(populations, arguments) if populations else None
        return (told, combined) if combined else None

    def _starts(self, pattern: str, word: str) -> bool:
        found = self.told.find(pattern)
        if found is None or re.search(r"[а-я]{3,}", _REACHED.sub("", self.told.rest[: found.start()])):
            return False
        if "охват" not in found[0]:
            self.told.mark(0, found.end())
        self.told.phrases[word] = (found.start(), found.end())
        return True

    def _counted(self, start: int, end: int, whole: int | None) -> Counted | None:
        """Whom: named before the fact, else after it; what the share is taken of names the same or nobody."""
        told = self.told
        people = take_groups(told, 0, start) or self._acting()
        people = people or take_groups(told, end, whole)
        of_whom = take_groups(told, whole) if whole else None
        self.all = people is not None and self._takes_all(people.first)
        if people is None:
            return of_whom or self._implied()
        return people if of_whom is None or of_whom.names in {people.names, people.of} else None

    def _takes_all(self, first: int) -> bool:
        found = self.told.find(surroundings.ALL, 0, first)
        if found is None or self.told.rest[found.end() : first].strip():
            return False
        self.told.mark(found.start(), found.end(), "all")
        return True

    def _acting(self) -> Counted | None:
        if self.fact.word == "executed" and (found := self.told.take(_ACTIONS, "actions")):
            return Counted(("actions",), found.start(), found.end())
        return None

    def _implied(self) -> Counted | None:
        """«Координаторы назначены»: everywhere."""
        name, needed = _STATED.get(self.fact.word, ("", ""))
        stated = self.indicator.kind is Kind.DOCUMENT and not self.head
        if not name or not stated or needed not in even(self.told.text):
            return None
        self.all = True
        self.told.phrases[name] = self.told.phrases["all"] = self.told.phrases[self.fact.word]
        return Counted((name,), 0, 0)

    def _named(self, people: Counted) -> bool:
        """Whether the text says which schools: «школ края» may be all of them."""
        place = self.told.phrases.get("schools")
        if self.tied or place is None or people.names != ("schools",):
            return True
        return re.search(r"шно?р|низк", even(self.told.text[place[0] : place[1]])) is not None

    def _settled(self, people: Counted, key: int) -> bool:
        """Whether every meaningful word is accounted for; words that the title repeats or describe an event cost."""
        told, titled = self.told, roots(self.action.title)
        named = [one.span() for one in re.finditer(r"«[^«»]+»", told.text) if one[0] in self.action.title]
        events = [place for place, *_rest in events_in(told.text)]
        for word in told.left():
            in_name = any(start < word.start() < end for start, end in named)
            if word.start() > key and (in_name or self._in_title(word, events)):
                told.soften(word.start(), word.end(), _TITLE_COST)
                continue
            if surroundings.narrows(word[0]) or word.start() < key:
                return False
            if key < people.first and word.end() < people.first and not told.rest[word.end() : people.first].strip():
                return False
            cost = self._cost(word, titled, [place for place in events if place > key])
            if cost is None:
                return False
            told.soften(word.start(), word.end(), cost)
        return True

    def _cost(self, word: re.Match[str], titled: frozenset[str], events: list[int]) -> float | None:
        """What a word costs that the formula has no wording for; None where it may change the meaning."""
        described = self.fact.word == "attended" and bool(events) and word.end() <= events[0]
        if described and not (_ADJECTIVE.fullmatch(word[0]) or self.told.rest[word.end()] == "-"):
            return None  # «в подготовке форума» is no presence at the forum
        if stem(word[0]) in titled or self._broken_off(word):
            return _TITLE_COST
        return 1.0 if described and re.fullmatch(r"[\s_]*", self.told.rest[word.end() : events[0]]) else None

    def _in_title(self, word: re.Match[str], events: list[int]) -> bool:
        """Whether a word belongs to the name of the event as the title has it: «конкурс лучших практик»."""
        if self.fact.word != "attended":
            return False
        text, title = even(self.told.text), stems(self.action.title)
        runs = (stems(text[place : word.end()]) for place in events if place < word.start())
        return any(f" {run} " in f" {title} " for run in runs)

    def _broken_off(self, word: re.Match[str]) -> bool:
        """«в круг-» at the end of a text that a page break cut off."""
        end = self.told.rest[word.end() :].strip() in {"-", "_"}
        return end and any(one.startswith(word[0]) for one in re.findall(r"[а-я]+", even(self.action.title)))

    def _populations(self, people: Counted, point: bool, arguments: str) -> str | None:  # noqa: FBT001 - read, not chosen
        cohort = cohorts(self.told.text, self.action.title, self.codes.year)
        if cohort is None or (point and people.names != ("schools",)):
            return None
        if cohort != "current":
            both = re.search(r"20\d\d.{1,5}20\d\d", self.action.title)
            self.told.cite("cohort", both[0] if both else self.action.title)
        calls = []
        for name in people.names:
            inside = self._inside(name, cohort)
            if inside is None:
                return None
            calls.append(f"{name}({inside}{', growth_point=True' if point else ''})")
        return " | ".join(calls)

    def _inside(self, name: str, cohort: str) -> str | None:
        """The arguments of a population; None when the language has no words for it."""
        if name == "municipal_heads":
            return ""
        if name == "actions":
            return '"regional"'
        if name == "municipalities":
            return cohort if self.tied or self.fact.word in _OF_THE_PROJECT else ""
        if name == "pupils_assessed":
            test = ARGUMENTS["surveyed"](Case(self.told, self.action, self.codes, 0, 0))
            return f"{cohort}, {test}" if test and "," not in cohort else None
        return cohort

    def _combined(self, populations: str, arguments: str) -> str | None:
        fact = f"{self.fact.word}({arguments})"
        if self.grows or self.indicator.kind is Kind.GROWTH:
            return self._change(populations, arguments) if self.grows and self.head == "share" else None
        if self.head == "count":
            return None if self.target.percent or self.all else f"count({populations}, {fact})"
        if self.head == "share" or self.target.percent or self.all:
            return f"share({populations}, {fact})"
        return f"count({populations}, {fact})" if self.target.plain else None

    def _change(self, populations: str, arguments: str) -> str | None:
        if self.fact.word != "systemic_approach" or int(arguments) < 2:
            return None
        earlier = int(arguments) - 1
        before, after = (f"share({populations}, systemic_approach({wave}))" for wave in (earlier, arguments))
        self.told.cite(str(earlier), self.told.phrase("change") or "")
        return f"change({before}, {after})"


def _evidence(told: Told, formula: str) -> tuple[Evidence, ...]:
    """For each word of a sentence the phrase it was read from; what is not said is read from what stands for it."""
    found: dict[str, str] = {}
    for word in re.findall(r'"[^"]*"|[a-z_]+|\d+', formula):
        behind = (word, *_STANDS_FOR.get(word, ()), *told.phrases)
        phrase = next((phrase for name in behind if (phrase := told.phrase(name))), None)
        if phrase and word not in _SYNTAX:
            found.setdefault(word, phrase)
    return tuple(Evidence(word, phrase) for word, phrase in found.items())
