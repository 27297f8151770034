"""A long plan is read and linted as a short one."""

import datetime as dt
import random

from opora.orders import Order
from opora.orders.reading import read_order
from tests.orders.small_orders import HEAD, HEADER

KINDS = ("Конференция", "Круглый стол", "Семинар", "Форум", "Конкурс")
BODIES = ("Министерство", "Институт", "МОУО", "Институт, ЦРОД", "Дроздов А.Б.", "")


def big_order(rows: int = 2000) -> Order:
    """Rows as they come in long plans: many alike, many with faults, each with an address nearly like others."""
    luck = random.Random(7)  # noqa: S311 - the same order each time
    lines = []
    for place in range(1, rows + 1):
        day = dt.date(2023, 1, 1) + dt.timedelta(days=luck.randrange(400))
        kind, other = luck.choice(KINDS), luck.choice(KINDS)
        short = "".join(luck.choices("АБВГДЕЖЗИК", k=4))
        report = place % 40 == 0
        lines.append(
            "\t".join(
                (
                    f"{place}.",
                    f"{kind} руководителей и педагогов {place % 300}, второй этап новых программ и учебных планов",
                    f"{day:%d.%m.%Y}",
                    luck.choice(BODIES),
                    "Итоговый отчёт" if report else f"Доля педагогов {short} школ, принявших участие в {other.lower()}",
                    f"http{'s' * (place % 2)}://a.example/sobytiya/{luck.choice('абвгд')}{place % 700:x}-programma",
                )
            )
        )
    return read_order("\n".join([HEAD, HEADER, *lines]).encode(), "order.txt")


def test_a_long_plan() -> None:
    order = big_order(300)
    assert len(order.actions) == 300
    assert len({finding.code for finding in order.findings}) >= 13
