"""Loading the outline of a roadmap: what is in force on a day, as known at a moment, in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from opora.core.dated import DatedValues
from opora.core.models import Record, RecordQuerySet
from opora.indicators.awaiting import read_awaiting, spoken
from opora.indicators.checker import read
from opora.indicators.registry import Registry, language
from opora.indicators.sentences import Titles
from opora.indicators.syntax import Faults
from opora.indicators.targets import Target
from opora.programmes.models import Programme
from opora.programmes.queries import settings_at
from opora.programmes.region_settings import AT_RISK_DAYS
from opora.roadmap.execution import Terms
from opora.roadmap.models import (
    Action,
    ActionPlan,
    ActionTerms,
    AwaitedWord,
    CodeKind,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    Roadmap,
)
from opora.roadmap.outline import ActionOutline, Coded, FormerTerms, IndicatorOutline, Outline

R = TypeVar("R", bound=Record)
Codes = Mapping[tuple[str, str], CodeTitle]


def outline(
    programme: Programme, as_of: dt.date, known_at: dt.datetime, registry: Registry = language
) -> Outline | None:
    """The roadmap in force, in 12 queries; None when the programme had none known by then.

    Terms and definitions are the latest known that hold on the day; before the first of them, the first.
    """
    roadmap = known(Roadmap, known_at, programme=programme).first()
    if roadmap is None:
        return None
    titles_of_codes = list(known(CodeTitle, known_at, roadmap=roadmap).order_by("position", "pk"))
    codes = {(title.kind, title.code): title for title in titles_of_codes}
    words = words_of(roadmap, known_at, registry)
    indicators = _indicators(roadmap, as_of, known_at, words)
    terms = DatedValues(
        known(ActionTerms, known_at, action__roadmap=roadmap).prefetch_related("periods").oldest_first(),
        of="action_id",
    )
    plans = _planned(roadmap, as_of, known_at)
    warning_days = settings_at(programme.region, as_of, known_at).get(AT_RISK_DAYS)
    actions = known(Action, known_at, roadmap=roadmap).prefetch_related("executors", "pages").order_by("position")
    return Outline(
        roadmap_id=roadmap.pk,
        programme_id=programme.pk,
        year=programme.year,
        title=roadmap.title,
        order_number=roadmap.order_number,
        order_date=roadmap.order_date,
        actions=tuple(
            _action(action, terms, plans.get(action.pk), codes, indicators.get(action.pk, ()), as_of, warning_days)
            for action in actions
        ),
        registry=words,
        titles=_titles(programme, titles_of_codes),
        sections=tuple(_coded(one) for one in titles_of_codes if one.kind == CodeKind.SECTION),
    )


def words_of(roadmap: Roadmap, known_at: dt.datetime, registry: Registry = language) -> Registry:
    """The words of this installation and those the roadmap still waits for; a word that is built is not awaited."""
    declared = {word.name: word.declaration for word in known(AwaitedWord, known_at, roadmap=roadmap)}
    taken = registry.words.keys() | registry.constants.keys()
    awaited, _mistakes = read_awaiting({name: one for name, one in declared.items() if name not in taken})
    return registry.with_words(awaited)


def known(model: type[R], known_at: dt.datetime, **of: Any) -> RecordQuerySet[R]:
    """Records of a kind known at a moment."""
    rows: RecordQuerySet[R] = RecordQuerySet(model).filter(**of)
    return rows.known_at(known_at)


def _in_force(values: DatedValues[R], of: int, day: dt.date) -> R | None:
    """The value that holds on a day; a roadmap is read by its first version before that one begins."""
    return values.at(of, day) or next(iter(values.history(of)), None)


def _planned(roadmap: Roadmap, as_of: dt.date, known_at: dt.datetime) -> dict[int, dt.date]:
    """The exact day of each action that has one, by the latest plan."""
    plans = ActionPlan.objects.filter(action__roadmap=roadmap).known(as_of, known_at).oldest_first()
    return {plan.action_id: plan.planned_on for plan in plans}


def _indicators(
    roadmap: Roadmap, as_of: dt.date, known_at: dt.datetime, words: Registry
) -> dict[int, list[IndicatorOutline]]:
    """The indicators of each action by their definitions in force; one without a definition is left out."""
    rows = known(IndicatorDefinition, known_at, indicator__roadmap=roadmap).oldest_first()
    versions = DatedValues(rows, of="indicator_id")
    found: dict[int, list[IndicatorOutline]] = defaultdict(list)
    for indicator in known(Indicator, known_at, roadmap=roadmap).order_by("position", "pk"):
        if definition := _in_force(versions, indicator.pk, as_of):
            found[indicator.action_id].append(_indicator(indicator, definition, words))
    return found


def _indicator(indicator: Indicator, definition: IndicatorDefinition, words: Registry) -> IndicatorOutline:
    node, fault = None, ""
    try:
        node = read(definition.formula, words)
    except Faults as faults:
        fault = str(faults)
    return IndicatorOutline(
        id=indicator.pk,
        key=indicator.key,
        formula=definition.formula,
        node=node,
        fault=fault,
        target=Target.read(definition.target) if definition.target else None,
        target_basis=definition.target_basis,
        reading=definition.reading,
        version=definition.version,
        since=definition.occurred_on,
    )


def _action(
    action: Action,
    terms: DatedValues[ActionTerms],
    planned_on: dt.date | None,
    codes: Codes,
    indicators: Iterable[IndicatorOutline],
    as_of: dt.date,
    warning_days: int,
) -> ActionOutline:
    in_force = _in_force(terms, action.pk, as_of)
    periods = in_force.values() if in_force else ()
    return ActionOutline(
        id=action.pk,
        number=action.number,
        title=action.title,
        section=_code(codes, CodeKind.SECTION, action.section) if action.section else None,
        periods=periods,
        former=_former(terms.history(action.pk), in_force),
        terms=Terms(tuple((period.start, period.end) for period in periods), warning_days),
        planned_on=planned_on,
        executors=tuple(_code(codes, CodeKind.EXECUTOR, one.code) for one in action.executors.all()),
        pages=tuple(_code(codes, CodeKind.PAGE, one.code) for one in action.pages.all()),
        reading=action.reading,
        indicators=tuple(indicators),
    )


def _former(history: list[ActionTerms], in_force: ActionTerms | None) -> tuple[FormerTerms, ...]:
    """The versions that the one in force replaced, oldest first."""
    if in_force is None:
        return ()
    before = history[: history.index(in_force)]
    following = [*before[1:], in_force]
    return tuple(
        FormerTerms(old.values(), new.occurred_on, new.basis) for old, new in zip(before, following, strict=False)
    )


def _code(codes: Codes, kind: CodeKind, code: str) -> Coded:
    title = codes.get((kind, code))
    return _coded(title) if title else Coded(code, code)


def _coded(title: CodeTitle) -> Coded:
    return Coded(title.code, spoken({"ru": title.ru, "en": title.en}) or title.ru, title.url)


def _titles(programme: Programme, titles: Iterable[CodeTitle]) -> Titles:
    """What sentences say in place of codes, and the year of each cohort."""
    previous = programme.preceding.year if programme.preceding else programme.year - 1
    years = {"current": programme.year, "previous": previous}
    return {
        **{name: {"ru": str(year), "en": str(year)} for name, year in years.items()},
        **{one.code: {"ru": one.ru, "en": one.en} for one in titles if one.kind == CodeKind.TITLE},
    }
