"""The whole of an amendment before it is written: rows of the new version in their order, and all that hinders it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from opora.core import clock, moments, numbers
from opora.indicators.registry import language
from opora.orders.amendments import Instructions, instructions
from opora.orders.order import Order
from opora.roadmap.amending import replacing
from opora.roadmap.amending.comparing import Comparing, PlannedRow, other_days
from opora.roadmap.amending.differences import Fate, RowDifference, counted
from opora.roadmap.amending.sides import Formulas, Standing, Stated, standing_rows, stated_rows
from opora.roadmap.loading import RoadmapRecords
from opora.roadmap.models import CodeKind, Roadmap
from opora.roadmap.pairing import pair
from opora.roadmap.versions import roadmap_known

HALF = 2
"""An order with at least one of so many rows of the roadmap states the whole table, unless its points say otherwise."""
TITLE, NUMBER = 500, 20
"""Characters that the title and the number of a row may have."""
NAMED = 10
"""Lines of the document that one message names."""
Faults = dict[str, list[str]]


@dataclass(frozen=True)
class Plan:
    """An amendment as it would be written. `faults` hinder it, by field; `notes` are for somebody to decide."""

    roadmap: Roadmap
    order: Order
    on: dt.date
    whole: bool
    rows: tuple[PlannedRow, ...]
    removed: tuple[Standing, ...]
    differences: tuple[RowDifference, ...]
    new_codes: dict[tuple[CodeKind, str], str]
    notes: tuple[str, ...]
    faults: Faults

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each fate."""
        return counted(self.differences)

    @property
    def basis(self) -> str:
        """What the new terms and definitions rest on."""
        head = self.order.head
        day = numbers.day(head.date) if head.date else ""
        return _("order No. %(number)s of %(date)s") % {"number": head.number, "date": day}

    def check(self) -> None:
        """ValidationError with everything that hinders it."""
        if self.faults:
            raise ValidationError(self.faults)


def preview_amendment(
    *, roadmap: Roadmap, order: Order, on: dt.date, whole: bool | None = None, formulas: Formulas | None = None
) -> Plan:
    """What `actions.amend_roadmap` would do: nothing is written here. A fixed number of queries.

    `whole`: rows that the order does not have are no rows any more; None goes by the order's points and its size.
    """
    known_at = clock.now()
    found = roadmap_known(roadmap.programme, known_at)
    assert found is not None, "a roadmap that is there was made before now"
    records = RoadmapRecords(*found, roadmap.programme, known_at, language)
    standing = standing_rows(records, known_at, on)
    stated = stated_rows(order, formulas or {})
    told = instructions(order.head.points)
    whole = states_whole(told, len(stated), len(standing)) if whole is None else whole
    comparing = Comparing.of(records, stated)
    notes: list[str] = []
    if whole:
        rows, removed = _whole(comparing, standing, stated)
    else:
        rows, removed, notes = _partial(comparing, standing, stated, told, order)
    rows = [replace(row, position=place) for place, row in enumerate(rows, start=1)]
    plan = Plan(
        roadmap=roadmap,
        order=order,
        on=on,
        whole=whole,
        rows=tuple(rows),
        removed=tuple(removed),
        differences=tuple(_in_place(comparing, rows, removed)),
        new_codes=comparing.new_codes,
        notes=(*notes, *_notes(rows), *_strange(rows, standing)),
        faults={},
    )
    return replace(plan, faults=_faults(plan, records))


def states_whole(told: Instructions, stated: int, standing: int) -> bool:
    """Whether an order states the whole table: as its points say, else when it has at least half as many rows."""
    if told.whole != told.of_rows:
        return told.whole
    return stated * HALF >= standing


def _whole(
    comparing: Comparing, standing: Sequence[Standing], stated: Sequence[Stated]
) -> tuple[list[PlannedRow], list[Standing]]:
    found = pair([row.row() for row in standing], [row.row() for row in stated])
    pairs = {one.new: one for one in found.pairs}
    rows = [
        comparing.restated(standing[pairs[place].old], row, place, moved=pairs[place].moved)
        if place in pairs
        else comparing.added(row, place)
        for place, row in enumerate(stated)
    ]
    return rows, [standing[place] for place in found.removed]


def _partial(
    comparing: Comparing, standing: Sequence[Standing], stated: Sequence[Stated], told: Instructions, order: Order
) -> tuple[list[PlannedRow], list[Standing], list[str]]:
    """Rows go by their numbers here: an order that changes single rows names them as the roadmap does."""
    numbered = {row.worded.number: row for row in standing}
    anew = {row.number: row for row in stated if row.number in numbered and row.number not in told.added}
    notes = [_("This was not understood and is to be done by hand: %(text)s") % {"text": text} for text in told.unread]
    named = dict.fromkeys([*told.removed, *told.restated, *(one.number for one in told.replaced)])
    missing = _("The order speaks of row %(number)s, which the roadmap does not have.")
    notes += [missing % {"number": number} for number in named if number not in numbered]
    words, not_found = replacing.replaced(numbered, told.replaced, order)
    notes += not_found
    rows: list[PlannedRow] = []
    for row in standing:
        new = anew.get(row.worded.number) or words.get(row.worded.number)
        if new:
            rows.append(comparing.restated(row, new, 0, moved=False))
        elif row.worded.number not in told.removed:
            rows.append(comparing.left_alone(row, 0))
    for one in stated:
        if anew.get(one.number or "") is not one:
            rows.insert(_place(rows, one.number or ""), comparing.added(one, 0))
    kept = {id(row.standing) for row in rows}
    return rows, [row for row in standing if id(row) not in kept], notes


