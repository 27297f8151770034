"""Everybody whom a text may mean, with how their name and posts agree with it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from opora.events.resolving import given
from opora.events.resolving.names import Agreed, Level, Written, agree, like_a_surname, nameless, placed, written
from opora.events.resolving.organisations import Agreement, Beside, Fit
from opora.events.resolving.reasons import Reason
from opora.events.resolving.registry import Name, Registry, Somebody
from opora.events.resolving.words import Text


@dataclass(slots=True)
class Candidate:
    """Somebody who may be meant. `reasons` say why, the strongest first."""

    person: Somebody
    written: Written
    name: Name
    agreed: Agreed
    fit: Fit
    post: bool | None = None
    reasons: list[Reason] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What was found for a text: candidates of each name in it, and what is written beside each name."""

    text: Text
    names: list[Written]
    beside: list[Beside]
    candidates: list[list[Candidate]]

    @property
    def all(self) -> list[Candidate]:
        """Every candidate once, by the name that agrees best."""
        best: dict[int, Candidate] = {}
        for one in (one for group in self.candidates for one in group):
            known = best.get(one.person.id)
            if known is None or strength(one) > strength(known):
                best[one.person.id] = one
        return list(best.values())


class Finder:
    """Finds whom texts may mean; what is read of an organisation once is remembered."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self._beside: dict[tuple[str, str, frozenset[str]], Beside] = {}

    def find(self, text: Text, columns: str = "", municipality: str = "") -> Found:
        """Whom a text may mean; `columns` and `municipality` stand beside it in the file."""
        places = placed(text, self.registry)
        names = written(text, self.registry, places)
        names = self._of_one_person(names) or [nameless(text, self.registry, places)]
        beside = [self.beside(rest(text, one, places), columns, municipality, text.posts) for one in names]
        groups = [self._candidates(one, said) for one, said in zip(names, beside, strict=True)]
        return Found(text, names, beside, groups)

    def _of_one_person(self, names: list[Written]) -> list[Written]:
        """The names, each with the surnames of the others where they are all of one person."""
        if len({one.surname.forms for one in names if one.surname}) < 2:
            return names
        bearers = [{pk for pk, name in self._bearers(one) if _exactly(one, name)} for one in names]
        both = frozenset(set.intersection(*bearers))
        if not both:
            return names
        for one in names:
            one.used |= {other.surname.at for other in names if other.surname}
            one.bearers = both
        return names

    def beside(self, text: str, columns: str, municipality: str, posts: frozenset[str]) -> Beside:
        """What is written beside a name."""
        key = (f"{text} , {columns}".strip(" ,"), municipality, posts)
        if key not in self._beside:
            self._beside[key] = Beside(key[0], municipality, posts, self.registry)
        return self._beside[key]

    def _candidates(self, one: Written, said: Beside) -> list[Candidate]:
        best: dict[int, tuple[Agreed, Name]] = {}
        for pk, name in dict.fromkeys(self._bearers(one)):
            agreed = agree(one, name, self.registry)
            if agreed and (pk not in best or _better(agreed, best[pk][0])):
                best[pk] = agreed, name
        found = []
        for pk, (agreed, name) in best.items():
            person = self.registry.people[pk]
            fit = said.fit(person)
            post = said.post_agrees(fit.held or person.posts)
            found.append(Candidate(person, one, name, agreed, fit, post))
        return found

    def _bearers(self, one: Written) -> Iterator[tuple[int, Name]]:
        registry = self.registry
        if one.surname is None:
            yield from self._called(one)
            return
        for form in one.surname.forms:
            yield from registry.by_surname.get(form, ())
            yield from registry.by_half.get(form, ())
            if "-" in form:
                for half in form.split("-"):
                    yield from registry.by_surname.get(half, ())
        for form in one.surname.forms:
            for near in registry.near_surnames(form):
                yield from registry.by_surname[near]

    def _called(self, one: Written) -> Iterator[tuple[int, Name]]:
        """Bearers of a given name; of an unknown one nobody."""
        for form in one.given.forms if one.given else ():
            wholes = {form, *map(given.alike, given.SHORT.get(form, ()))}
            for name in sorted(wholes):
                yield from self.registry.by_given.get(name, ())


def _exactly(one: Written, name: Name) -> bool:
    """Whether the written surname is a name's, or half of it, without a slip."""
    halves = {name.surname, *name.surname.split("-")}
    return one.surname is not None and bool(halves & set(one.surname.forms))


def rest(text: Text, one: Written, places: set[int]) -> str:
    """The text without the words of a name and without initials, its breaks as commas."""
    said: dict[int, list[str]] = defaultdict(list)
    own = {form for at in one.used for form in text.words[at].forms}
    for word in text.words:
        repeated = bool(own & set(word.forms)) and word.at not in places
        if word.at in one.used or repeated or (word.letters and word.at not in places):
            continue
        said[word.segment].append(word.said if word.latin and word.said else word.text)
    return " , ".join(" ".join(words) for words in said.values())


def strength(one: Candidate) -> tuple[float, ...]:
    """By what candidates of one text are ranked, the greater the likelier."""
    held = Agreement.ORGANISATION - 1 if one.fit.earlier else one.fit.agreement
    return (
        held >= Agreement.SILENT,
        one.agreed.level - 2 * one.agreed.slips - one.agreed.half,
        held,
        one.post is True,
        one.post is not False,
        bool(one.person.posts),
    )


def name_like(words: Sequence[str], registry: Registry) -> bool:
    """Whether one of the words that are not understood may be the name of somebody else."""
    return any(
        word in registry.given
        or word in given.SHORT
        or given.patronymic(word)
        or word in registry.by_surname
        or like_a_surname(word)
        for word in words
    )


def _better(one: Agreed, other: Agreed) -> bool:
    return (-one.slips, one.level, not one.half, not one.former) > (
        -other.slips,
        other.level,
        not other.half,
        not other.former,
    )


__all__ = ["Candidate", "Finder", "Found", "Level", "name_like", "rest", "strength"]
