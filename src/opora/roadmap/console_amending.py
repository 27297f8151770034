"""What `opora roadmap amend` and `opora roadmap versions` print."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.core import clock, numbers
from opora.indicators.context import History
from opora.roadmap.amending import Plan, RowDifference, ToldVersion, differences_data
from opora.roadmap.amending.wording import counts_text, fate_text, field_text, number_text
from opora.roadmap.loading import RoadmapRecords, roadmap_records
from opora.roadmap.models import Roadmap
from opora.roadmap.outline import Amendment


def plan_data(plan: Plan, written: int | None) -> dict[str, Any]:
    """The JSON of `amend`; `written` is the number of the version that was made."""
    head = plan.order.head
    return {
        "order": {"number": head.number, "date": head.date},
        "on": plan.on,
        "whole": plan.whole,
        "version": written,
        **differences_data(plan.differences),
        "notes": list(plan.notes),
        "faults": [{"field": field, "message": text} for field, texts in plan.faults.items() for text in texts],
    }


def plan_lines(plan: Plan) -> Iterator[str]:
    """The plan for people: what differs row by row, what somebody has to decide, what hinders it."""
    said = {"day": numbers.day(plan.on)}
    yield (_("From %(day)s on, the whole table:") if plan.whole else _("From %(day)s on, only these rows:")) % said
    yield from difference_lines(plan.differences)
    yield from (f"  {note}" for note in plan.notes)
    yield from (_("Hindered: %(text)s") % {"text": text} for texts in plan.faults.values() for text in texts)


def difference_lines(rows: Sequence[RowDifference]) -> Iterator[str]:
    """Rows that are not as they were, then the counts."""
    for row in rows:
        if row.altered or row.number != row.was or not row.was:
            yield f"  {number_text(row)} {fate_text(row.fate)}: {row.title}"
        for one in row.altered:
            yield f"      {field_text(one.field)}: {one.before or numbers.NOTHING} → {one.after or numbers.NOTHING}"
    yield counts_text(rows)


def records_of(roadmap: Roadmap) -> RoadmapRecords:
    """Everything known now of a roadmap."""
    records = History(roadmap.programme, clock.now()).once(roadmap_records)
    assert records is not None, "a roadmap that is there is known now"
    return records


def versions_data(roadmap: Roadmap, told: Iterable[ToldVersion]) -> list[dict[str, Any]]:
    """The JSON of `versions`, the latest first; the first version has no rows of its own."""
    later = [
        {**_order_data(one.amendment), "counts": one.counts, "rows": differences_data(one.rows)["rows"]} for one in told
    ]
    order = {"number": roadmap.order_number or None, "date": roadmap.order_date}
    return [*later, {"version": 1, "order": order, "since": None, "counts": None, "rows": []}]


def versions_lines(roadmap: Roadmap, told: Iterable[ToldVersion]) -> Iterator[str]:
    """The versions for people, the latest first."""
    for one in told:
        amendment = one.amendment
        said = {
            "version": amendment.version,
            "number": amendment.order_number,
            "day": numbers.day(amendment.order_date),
            "since": numbers.day(amendment.since),
        }
        yield _("Version %(version)d: order No. %(number)s of %(day)s, in force from %(since)s") % said
        yield from difference_lines(one.rows)
    day = numbers.day(roadmap.order_date) if roadmap.order_date else numbers.NOTHING
    yield _("Version 1: order No. %(number)s of %(day)s") % {
        "number": roadmap.order_number or numbers.NOTHING,
        "day": day,
    }


def read_formulas(given: Iterable[str]) -> dict[str, str]:
    """Sentences given as ROW=SENTENCE. ValidationError for anything else."""
    found: dict[str, str] = {}
    for text in given:
        row, equals, sentence = text.partition("=")
        if not equals or not row.strip() or not sentence.strip():
            raise ValidationError(_("Write a formula like this: 12=count(requests())."))
        found[row.strip()] = sentence.strip()
    return found


def _order_data(amendment: Amendment) -> dict[str, Any]:
    order = {"number": amendment.order_number, "date": amendment.order_date}
    return {"version": amendment.version, "order": order, "since": amendment.since}


def default_day(given: dt.date | None, signed: dt.date | None) -> dt.date:
    """The day asked for, else that of the order, else today."""
    return given or signed or clock.today()
