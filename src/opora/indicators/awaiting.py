"""Words that a programme uses before their part of Opora is built: declared in its file, unknown in every figure.

    awaiting:
      attended:
        kind: fact                      population | fact | records | delivery
        of: [school, post, person]      kinds of subject: one for a population, some for a fact, else none
        arguments: [event, series]
        one_of: [event, series]         a sentence gives exactly one of these
        optional: [...]                 a sentence may leave these out
        proof: source                   source | running | subjects; a population has none
        ru: 'участвовавших в {event}{series}'
        en: 'present at {event}{series}'

`ru` and `en` are the word's part of the plain sentence; `{argument}` stands for the title of what the sentence gives.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import Parameter, Signature
from itertools import pairwise
from keyword import iskeyword
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from opora.indicators.checker import COMBINATORS
from opora.indicators.facts import Proof
from opora.indicators.registry import Kind, Phrase, Word

LANGUAGES = ("ru", "en")
FIELDS = ("kind", "of", "arguments", "one_of", "optional", "proof", *LANGUAGES)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a declaration; `place` is the path in the file ("awaiting.attended.kind")."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def read_awaiting(declared: object) -> tuple[dict[str, Word], list[Mistake]]:
    """The words of an `awaiting:` mapping, and everything that is wrong with it; a wrong declaration gives no word."""
    if declared is None:
        return {}, []
    if not isinstance(declared, Mapping):
        return {}, [Mistake("awaiting", _("a mapping of words is expected here"))]
    words, mistakes = {}, []
    for name, fields in declared.items():
        place = f"awaiting.{name}"
        if not isinstance(name, str) or not _NAME.fullmatch(name) or name in COMBINATORS:
            mistakes.append(Mistake(place, _("this is not the name of a word")))
        elif not isinstance(fields, Mapping):
            mistakes.append(Mistake(place, _("a mapping of fields is expected here")))
        elif found := [Mistake(f"{place}.{field}", message) for field, message in _wrong(fields)]:
            mistakes.extend(found)
        else:
            words[name] = _word(name, fields)
    return words, mistakes


def spoken(texts: Mapping[str, str]) -> str | None:
    """The text in the active language, if there is one."""
    return texts.get((get_language() or "en").split("-")[0])


def _word(name: str, fields: Mapping[str, Any]) -> Word:
    may_lack = _may_lack(fields)
    signature = Signature(
        [
            Parameter(
                argument,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=None if argument in may_lack else Parameter.empty,
                annotation=object,  # what the word will accept is for its app to say
            )
            for argument in fields.get("arguments", ())
        ]
    )
    return Word(
        name,
        Kind(fields["kind"]),
        signature,
        _phrase(signature, {language: fields[language] for language in LANGUAGES}),
        of=tuple(fields.get("of", ())),
        proof=Proof(fields.get("proof", Proof.SOURCE)),
        one_of=tuple(fields.get("one_of", ())),
    )


def _may_lack(fields: Mapping[Any, Any]) -> set[str]:
    return {*fields.get("one_of", ()), *fields.get("optional", ())}


def _phrase(signature: Signature, texts: Mapping[str, str]) -> Phrase:
    def phrase(*arguments: object, **keywords: object) -> str:
        given = signature.bind_partial(*arguments, **keywords).arguments
        text = _PLACEHOLDER.sub(lambda match: str(given.get(match[1], "")), spoken(texts) or texts["en"])
        return " ".join(text.split())

    return phrase


def _wrong(fields: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    """Every fault of one declaration: the field and what is wrong with it."""
    for field in fields:
        if field not in FIELDS:
            yield str(field), _("there is no such field; accepted: %(fields)s") % {"fields": ", ".join(FIELDS)}
    for field, accepted in (("kind", list(Kind)), ("proof", list(Proof))):
        if field in fields and fields[field] not in list(map(str, accepted)):
            yield field, _("accepted: %(accepted)s") % {"accepted": ", ".join(accepted)}
    kind = fields.get("kind")
    if kind is None:
        yield "kind", _("is missing")
    if kind in list(map(str, Kind)) and ("proof" in fields) == (kind == Kind.POPULATION):
        yield "proof", _("a population has none") if kind == Kind.POPULATION else _("is missing")
    yield from _wrong_lists(fields, kind)
    for language in LANGUAGES:
        yield from ((language, message) for message in _wrong_text(fields.get(language), fields.get("arguments", ())))


def _wrong_lists(fields: Mapping[Any, Any], kind: object) -> Iterator[tuple[str, str]]:
    shapeless = [field for field in ("of", "arguments", "one_of", "optional") if not _names(fields.get(field, ()))]
    if shapeless:
        yield from ((field, _("a list of different names is expected here")) for field in shapeless)
        return
    arguments, may_lack, of = fields.get("arguments", ()), _may_lack(fields), fields.get("of", ())
    for name in filter(iskeyword, arguments):
        yield "arguments", _("“%(name)s” cannot be written in a sentence") % {"name": name}
    for field in ("one_of", "optional"):
        for stranger in (name for name in fields.get(field, ()) if name not in arguments):
            yield field, _("“%(name)s” is not among the arguments") % {"name": stranger}
    for before, name in pairwise(arguments):
        if before in may_lack and name not in may_lack:
            yield "arguments", _("“%(name)s” follows one that may be left out") % {"name": name}
    if kind == Kind.POPULATION and len(of) != 1:
        yield "of", _("a population gives exactly one kind of subject")
    elif kind == Kind.FACT and not of:
        yield "of", _("a fact names the kinds of subject it answers for")
    elif kind in (Kind.RECORDS, Kind.DELIVERY) and of:
        yield "of", _("only a population or a fact has subjects")


def _wrong_text(text: object, arguments: object) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield _("is missing")
        return
    known = arguments if isinstance(arguments, Sequence) else ()
    for name in _PLACEHOLDER.findall(text):
        if name not in known:
            yield _("“{%(name)s}” stands for no argument") % {"name": name}
    if set(_PLACEHOLDER.sub("", text)) & set("{}"):
        yield _("a brace has no counterpart")


def _names(value: object) -> bool:
    """Whether it is a list of different names."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        return False
    named = all(isinstance(name, str) and _NAME.fullmatch(name) for name in value)
    return named and len(set(value)) == len(value)
