"""Rules about whom an action is for, whom its indicator counts, and who does the work."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.orders.columns import Column
from opora.orders.formulas.populations import counted
from opora.orders.lint.rules import Found, called, rule
from opora.orders.lint.texts import repeated, with_repeats
from opora.orders.order import Kind, Order, Severity
from opora.orders.wording import ABBREVIATION, fold

_GROUPS = {
    "heads": r"руководител|директор",
    "teams": r"управленческ[а-я]+ команд",
    "curators": r"куратор",
    "coordinators": r"координатор",
    "teachers": r"педагог|учител",
    "methodists": r"методист",
    "deputies": r"заместител",
    "experts": r"эксперт",
}
_COHORT = re.compile(r"проект|участни|20\d\d|включенн")
_OWN_WORK = {"муниципальн": {"municipality", "municipal_head", "coordinator"}, "школьн": {"school", "school_head"}}
_WORK = r"(?:разработка|утверждение|принятие|размещение|публикация|подготовка|составление)"


@rule("R-08", Severity.WARNING)
def groups_differ(order: Order) -> Iterator[Found]:
    """An action invites several groups, its indicator counts several, and the lists differ."""
    for action in order.actions:
        invited = _groups(action.title)
        for indicator in action.indicators:
            told = _groups(re.split(r"\bприня|\bучаствова", fold(indicator.text))[0])
            if len(invited) < 2 or len(told) < 2 or invited == told:
                continue
            parts = []
            if invited - told:
                parts.append(_("invited and not counted: {names}").format(names=_names(invited - told)))
            if told - invited:
                parts.append(_("counted and not invited: {names}").format(names=_names(told - invited)))
            text = _("The groups of the action and of its indicator differ; {parts}.")
            yield Found(action, text.format(parts="; ".join(parts)))


def _groups(text: str) -> set[str]:
    told = fold(text)
    return {name for name, pattern in _GROUPS.items() if re.search(pattern, told)}


def _names(groups: set[str]) -> str:
    names = {
        "heads": pgettext("groups of people", "heads"),
        "teams": pgettext("groups of people", "management teams"),
        "curators": pgettext("groups of people", "curators"),
        "coordinators": pgettext("groups of people", "coordinators"),
        "teachers": pgettext("groups of people", "teachers"),
        "methodists": pgettext("groups of people", "methodists"),
        "deputies": pgettext("groups of people", "deputies"),
        "experts": pgettext("groups of people", "experts"),
    }
    return ", ".join(names[group] for group in _GROUPS if group in groups)


@rule("R-09", Severity.WARNING)
def executor_does_not_work(order: Order) -> Iterator[Found]:
    """The work is that of municipalities or schools, the executors are others."""
    for action in order.actions:
        owner = re.match(rf"{_WORK}(?:(?:,| и) {_WORK})* (муниципальн|школьн)", fold(action.title))
        if owner and action.executor_codes and not _OWN_WORK[owner[1]] & set(action.executor_codes):
            text = _("The work is done by others than the executor ({names}).")
            yield Found(action, text.format(names=", ".join(action.executors)))


@rule("R-11", Severity.WARNING)
def cohort_missing(order: Order) -> Iterator[Found]:
    """An indicator counts schools and does not say of which programme or year, though others do."""
    texts = [indicator.text for action in order.actions for indicator in action.indicators]
    if not any(_COHORT.search(fold(text)) and _counts_schools(text) for text in texts):
        return
    seen: set[str] = set()
    for action in order.actions:
        for indicator in action.indicators:
            told = fold(indicator.text)
            measured = indicator.kind in {Kind.SHARE, Kind.COUNT, Kind.MINIMUM}
            if told in seen or not measured or _COHORT.search(told) or not _counts_schools(indicator.text):
                continue
            seen.add(told)
            others = repeated(order, action, indicator.text)
            message = _("The indicator does not say which schools: of what programme or year.")
            yield Found(action, with_repeats(message, others), others)


def _counts_schools(text: str) -> bool:
    return re.search(r"\bшнор\b|\bшкол", counted(text)) is not None


@rule("R-23", Severity.WARNING)
def years_dropped(order: Order) -> Iterator[Found]:
    """The action names several years, its indicators do not."""
    for action in order.actions:
        years = set(re.findall(r"20\d\d", action.title))
        if len(years) < 2:
            continue
        if any(not years <= set(re.findall(r"20\d\d", indicator.text)) for indicator in action.indicators):
            text = _("The action names the years {years}, its indicators do not.")
            yield Found(action, text.format(years=", ".join(sorted(years))))


@rule("R-24", Severity.WARNING)
def other_abbreviation(order: Order) -> Iterator[Found]:
    """An indicator differs from those of other actions in one abbreviation, which stands nowhere else."""
    texts = [(action, indicator.text) for action in order.actions for indicator in action.indicators]
    used = Counter(term for _action, text in texts for term in set(ABBREVIATION.findall(text)))
    for action, text in texts:
        for term in ABBREVIATION.findall(text):
            if used[term] > 1:
                continue
            pattern = re.escape(fold(text)).replace(re.escape(fold(term)), r"(\S+)", 1)
            usual = [
                (called(other), found[1])
                for other, told in texts
                if other is not action and (found := re.fullmatch(pattern, fold(told)))
            ]
            if usual:
                message = _("The indicator says “{term}” where action {others} has “{usual}”.")
                numbers = tuple(number for number, _term in usual)
                said = message.format(term=term, others=", ".join(numbers), usual=usual[0][1].upper())
                yield Found(action, said, numbers)


@rule("R-25", Severity.WARNING)
def executor_lost(order: Order) -> Iterator[Found]:
    """The executors end with a comma: another one may be lost."""
    for action in order.actions:
        if action.raw.get(Column.EXECUTORS, "").rstrip().endswith((",", ";")):
            yield Found(action, _("The executors end with a comma: another one may be lost."))
