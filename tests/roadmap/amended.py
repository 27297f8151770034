"""Orders of our own for the small programme: the one that approved it, and some that amend it."""

import datetime as dt

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.orders import Order, read_order
from opora.roadmap import actions
from opora.roadmap.models import Roadmap, RoadmapVersion
from tests.roadmap.small_order import COLUMNS

FIRST = (
    "1.\tСовещание с руководителями управлений\t15.12.2021\tМинистерство\tДоля участвовавших руководителей\t–",
    "4.\tНазначение координаторов в районах\t08.02.2022\tМинистерство\tДоля районов с координатором 100%\t–",
    "5.\tПодбор кураторов для школ\t08.02.2022\tМинистерство\tДоля школ, в которых назначены кураторы\t–",
    "33.\tКак идут дорожные карты\t01.08.2022 – 30.08.2022\tМинистерство\tДоля исполненных действий\t–",
    (
        "35.\tПубликация пособия\tапрель 2022 (по отдельному плану)\tМинистерство, АИРО\t"
        "Не менее 2 школ с куратором; утверждено пособие\thttps://example.org/guide"
    ),
)
NEW = (
    "6.\tПовторный подбор кураторов\t31.05.2022\tАИРО\tДоля школ, в которых назначены кураторы\thttps://example.org/new"
)
"""A row of which a formula is proposed."""
FORMULA = "share(schools(current), curator_appointed())"
ON = dt.date(2022, 5, 16)
NOW = dt.datetime(2022, 6, 1, 9, tzinfo=dt.UTC)


def numbered(*rows: str) -> tuple[str, ...]:
    """The rows numbered anew from 1, as an authority would print them."""
    return tuple(f"{place}.\t{row.partition(chr(9))[2]}" for place, row in enumerate(rows, start=1))


def order(*rows: str, number: str = "12", day: str = "15.05.2022", points: str = "") -> Order:
    """An order of these rows; `points` stand after ПРИКАЗЫВАЮ, each on a line of its own."""
    told = f"ПРИКАЗЫВАЮ:\n\n{points}\n\nПриложение\n\n" if points else ""
    head = f"ПРИКАЗ\n\n{day} г.\n\n№ {number}\n\nО внесении изменений в дорожную карту на 2022 год\n\n{told}"
    return read_order((head + "\n".join([COLUMNS, *rows]) + "\n").encode(), "order.txt")


def attach(roadmap: Roadmap, at: dt.datetime = NOW) -> None:
    """The order that approved the programme, in its own words."""
    with clock.at(at):
        first = order(*FIRST, number="7", day="28.02.2022")
        actions.import_order(order=first, programme=roadmap.programme, by=SYSTEM)


def amend(roadmap: Roadmap, *rows: str, on: dt.date = ON, at: dt.datetime = NOW, **more: object) -> RoadmapVersion:
    """An amendment by these rows."""
    given = {name: more.pop(name) for name in ("whole", "formulas") if name in more}
    with clock.at(at):
        return actions.amend_roadmap(roadmap=roadmap, order=order(*rows, **more), on=on, by=SYSTEM, **given)  # type: ignore[arg-type] # as the action takes them


def inserted() -> tuple[str, ...]:
    """A row put in as the third of six, all numbered from 1."""
    return numbered(*FIRST[:2], NEW, *FIRST[2:])
