"""Small orders for tests of the linter: usual rows, and cases of a fault with a near miss beside it."""

from dataclasses import dataclass, field

from opora.orders import Order, read_order
from opora.orders.columns import Column

HEAD = """ПРИКАЗ
01.02.2023
№ 5
О плане помощи на 2023 год: дорожная карта
приказываю:
1. Принять план.
2. Контроль за исполнением возложить на Дроздова А.Б.
Министр
М.А. Синицына
ПРИЛОЖЕНИЕ
к приказу от 01.02.2023 № 5
План помощи
"""
HEADER = "№\tДействие\tСрок\tИсполнители\tПоказатель\tИнформационное сопровождение"
USUAL = ("Собрание учителей", "март 2023", "Министерство", "Доля школ проекта, принявших участие, не менее 80 %")
LINK = "https://a.example/page"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Case:
    """Rows in which a rule finds its fault at an action, and rows in which it does not.

    `head` and `near_head` are pieces of the usual head and what stands in their place.
    """

    code: str
    action: str | None
    rows: Rows
    near: Rows | None = None
    place: Column | None = None
    mend: str | None = None
    head: dict[str, str] = field(default_factory=dict)
    near_head: dict[str, str] = field(default_factory=dict)

    @property
    def faulty(self) -> Order:
        return order(*self.rows, head=_head(self.head))

    @property
    def faultless(self) -> Order:
        return order(*(self.rows if self.near is None else self.near), head=_head(self.near_head))


def order(*rows: dict[str, str], head: str = HEAD) -> Order:
    """An order with these rows; what a row does not tell is usual, titles differ by number. `section`: a row above."""
    lines = []
    for place, row in enumerate(rows, 1):
        title, periods, executors, indicators = USUAL
        usual = {
            "number": f"{place}.", "title": f"{title} {place}", "periods": periods, "executors": executors,
            "indicators": indicators, "links": LINK,
        }  # fmt: skip
        if "section" in row:
            lines.append("\t".join(["", row["section"], "", "", "", ""]))
        lines.append("\t".join((usual | {name: text for name, text in row.items() if name != "section"}).values()))
    return read_order("\n".join([head, HEADER, *lines]).encode(), "order.txt")


def codes(found: Order) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.action) for finding in found.findings]


def _head(changes: dict[str, str]) -> str:
    head = HEAD
    for old, new in changes.items():
        assert old in head
        head = head.replace(old, new)
    return head
