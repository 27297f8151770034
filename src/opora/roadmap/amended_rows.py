"""The rows that an amendment becomes; called by the actions of this app only, inside their transactions."""

from collections.abc import Mapping
from typing import Any

from opora.core.actions import keep
from opora.roadmap.amending.comparing import PlannedRow
from opora.roadmap.amending.planning import Plan
from opora.roadmap.models import (
    Action,
    ActionExecutor,
    ActionLink,
    ActionPage,
    ActionPeriod,
    ActionTerms,
    ActionWording,
    CodeTitle,
    Indicator,
    IndicatorDefinition,
    RoadmapVersion,
    SourceCell,
)
from opora.roadmap.rows import BATCH, head_cells, links_of, place_of, said_of
from opora.roadmap.versions import fresh_key

Made = Mapping[str, Any]
Worded = list[tuple[PlannedRow, Action, list[str]]]
"""Rows of the new version with their actions and the keys of their indicators."""


def write_rows(plan: Plan, version: RoadmapVersion, **made: Any) -> None:
    """Everything that a version words, adds and leaves out, but the deadlines and definitions of rows that stay."""
    _titles(plan, made)
    brought = {**made, "amendment": version}
    actions = _added(plan, brought)
    keyed = _indicators(plan, version, actions, brought)
    _wordings(plan, version, keyed, made)
    _sources(plan, keyed, brought)


def _titles(plan: Plan, made: Made) -> None:
    """Codes that the order brings are called as it calls them."""
    standing = CodeTitle.objects.standing().filter(roadmap=plan.roadmap)
    present = set(standing.values_list("kind", "code"))
    last = standing.count()
    CodeTitle.objects.bulk_create(
        [
            CodeTitle(roadmap=plan.roadmap, kind=kind.value, position=last + n, code=code, ru=name, en=name, **made)
            for n, ((kind, code), name) in enumerate(plan.new_codes.items(), start=1)
            if (kind.value, code) not in present
        ],
        batch_size=BATCH,
    )


def _added(plan: Plan, brought: Made) -> dict[int, Action]:
    """The actions of rows that are added, by their place."""
    rows = [row for row in plan.rows if row.standing is None]
    actions = [
        Action(
            roadmap=plan.roadmap,
            position=row.position,
            number=row.number,
            title_ru=row.title_ru,
            title_en=row.title_en,
            section=row.section,
            **brought,
        )
        for row in rows
    ]
    for action in actions:
        keep(action)
    pairs = list(zip(actions, rows, strict=True))
    ActionExecutor.objects.bulk_create(
        [
            ActionExecutor(action=action, position=n, code=code)
            for action, row in pairs
            for n, code in enumerate(row.executors, start=1)
        ]
    )
    ActionPage.objects.bulk_create(
        [
            ActionPage(action=action, position=n, code=code)
            for action, row in pairs
            for n, code in enumerate(row.pages, start=1)
        ]
    )
    terms = [ActionTerms(action=action, version=1, **brought) for action in actions]
    ActionTerms.objects.bulk_create(terms, batch_size=BATCH)
    ActionPeriod.objects.bulk_create(
        [
            ActionPeriod.of(own, place, period)
            for own, row in zip(terms, rows, strict=True)
            for place, period in enumerate(row.periods or (), start=1)
        ],
        batch_size=BATCH,
    )
    return {row.position: action for action, row in pairs}


def _indicators(plan: Plan, version: RoadmapVersion, actions: Mapping[int, Action], brought: Made) -> Worded:
    """Indicators that come get keys that nobody ever had."""
    taken = set(Indicator.objects.filter(roadmap=plan.roadmap).values_list("key", flat=True))
    indicators: list[Indicator] = []
    definitions: list[IndicatorDefinition] = []
    keyed: Worded = []
    for row in plan.rows:
        action = row.standing.worded.action if row.standing else actions[row.position]
        planned, keys = row.indicators.rows, []
        for place, one in enumerate(planned, start=1):
            if one.indicator:
                keys.append(one.indicator.key)
                continue
            wanted = row.number if len(planned) == 1 else f"{row.number}.{place}"
            key = fresh_key(wanted, version.number, taken)
            taken.add(key)
            keys.append(key)
            indicator = Indicator(roadmap=plan.roadmap, action=action, position=place, key=key, **brought)
            indicators.append(indicator)
            basis = plan.basis if one.target else ""
            said = {"formula": one.formula, "target": one.target, "target_basis": basis}
            definitions.append(IndicatorDefinition(indicator=indicator, version=1, **said, **brought))
        keyed.append((row, action, keys))
    Indicator.objects.bulk_create(indicators, batch_size=BATCH)
    IndicatorDefinition.objects.bulk_create(definitions, batch_size=BATCH)
    return keyed


def _wordings(plan: Plan, version: RoadmapVersion, keyed: Worded, made: Made) -> None:
    wordings = [
        ActionWording(
            version=version,
            action=action,
            position=row.position,
            number=row.number,
            title_ru=row.title_ru,
            title_en=row.title_en,
            section=row.section,
            executors=list(row.executors),
            pages=list(row.pages),
            indicators=keys,
            **made,
        )
        for row, action, keys in keyed
        if row.worded
    ]
    for standing in plan.removed:
        row = standing.worded
        wordings.append(
            ActionWording(
                version=version,
                action=row.action,
                dropped=True,
                position=row.position,
                number=row.number,
                title_ru=row.title_ru,
                title_en=row.title_en,
                section=row.section,
                **made,
            )
        )
    ActionWording.objects.bulk_create(wordings, batch_size=BATCH)


def _sources(plan: Plan, keyed: Worded, brought: Made) -> None:
    """The order's own words of the rows that it states otherwise."""
    cells = [
        SourceCell(roadmap=plan.roadmap, field=field, text=text, **brought)
        for field, text in head_cells(plan.order.head)
        if text
    ]
    links: list[ActionLink] = []
    for row, action, _keys in keyed:
        if row.restated and row.stated:
            place = place_of(row.stated.source) if row.stated.source else ""
            cells += said_of(action, row.stated.texts, place, **brought)
            links += links_of(action, row.stated.links, **brought)
    SourceCell.objects.bulk_create(cells, batch_size=BATCH)
    ActionLink.objects.bulk_create(links, batch_size=BATCH)
