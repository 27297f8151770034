"""The indicators of a row before and after an amendment: which is which, and how each is counted from then on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from opora.indicators.checker import misfit, read
from opora.indicators.registry import Registry
from opora.indicators.syntax import Faults, Node
from opora.indicators.targets import Target
from opora.orders.order import Kind, OrderIndicator
from opora.roadmap.amending.differences import Altered
from opora.roadmap.models import Indicator
from opora.roadmap.outline import IndicatorOutline

_CODE = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class PlannedIndicator:
    """An indicator under the new version: one that stays, counted as before unless `redefined`, or a new one (None)."""

    indicator: Indicator | None
    formula: str
    target: str
    redefined: bool = False

    @property
    def stays(self) -> bool:
        """Whether nothing of it is to be written."""
        return self.indicator is not None and not self.redefined


@dataclass(frozen=True)
class PlannedIndicators:
    """All of a row; `altered` says what differs, `notes` what somebody has to decide."""

    rows: tuple[PlannedIndicator, ...]
    altered: tuple[Altered, ...] = ()
    notes: tuple[str, ...] = ()


def kept(indicators: Sequence[Indicator]) -> PlannedIndicators:
    """Nothing changes."""
    return PlannedIndicators(tuple(PlannedIndicator(one, "", "") for one in indicators))


def compared(
    indicators: Sequence[Indicator],
    outlines: Sequence[IndicatorOutline],
    stated: Sequence[OrderIndicator],
    words: Registry,
) -> PlannedIndicators:
    """The indicators of a row that the order states anew.

    A formula changes only where the order's wording gives another one than ours, codes aside: those are our own words.
    A target changes only to one that the order names: what it does not name was set by a decision and stays.
    """
    by_id = {one.id: one for one in outlines}
    rows: list[PlannedIndicator] = []
    altered: list[Altered] = []
    notes: list[str] = []
    pairs = list(_aligned([by_id.get(one.pk) for one in indicators], stated))
    for ours, theirs in pairs:
        if theirs is None:
            assert ours is not None, "one of both is there"
            outline = by_id.get(indicators[ours].pk)
            altered.append(Altered("indicators", outline.formula if outline else indicators[ours].key, ""))
        elif ours is None:
            found = added([stated[theirs]], words)
            rows += found.rows
            altered += found.altered
            notes += found.notes
        else:
            row, differing = _one(indicators[ours], by_id.get(indicators[ours].pk), stated[theirs], words)
            rows.append(row)
            altered += differing
    return PlannedIndicators(tuple(rows), tuple(altered), tuple(notes))


def added(stated: Sequence[OrderIndicator], words: Registry) -> PlannedIndicators:
    """New indicators; one without a formula that can be read is not counted, which is said."""
    rows, notes, altered = [], [], []
    for one in stated:
        altered.append(Altered("indicators", "", one.text))
        node = readable(one.formula, words)
        if one.formula and node:
            target = target_of(one, node, words)
            rows.append(PlannedIndicator(None, one.formula, target, redefined=True))
            altered.append(Altered("formula", "", one.formula))
            altered += [Altered("target", "", target)] if target else []
        else:
            message = _("“%(text)s” has no formula: it is not counted. Give one to have it counted.")
            notes.append(message % {"text": one.text})
    return PlannedIndicators(tuple(rows), tuple(altered), tuple(notes))


def readable(formula: str | None, words: Registry) -> Node | None:
    """The sentence read; None without one, and when the words of this installation cannot read it."""
    try:
        return read(formula, words) if formula else None
    except Faults:
        return None


def target_of(one: OrderIndicator, node: Node, words: Registry) -> str:
    """The target that the order's words set for a formula; "" when they set none or it does not fit."""
    text = ""
    if one.kind is Kind.DOCUMENT:
        text = "done"
    elif one.minimum is not None:
        text = "= 100" if one.kind is Kind.SHARE and one.minimum == 100 else f">= {one.minimum}"
    elif one.kind is Kind.GROWTH:
        text = "> 0"
    return text if text and not misfit(Target.read(text), node, words) else ""


def shape(formula: str) -> str:
    """A formula without its codes and spaces."""
    return "".join(_CODE.sub('""', formula).split())


def _one(
    indicator: Indicator, ours: IndicatorOutline | None, theirs: OrderIndicator, words: Registry
) -> tuple[PlannedIndicator, list[Altered]]:
    formula, target = (ours.formula, ours.target.text if ours.target else "") if ours else ("", "")
    proposed = theirs.formula if readable(theirs.formula, words) else None
    said, set_to = formula, target
    if proposed and shape(proposed) != shape(formula):
        said = proposed
    node = readable(said, words)
    named = target_of(theirs, node, words) if node else ""
    if named and not (target and Target.read(target).number == Target.read(named).number):
        set_to = named
    elif target and node and misfit(Target.read(target), node, words):
        set_to = ""
    altered = [Altered("formula", formula, said)] if said != formula else []
    altered += [Altered("target", target, set_to)] if set_to != target else []
    return PlannedIndicator(indicator, said, set_to, redefined=bool(altered)), altered


def _aligned(
    ours: Sequence[IndicatorOutline | None], theirs: Sequence[OrderIndicator]
) -> Iterator[tuple[int | None, int | None]]:
    """Places on both sides that belong together: the same sentence first, then in order where as many are left.

    In the order of `theirs`; what is only ours comes last.
    """
    shapes = [shape(one.formula) if one else "" for one in ours]
    found: dict[int, int] = {}
    for place, one in enumerate(theirs):
        alike = (mine for mine, text in enumerate(shapes) if one.formula and text == shape(one.formula))
        if (mine := next((mine for mine in alike if mine not in found.values()), None)) is not None:
            found[place] = mine
    left = [mine for mine in range(len(ours)) if mine not in found.values()]
    waiting = [place for place in range(len(theirs)) if place not in found]
    if len(left) == len(waiting):
        found |= dict(zip(waiting, left, strict=False))
    for place in range(len(theirs)):
        yield found.get(place), place
    for mine in range(len(ours)):
        if mine not in found.values():
            yield mine, None
