"""The rules of a programme file: each small, named by the code of its findings, none stops at the first fault."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import Parameter
from itertools import pairwise
from typing import Literal, get_args, get_origin

from django.utils.translation import gettext as _

from opora.indicators.awaiting import Mistake, read_awaiting
from opora.indicators.checker import misfit, read
from opora.indicators.facts import Proof
from opora.indicators.registry import Kind, Registry, Word
from opora.indicators.syntax import Call, Constant, Faults, Name, Node, walk
from opora.indicators.targets import Target
from opora.roadmap.due import read_due
from opora.roadmap.findings import Finding, Level
from opora.roadmap.programme_values import ActionEntry, ProgrammeFile

SECTIONS = frozenset({"programme", "executors", "groups", "pages", "awaiting"})
"""Sections that a file may leave out, at a price that the rule `section_missing` names."""


@dataclass(frozen=True)
class Sentence:
    """One indicator of the file: its node, or the faults that keep it from having one."""

    place: str
    formula: str
    target: str
    node: Node | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Examined:
    """A programme on the table: its values, sections of the wrong shape or left out, its words and read sentences."""

    file: ProgrammeFile
    broken: frozenset[str]
    registered: Registry
    awaited: Mapping[str, Word]
    mistakes: tuple[Mistake, ...]
    words: Registry
    sentences: tuple[Sentence, ...] = ()
    absent: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        file: ProgrammeFile,
        broken: frozenset[str],
        registered: Registry,
        absent: frozenset[str] = frozenset(),
    ) -> "Examined":
        """Reads the awaited words and every sentence once, for all rules."""
        awaited, mistakes = read_awaiting(file.awaiting)
        taken = registered.words.keys() | registered.constants.keys()
        words = registered.with_words({name: word for name, word in awaited.items() if name not in taken})
        sentences = tuple(_sentences(file, words))
        return cls(file, broken, registered, awaited, tuple(mistakes), words, sentences, absent)

    def calls(self) -> Iterator[tuple[Sentence, Call]]:
        """Every call of a word in every sentence that could be read."""
        for sentence in self.sentences:
            if sentence.node:
                for node in walk(sentence.node):
                    if isinstance(node, Call):
                        yield sentence, node


Rule = Callable[[Examined], Iterator[Finding]]


def _sentences(file: ProgrammeFile, words: Registry) -> Iterator[Sentence]:
    for action in file.actions:
        for number, indicator in enumerate(action.indicators, start=1):
            place = f"{action.place}.indicators.{number}"
            try:
                node = read(indicator.formula, words)
            except Faults as faults:
                told = tuple(map(str, faults.faults))
                yield Sentence(place, indicator.formula, indicator.target, faults=told)
            else:
                yield Sentence(place, indicator.formula, indicator.target, node)


def _error(place: str, code: str, message: str) -> Finding:
    return Finding(place, Level.ERROR, code, message)


def _warning(place: str, code: str, message: str) -> Finding:
    return Finding(place, Level.WARNING, code, message)


def section_missing(examined: Examined) -> Iterator[Finding]:
    """A section that is left out has a price: pages show less. `awaiting` is missed only where it is needed."""
    bare = _("is not there: pages show the codes alone")
    used = _used_codes(examined.file).items()
    lost = {section: bare for section, rows in used if any(codes for _action, codes in rows)}
    lost["programme"] = _("is not there: the year is that of the current cohort, and the title names it")
    if any(sentence.faults for sentence in examined.sentences):
        lost["awaiting"] = _("is not there: words whose part of Opora is not built are not known to formulas")
    for section, message in lost.items():
        if section in examined.absent:
            yield _warning(section, "section-missing", message)


def number_twice(examined: Examined) -> Iterator[Finding]:
    """Each action has a number of its own."""
    for number, times in Counter(action.number for action in examined.file.actions).items():
        if times > 1:
            yield _error(f"actions.{number}", "number-twice", _("%(n)d actions have this number") % {"n": times})


def period(examined: Examined) -> Iterator[Finding]:
    """Every period can be read and has days that exist."""
    for action in examined.file.actions:
        for text in action.due_texts:
            try:
                read_due(text)
            except ValueError as error:
                yield _error(f"{action.place}.due", "period", str(error))


def period_order(examined: Examined) -> Iterator[Finding]:
    """Several periods of an action follow each other."""
    for action in examined.file.actions:
        for before, after in pairwise(action.due):
            if before.end is None or (after.start or after.end or dt.date.max) <= before.end:
                message = _("the periods overlap or stand in the wrong order")
                yield _warning(f"{action.place}.due", "period-order", message)
                break


def period_year(examined: Examined) -> Iterator[Finding]:
    """Periods lie near the year of the programme: others are misprints."""
    if examined.broken & {"programme", "cohorts"}:
        return
    year = examined.file.year
    for action in examined.file.actions:
        days = [day for due in action.due for day in (due.start, due.end) if day]
        if strange := {day.year for day in days if abs(day.year - year) > 1}:
            message = _("%(years)s lies far from the programme's year %(year)d")
            years = ", ".join(map(str, sorted(strange)))
            yield _warning(f"{action.place}.due", "period-year", message % {"years": years, "year": year})


def order_date(examined: Examined) -> Iterator[Finding]:
    """The dates of the order exist."""
    for name in ("date", "stamp_date"):
        text = examined.file.order.get(name, "2000-01-01")
        try:
            dt.date.fromisoformat(text)
        except ValueError:
            yield _error(f"programme.order.{name}", "order-date", _("there is no such day: %(text)s") % {"text": text})


def cohort_years(examined: Examined) -> Iterator[Finding]:
    """The current cohort is the programme's, the previous one is earlier, and formulas name only declared ones."""
    if examined.broken & {"programme", "cohorts"}:
        return
    cohorts, year = examined.file.cohorts, examined.file.year
    if cohorts["current"] != year:
        message = _("the current cohort is of %(current)d, the programme of %(year)d")
        yield _error("cohorts.current", "cohort-years", message % {"current": cohorts["current"], "year": year})
    if cohorts.get("previous", 0) >= cohorts["current"]:
        yield _error("cohorts.previous", "cohort-years", _("the previous cohort must be earlier than the current one"))
    if "previous" not in cohorts:
        for sentence in examined.sentences:
            if sentence.node and any(isinstance(node, Name) and node.id == "previous" for node in walk(sentence.node)):
                message = _("“previous” is used, but the programme names no previous cohort: it will be empty")
                yield _warning(f"{sentence.place}.formula", "cohort-years", message)