def _place(rows: Sequence[PlannedRow], number: str) -> int:
    """Where a row of a number is put in: before the first row with a later one."""
    after = (place for place, row in enumerate(rows) if numbers.natural(row.number) > numbers.natural(number))
    return next(after, len(rows))


def _in_place(comparing: Comparing, rows: Sequence[PlannedRow], removed: Sequence[Standing]) -> Iterator[RowDifference]:
    """All differences in the order of the new version, each removed row where it stood."""
    waiting = sorted(removed, key=lambda row: row.worded.position)
    for row in rows:
        while row.standing and waiting and waiting[0].worded.position < row.standing.worded.position:
            yield comparing.removed(waiting.pop(0))
        yield row.difference
    yield from map(comparing.removed, waiting)


def _notes(rows: Sequence[PlannedRow]) -> Iterator[str]:
    """What somebody has to decide about rows."""
    for row in rows:
        for note in row.indicators.notes:
            yield _("Row %(number)s: %(note)s") % {"number": row.number, "note": note}
        if row.stated and not row.stated.periods and row.stated.texts.get("periods"):
            yield _("Row %(number)s: its deadline could not be read.") % {"number": row.number}
        if row.stated and row.standing and row.periods is None and other_days(row.standing, row.stated):
            message = _("Row %(number)s: the order repeats its words about the deadline, so the days in force stay.")
            yield message % {"number": row.number}


def _strange(rows: Sequence[PlannedRow], standing: Sequence[Standing]) -> Iterator[str]:
    """That hardly any row was known again: the file may be another one."""
    if HALF * _known_again(rows) < len(standing):
        yield _("Less than half of the roadmap's rows are in the order. Is it the right file?")


def _known_again(rows: Sequence[PlannedRow]) -> int:
    return sum(row.standing is not None for row in rows)


def _faults(plan: Plan, records: RoadmapRecords) -> Faults:
    found: Faults = {}

    def add(field: str, message: str) -> None:
        found.setdefault(field, []).append(message)

    try:
        moments.check_has_come(plan.on)
    except ValidationError as error:
        found |= error.message_dict
    for field, message in (*_head_faults(plan, records), *_row_faults(plan, records)):
        add(field, message)
    if not any(row.fate is not Fate.KEPT for row in plan.differences) and not found:
        add(NON_FIELD_ERRORS, _("The order changes nothing on the roadmap of that day."))
    return found


def _head_faults(plan: Plan, records: RoadmapRecords) -> Iterator[tuple[str, str]]:
    head, roadmap = plan.order.head, plan.roadmap
    if not head.number or not head.date:
        yield "order", _("The number and the date of the order are not readable; both are needed.")
        return
    orders: list[tuple[int, str, dt.date | None, dt.date | None]] = [
        (1, roadmap.order_number, roadmap.order_date, None)
    ]
    orders += [(one.version, one.order_number, one.order_date, one.since) for one in records.amendments]
    for version, number, day, _since in orders:
        if (number, day) == (head.number, head.date):
            message = _("This order is in force already: it is that of version %(version)d.")
            yield "order", message % {"version": version}
    _version, number, day, since = orders[-1]
    if day and head.date < day:
        message = _("The order is of %(day)s; the version it would follow rests on order No. %(number)s of %(before)s.")
        said = {"day": numbers.day(head.date), "number": number, "before": numbers.day(day)}
        yield "order", message % said
    if since and plan.on < since:
        message = _("The version before is in force from %(day)s on; the next cannot begin earlier.")
        yield "on", message % {"day": numbers.day(since)}


def _row_faults(plan: Plan, records: RoadmapRecords) -> Iterator[tuple[str, str]]:
    if not plan.rows:
        yield "rows", _("No row would be left.")
    standing = [*(row.standing for row in plan.rows if row.standing), *plan.removed]
    if HALF * _known_again(plan.rows) < len(standing) and not any(row.texts for row in standing):
        message = _(
            "The own words of the order in force are not attached, and by our titles hardly a row is known again. "
            "Attach that order first: opora roadmap import FILE --commit."
        )
        yield "rows", message
    for number, times in Counter(row.number for row in plan.rows).items():
        if not number:
            lines = [str(row.stated.line) for row in plan.rows if not row.number and row.stated]
            told = ", ".join([*lines[:NAMED], *(["…"] if len(lines) > NAMED else [])])
            yield "rows", _("A row of the order has no number (line %(lines)s): give it one.") % {"lines": told}
        elif times > 1:
            message = _("Number %(number)s would stand %(times)d times: each row needs its own.")
            yield "rows", message % {"number": number, "times": times}
    for row in plan.rows:
        if len(row.title_ru) > TITLE or len(row.number) > NUMBER:
            message = _("Row %(number)s: its title or number is too long (%(title)d and %(n)d characters at most).")
            yield "rows", message % {"number": row.number[:NUMBER], "title": TITLE, "n": NUMBER}
        redefined = row.periods is not None or any(one.redefined for one in row.indicators.rows)
        later = records.latest_act(row.standing.worded.action.pk) if row.standing and redefined else None
        if later and later > plan.on:
            message = _("Row %(number)s: an act of %(day)s changed it later; an order cannot come in before it.")
            yield "on", message % {"number": row.number, "day": numbers.day(later)}
