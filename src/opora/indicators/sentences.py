"""What a sentence of the language means, in one plain sentence of the active language.

Each word gives its own part (`Word.phrase`) in the genitive plural, which in Russian fits any noun before it: "школ,
участвовавших в …", "кураторов, участвовавших в …". A phrase is called with the word's own arguments as the sentence
gives them, except that a code or a cohort that has a title is replaced by it; a code without one stands in quotes.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _

from opora.core.numbers import NBSP
from opora.indicators.awaiting import LANGUAGES, spoken
from opora.indicators.nouns import noun_of
from opora.indicators.registry import Registry
from opora.indicators.syntax import Call, Constant, Name, Node, Union

Titles = Mapping[str, Mapping[str, str]]
"""What is said in place of a code, by language. A key is a code, or "word:code" for that word only."""

PEOPLE = frozenset({"post", "person"})
_UNBROKEN = re.compile(r" (?=—)|(?<=[0-9IVX]) (?=[а-яё])")


def sentence(node: Node, registry: Registry, titles: Titles) -> str:
    """The plain sentence of a checked formula, with a capital letter and a full stop.

    Spaces before a dash and between a number and its noun do not break.
    """
    text = _Speaker(registry, titles).indicator(node)
    return _UNBROKEN.sub(NBSP, f"{text[:1].upper()}{text[1:]}.")


def population(node: Node, registry: Registry, titles: Titles) -> str:
    """A checked population in words, without a capital letter and a full stop; it stands in the genitive plural."""
    return _UNBROKEN.sub(NBSP, _Speaker(registry, titles).population(node))


def titles_of(programme: Mapping[str, Any]) -> Titles:
    """The titles of a programme file: those of its codes, and the year of each cohort."""
    cohorts = {name: dict.fromkeys(LANGUAGES, str(year)) for name, year in programme.get("cohorts", {}).items()}
    return {**cohorts, **programme.get("titles", {})}


def unit(node: Node) -> str:
    """The noun (see `nouns`) of what a checked formula counts: "school", "person", "news post" …"""
    match node:
        case Call(name="change", arguments=(share, *_rest)):
            return unit(share)
        case Call(name="share" | "count" | "least_per_month", arguments=(Union() as population, *_rest)):
            nouns = {noun_of(call.name) for call in _members(population)}
            return nouns.pop() if len(nouns) == 1 else "person"
        case Call(name="share" | "count" | "least_per_month", arguments=(Call(name=counted), *_rest)):
            return noun_of(counted)
        case _:
            return "document"


class _Speaker:
    """Says the parts of a checked sentence; each method takes one place of the grammar."""

    def __init__(self, registry: Registry, titles: Titles) -> None:
        self.registry = registry
        self.titles = titles

    def indicator(self, node: Node) -> str:
        match node:
            case Call(name="share", arguments=(population, fact)):
                parts = {"population": self.population(population), "fact": self.word(fact)}
                return _("share of %(population)s %(fact)s") % parts
            case Call(name="count", arguments=(population, fact)):
                parts = {"population": self.population(population), "fact": self.word(fact)}
                return _("number of %(population)s %(fact)s") % parts
            case Call(name="count", arguments=(records,)):
                return _("number of %(records)s") % {"records": self.word(records)}
            case Call(name="least_per_month", arguments=(records,)):
                return _("least number of %(records)s in a month") % {"records": self.word(records)}
            case Call(name="change", arguments=(Call() as before, Call() as after)):
                return self.change(before, after)
            case _:
                return self.word(node)

    def change(self, before: Call, after: Call) -> str:
        """The second share against the first; what both have in common is said once."""
        parts = {"population": self.population(after.arguments[0]), "fact": self.word(after.arguments[1])}
        first = {"before": self.population(before.arguments[0]), "fact_before": self.word(before.arguments[1])}
        if parts["population"] == first["before"] and (
            when := self.difference(before.arguments[1], after.arguments[1])
        ):
            return _(
                "by how many percentage points the share of %(population)s %(fact)s exceeds the same share %(when)s"
            ) % {**parts, "when": when}
        return _(
            "by how many percentage points the share of %(population)s %(fact)s exceeds "
            "the share of %(before)s %(fact_before)s"
        ) % {**parts, **first}

    def difference(self, before: Node, after: Node) -> str | None:
        """The title of the only argument, when it is all in which two calls of one word differ."""
        match before, after:
            case Call(name=name, arguments=(Constant() as argument,), keywords=()), Call(name=other) if name == other:
                return self.title(name, argument.value)
        return None

    def population(self, node: Node) -> str:
        if not isinstance(node, Union):
            return self.word(node)
        members = _members(node)
        text = enumerated([self.word(member) for member in members])
        kinds = {kind for member in members for kind in self.registry.words[member.name].of}
        return _("%(people)s (each person once)") % {"people": text} if kinds <= PEOPLE else text

    def word(self, node: Node) -> str:
        call = _call(node)
        arguments = [self.value(call.name, argument) for argument in call.arguments]
        keywords = {name: self.value(call.name, argument) for name, argument in call.keywords}
        return self.registry.words[call.name].phrase(*arguments, **keywords)

    def value(self, word: str, node: Node) -> Any:
        """What a phrase gets for an argument."""
        match node:
            case Name(id=name):
                return self.title(word, name) or self.registry.constants[name]
            case Constant(value=bool() as value):
                return value
            case Constant(value=value):
                return self.title(word, value) or (
                    _("“%(code)s”") % {"code": value} if isinstance(value, str) else value
                )
        raise AssertionError("the checker lets only values through")

    def title(self, word: str, code: str | int) -> str | None:
        return title_of(self.titles, word, code)


def title_of(titles: Titles, word: str, code: str | int) -> str | None:
    """What is said in place of a code that a word is given, in the active language."""
    for key in (f"{word}:{code}", str(code)):
        if key in titles:
            return spoken(titles[key])
    return None


def enumerated(phrases: Sequence[str]) -> str:
    """Phrases in a row; the end that all share is said once: "руководителей, кураторов и координаторов школ …"."""
    phrases = list(dict.fromkeys(phrases))
    if len(phrases) < 2:
        return "".join(phrases)
    words = [phrase.split(" ") for phrase in phrases]
    ends = zip(*(reversed(each[1:]) for each in words), strict=False)
    shared = sum(1 for _end in takewhile(lambda end: len(set(end)) == 1, ends))
    *others, last = (" ".join(each[: len(each) - shared]) for each in words)
    tail = words[0][len(words[0]) - shared :]
    return " ".join([_("%(others)s and %(last)s") % {"others": ", ".join(others), "last": last}, *tail])


def _members(node: Node) -> list[Call]:
    """The calls that a union joins, in reading order."""
    if isinstance(node, Union):
        return [*_members(node.left), *_members(node.right)]
    return [_call(node)]


def _call(node: Node) -> Call:
    if not isinstance(node, Call):
        raise TypeError("The sentence was not checked: a word was expected")
    return node