def codes_known(examined: Examined) -> Iterator[Finding]:
    """Executors, groups and pages of the actions are declared."""
    for section, used in _used_codes(examined.file).items():
        if section in examined.broken | examined.absent:
            continue
        declared = getattr(examined.file, section).words
        for action, codes in used:
            for code in codes:
                if code not in declared:
                    known = ", ".join(declared)
                    message = _("“%(code)s” is not declared in %(section)s; declared: %(known)s")
                    message %= {"code": code, "section": section, "known": known or "—"}
                    yield _error(action.place, "code-unknown", message)


def codes_used(examined: Examined) -> Iterator[Finding]:
    """Declared executors, groups and pages are used."""
    if "actions" in examined.broken:
        return
    for section, used in _used_codes(examined.file).items():
        codes = {code for _action, several in used for code in several}
        for code in getattr(examined.file, section).words:
            if code not in codes:
                yield _warning(f"{section}.{code}", "code-unused", _("no action uses it"))


def _used_codes(file: ProgrammeFile) -> dict[str, list[tuple[ActionEntry, tuple[str, ...]]]]:
    return {
        "executors": [(action, action.executors) for action in file.actions],
        "groups": [(action, (action.group,) if action.group else ()) for action in file.actions],
        "pages": [(action, action.pages) for action in file.actions],
    }


def awaiting_form(examined: Examined) -> Iterator[Finding]:
    """Awaited words are declared completely."""
    for mistake in examined.mistakes:
        yield _error(mistake.place, "awaiting-form", mistake.message)


def awaiting_registered(examined: Examined) -> Iterator[Finding]:
    """A word is awaited only until its part of Opora is built, so that the list only shrinks."""
    for name in examined.awaited:
        if name in examined.registered.words or name in examined.registered.constants:
            message = _("“%(word)s” is built already: take it off the list of awaited words") % {"word": name}
            yield _error(f"awaiting.{name}", "awaiting-registered", message)


