"""A plan of two thousand rows is linted in a time that grows with its rows, not with their square."""

import datetime as dt
import random
import time

from opora.orders import Order
from opora.orders.lint import lint
from opora.orders.reading import read_order
from tests.orders.small_orders import HEAD, HEADER

SECONDS = 1.5
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


def test_two_thousand_rows() -> None:
    order = big_order()
    start = time.process_time()
    found = lint(order)
    assert time.process_time() - start < SECONDS
    assert len(order.actions) == 2000
    assert len({finding.code for finding in found}) >= 15
