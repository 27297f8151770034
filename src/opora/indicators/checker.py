"""Whether a sentence means something: every name, argument and fit of kinds, all faults at once."""

import difflib
import types
import typing
from collections.abc import Collection, Iterable, Mapping
from inspect import Parameter
from typing import Any

from django.utils.translation import gettext as _

from opora.indicators.registry import Kind, Registry, Word
from opora.indicators.syntax import Call, Constant, Fault, Faults, Name, Node, Tuple, Union, parse
from opora.indicators.targets import Target

COMBINATORS: Mapping[str, str] = {
    "share": "share(population, fact)",
    "count": "count(population, fact), count(records)",
    "least_per_month": "least_per_month(records)",
    "change": "change(share, share)",
}
"""The words of the language itself and how they are written."""


def read(source: str, registry: Registry) -> Node:
    """A sentence that can be evaluated with these words. Raises Faults."""
    node = parse(source)
    if faults := check(node, registry):
        raise Faults(faults)
    return node


def read_population(source: str, registry: Registry) -> Node:
    """A population by itself, such as whom an event invites: "school_heads(current) | curators(current)".

    Raises Faults for anything else, whole indicators included.
    """
    node = parse(source)
    checker = _Checker(registry)
    checker.population(node)
    if checker.faults:
        raise Faults(sorted(checker.faults, key=lambda fault: fault.column))
    return node


def check(node: Node, registry: Registry) -> list[Fault]:
    """Everything that is wrong with a parsed sentence, in reading order."""
    checker = _Checker(registry)
    checker.indicator(node)
    return sorted(checker.faults, key=lambda fault: fault.column)


def misfit(target: Target, node: Node, registry: Registry) -> str:
    """Why a target does not fit a checked sentence: "done" is for a document, a share has at most 100.

    "" when it fits.
    """
    assert isinstance(node, Call), "an indicator is a call"
    word = registry.words.get(node.name)
    document = word is not None and word.kind is Kind.DELIVERY
    if document != (target.text == "done"):
        return _("a document is “done”") if document else _("“done” is for a document; here a number is expected")
    if node.name == "share" and target.number > 100:
        return _("a share is never more than 100 %")
    return ""