def awaiting_unused(examined: Examined) -> Iterator[Finding]:
    """A word nobody uses need not be awaited."""
    if "actions" in examined.broken or any(sentence.faults for sentence in examined.sentences):
        return
    used = {call.name for _sentence, call in examined.calls()}
    for name in examined.awaited:
        if name not in used:
            yield _warning(f"awaiting.{name}", "awaiting-unused", _("no formula uses it"))


def formula(examined: Examined) -> Iterator[Finding]:
    """Every formula is a sentence of the language; each fault is told with its column."""
    if "awaiting" in examined.broken:
        return
    for sentence in examined.sentences:
        for fault in sentence.faults:
            yield _error(f"{sentence.place}.formula", "formula", fault)


def formula_twice(examined: Examined) -> Iterator[Finding]:
    """An action does not count the same thing twice."""
    for action in examined.file.actions:
        counted = Counter("".join(indicator.formula.split()) for indicator in action.indicators)
        if any(times > 1 for times in counted.values()):
            yield _error(f"{action.place}.indicators", "formula-twice", _("two indicators have the same formula"))


def target(examined: Examined) -> Iterator[Finding]:
    """A target can be read and fits its formula: "done" for a document, at most 100 for a share."""
    for sentence in examined.sentences:
        if not sentence.target:
            continue
        place = f"{sentence.place}.target"
        try:
            aim = Target.read(sentence.target)
        except ValueError as error:
            yield _error(place, "target", str(error))
            continue
        if sentence.node and (message := misfit(aim, sentence.node, examined.words)):
            yield _error(place, "target", message)


def title_missing(examined: Examined) -> Iterator[Finding]:
    """Codes in formulas have titles, or the plain sentence shows the bare code."""
    if "titles" in examined.broken:
        return
    titles = examined.file.titles.words
    for sentence, word, code in codes_of(examined):
        if code not in titles and f"{word}:{code}" not in titles:
            message = _("“%(code)s” has no title: the plain sentence would show the code") % {"code": code}
            yield _warning(f"{sentence.place}.formula", "title-missing", message)


def title_unused(examined: Examined) -> Iterator[Finding]:
    """Titles belong to codes that formulas use."""
    if "actions" in examined.broken or any(sentence.faults for sentence in examined.sentences):
        return
    used = {name for _sentence, word, code in codes_of(examined) for name in (code, f"{word}:{code}")}
    for code in examined.file.titles.words:
        if code not in used:
            yield _warning(f"titles.{code}", "title-unused", _("no formula uses it"))


def codes_of(examined: Examined) -> Iterator[tuple[Sentence, str, str]]:
    """Each code of each sentence with the word it is given to; values of a closed list are no codes."""
    for sentence, call in examined.calls():
        word = examined.words.words.get(call.name)
        if word is None:
            continue
        parameters = list(word.signature.parameters.values())
        named = {parameter.name: parameter for parameter in parameters}
        given = [(parameters[min(n, len(parameters) - 1)], one) for n, one in enumerate(call.arguments)]
        given += [(named[name], one) for name, one in call.keywords]
        for parameter, argument in given:
            if isinstance(argument, Constant) and type(argument.value) is not bool and not _closed(parameter):
                yield sentence, word.name, str(argument.value)


def _closed(parameter: Parameter) -> bool:
    options = (parameter.annotation, *get_args(parameter.annotation))
    return any(get_origin(option) is Literal for option in options)


def cycle(examined: Examined) -> Iterator[Finding]:
    """What is counted over actions is proved by its period alone, or the execution of a row would rest on itself."""
    for sentence, call in examined.calls():
        word = examined.words.words.get(call.name)
        over_actions = word is not None and word.kind is Kind.FACT and "action" in word.of
        if word and over_actions and word.proof is not Proof.RUNNING:
            message = _("“%(word)s” is asked about actions and proved by them: execution would rest on itself")
            yield _error(f"{sentence.place}.formula", "cycle", message % {"word": call.name})


RULES: tuple[Rule, ...] = (
    section_missing,
    number_twice,
    period,
    period_order,
    period_year,
    order_date,
    cohort_years,
    codes_known,
    codes_used,
    awaiting_form,
    awaiting_registered,
    awaiting_unused,
    formula,
    formula_twice,
    target,
    title_missing,
    title_unused,
    cycle,
)
"""In the order in which they are reported; the codes of their findings stand in docs/execution.md."""
