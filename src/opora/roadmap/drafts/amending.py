"""A draft of an order that changes the roadmap in force: whether it is one, and what it would change."""

import datetime as dt
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from opora.core import clock
from opora.orders.order import Order
from opora.roadmap.amending import Plan, preview_amendment
from opora.roadmap.amending.comparing import PlannedRow
from opora.roadmap.drafts.keys import Key
from opora.roadmap.drafts.work import Work
from opora.roadmap.models import Field, Roadmap, RoadmapVersion


@dataclass(frozen=True, slots=True)
class Extent:
    """From which day the order is in force, and whether it states the whole table; None goes by the order itself."""

    on: dt.date
    whole: bool | None = None

    @classmethod
    def of(cls, order: Order) -> "Extent":
        """What the order itself says."""
        return cls(order.head.date or clock.today())


def amends(order: Order, roadmap: Roadmap | None) -> bool:
    """Whether an order is another one than those that the roadmap rests on."""
    head = order.head
    if roadmap is None or not roadmap.order_number or not head.number:
        return False
    versions = RoadmapVersion.objects.standing().filter(roadmap=roadmap).values_list("order_number", "order_date")
    return (head.number, head.date) not in {(roadmap.order_number, roadmap.order_date), *versions}


def attached(work: Work) -> Order:
    """The order as it goes to the rows of a roadmap: read as corrected, in the words of the document."""
    rows = zip(work.order.actions, work.read.actions, strict=True)
    return replace(work.order, actions=tuple(replace(now, raw=read.raw) for now, read in rows))


def planned(work: Work, roadmap: Roadmap, extent: Extent) -> Plan:
    """The amendment as it would be written."""
    return preview_amendment(roadmap=roadmap, order=attached(work), on=extent.on, whole=extent.whole)


def unconfirmed(work: Work, plan: Plan) -> list[str]:
    """What has to be said before: the formulas by which the amendment would count, in words of people."""
    places = {action.source.line: row for row, action in enumerate(work.order.actions, start=1)}
    wanted = [key for row in plan.rows for key in _formulas(work, row, places) if not work.confirmed(key)]
    if not wanted:
        return []
    rows = ", ".join(dict.fromkeys(work.row(key.row).number or str(key.row) for key in wanted))
    told = ngettext("confirm %(n)d formula (rows %(rows)s)", "confirm %(n)d formulas (rows %(rows)s)", len(wanted))
    return [told % {"n": len(wanted), "rows": rows}]


def _formulas(work: Work, planned_row: PlannedRow, places: dict[int, int]) -> list[Key]:
    """The formulas of a row that the amendment writes: of indicators that are new or counted otherwise."""
    stated = planned_row.stated
    row = places.get(stated.line) if stated else None
    if row is None:
        return []
    counted = zip(work.positions(row), planned_row.indicators.rows, strict=False)
    return [Key(row, Field.FORMULA, place) for place, one in counted if one.formula and not one.stays]