class _Checker:
    """Walks a sentence by what may stand where; each method takes one place of the grammar."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.faults: list[Fault] = []

    def fault(self, node: Node, message: str) -> None:
        self.faults.append(Fault(node.column, message))

    def indicator(self, node: Node) -> None:
        match node:
            case Call(name="share"):
                self.share(node)
            case Call(name="count", arguments=(_records,)):
                self.combinator(node)
                self.word(node.arguments[0], Kind.RECORDS)
            case Call(name="count"):
                self.share(node)
            case Call(name="least_per_month"):
                if self.combinator(node, 1):
                    self.word(node.arguments[0], Kind.RECORDS)
            case Call(name="change"):
                if self.combinator(node, 2):
                    for part in node.arguments:
                        if isinstance(part, Call) and part.name == "share":
                            self.share(part)
                        else:
                            self.fault(part, _("a share(…) is expected here"))
            case _:
                self.word(node, Kind.DELIVERY, also=COMBINATORS)

    def share(self, node: Call) -> None:
        if not self.combinator(node, 2):
            return
        kinds = self.population(node.arguments[0])
        fact = self.word(node.arguments[1], Kind.FACT)
        if fact and kinds and fact.of and (strange := kinds - set(fact.of)):
            self.fault(
                node.arguments[1],
                _("“%(word)s” answers for: %(of)s; it is asked about: %(kinds)s")
                % {"word": fact.name, "of": ", ".join(fact.of), "kinds": ", ".join(sorted(strange))},
            )

    def combinator(self, node: Call, expected: int = 1) -> bool:
        """Whether the right number of arguments stands there, none of them named."""
        if node.keywords or len(node.arguments) != expected:
            self.fault(node, _("write it so: %(how)s") % {"how": COMBINATORS[node.name]})
            return False
        return True

    def population(self, node: Node) -> set[str]:
        """The kinds of subject it gives; in a union of posts and persons everything is a person."""
        if not isinstance(node, Union):
            word = self.word(node, Kind.POPULATION)
            return set(word.of) if word else set()
        left, right = self.population(node.left), self.population(node.right)
        kinds = left | right
        if kinds <= {"post", "person"}:
            return {"person"} if kinds else set()
        if left and right and left != right:
            self.fault(node, _("only subjects of one kind, or posts and persons, can be joined with |"))
        return kinds

    def word(self, node: Node, kind: Kind, also: Collection[str] = ()) -> Word | None:
        """The word called here, its arguments checked; None, with the fault noted, when it does not fit."""
        expected = {name for name, word in self.registry.words.items() if word.kind is kind}
        if not isinstance(node, Call):
            wanted = _("%(kind)s is expected here, for instance: %(words)s")
            some = ", ".join(sorted({*expected, *also})[:3])
            self.fault(node, wanted % {"kind": _kind(kind), "words": some or "—"})
            return None
        word = self.registry.words.get(node.name)
        if word is None:
            known = {*expected, *also} if node.name not in COMBINATORS else expected
            self.fault(node, _unknown(node.name, known, {*self.registry.words, *COMBINATORS}))
            return None
        if word.kind is not kind:
            wrong = _("“%(name)s” is %(is)s; %(kind)s is expected here")
            self.fault(node, wrong % {"name": node.name, "is": _kind(word.kind), "kind": _kind(kind)})
            return None
        self.arguments(node, word)
        return word

    def arguments(self, node: Call, word: Word) -> None:
        parameters = word.signature.parameters
        free = [p for p in parameters.values() if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
        rest = next((p for p in parameters.values() if p.kind is p.VAR_POSITIONAL), None)
        given: set[str] = set()
        for place, argument in enumerate(node.arguments):
            parameter = free[place] if place < len(free) else rest
            if parameter is None:
                self.fault(argument, _("“%(name)s” takes no more arguments") % {"name": word.name})
                continue
            given.add(parameter.name)
            self.value(argument, parameter)
        for name, argument in node.keywords:
            named = {p.name: p for p in parameters.values() if p is not rest}
            if name not in named:
                self.fault(argument, _unknown(name, named, named))
            elif name in given:
                self.fault(argument, _("“%(name)s” is given twice") % {"name": name})
            else:
                given.add(name)
                self.value(argument, named[name])
        for parameter in parameters.values():
            if parameter.default is Parameter.empty and parameter is not rest and parameter.name not in given:
                self.fault(node, _("“%(word)s” needs “%(name)s”") % {"word": word.name, "name": parameter.name})
        if word.one_of and len(given & set(word.one_of)) != 1:
            choice = ", ".join(word.one_of)
            self.fault(node, _("“%(word)s” needs exactly one of: %(names)s") % {"word": word.name, "names": choice})

    def value(self, node: Node, parameter: Parameter) -> None:
        match node:
            case Constant(value=value):
                pass
            case Name(id=name) if name in self.registry.constants:
                value = self.registry.constants[name]
            case Name(id=name):
                self.fault(node, _unknown(name, self.registry.constants, self.registry.constants))
                return
            case Tuple() | Union() | Call():
                self.fault(node, _("a value is expected here"))
                return
        if value == "" or not fits(value, parameter.annotation):
            accepted = ", ".join(self.accepted(parameter.annotation))
            message = _("“%(name)s” takes: %(accepted)s") % {"name": parameter.name, "accepted": accepted}
            self.fault(node, message)

    def accepted(self, annotation: Any) -> Iterable[str]:
        """What can be written for an annotation, in words of the language."""
        for option in _options(annotation):
            if typing.get_origin(option) is typing.Literal:
                yield from (f'"{value}"' if isinstance(value, str) else str(value) for value in typing.get_args(option))
            elif option in (str, int, bool):
                yield {str: _("text in quotes"), int: _("a whole number"), bool: "True, False"}[option]
            else:
                yield from (name for name, value in self.registry.constants.items() if isinstance(value, option))


def fits(value: Any, annotation: Any) -> bool:
    """Whether a value of a sentence may stand for a parameter; True and False are no numbers."""
    for option in _options(annotation):
        if typing.get_origin(option) is typing.Literal:
            if any(value == allowed and type(value) is type(allowed) for allowed in typing.get_args(option)):
                return True
        elif type(value) is option or (option not in (str, int, bool) and isinstance(value, option)):
            return True
    return False


def _options(annotation: Any) -> list[Any]:
    """The members of `A | B | None` without None."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return [option for option in typing.get_args(annotation) if option is not type(None)]
    return [annotation]


def _unknown(name: str, likely: Iterable[str], all_names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, likely, 1) or difflib.get_close_matches(name, all_names, 1)
    if near:
        return _("“%(name)s” is not known; did you mean “%(near)s”?") % {"name": name, "near": near[0]}
    return _("“%(name)s” is not known") % {"name": name}


def _kind(kind: Kind) -> str:
    return {
        Kind.POPULATION: _("a population"),
        Kind.FACT: _("a fact"),
        Kind.RECORDS: _("a kind of records"),
        Kind.DELIVERY: _("an indicator"),
    }[kind]
