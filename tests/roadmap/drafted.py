"""A draft of a small order in words of our own, and what people say of it."""

from io import BytesIO

from opora.core.actors import SYSTEM
from opora.orders import Order
from opora.organisations.models import Region
from opora.roadmap import drafts
from opora.roadmap.drafts import Key, Work
from opora.roadmap.models import Field, OrderDraft
from tests.roadmap.small_order import COLUMNS

HEAD = """ПРИКАЗ

28.02.2023 г.

№ 12

О дорожной карте на 2023 год

"""
ROWS = (
    (
        "1.\tНазначение координаторов\t10.02.2023\tМинистерство\t"
        "Доля муниципалитетов, в которых назначены координаторы\thttps://example.org/one"
    ),
    "2.\tПодбор кураторов\tмарт 2023\tМинистерство, Совет наставников\tДоля школ, в которых назначены кураторы\t–",
    "3.\tПубликация пособия\t31.02.2023\tАИРО\tНе менее 3 публикаций о работе круж-\thttps://example.org/three",
)


def text(*rows: str, head: str = HEAD) -> str:
    return head + "\n".join([COLUMNS, *(rows or ROWS)]) + "\n"


def bring(region: Region, *rows: str, year: int | None = None, head: str = HEAD, name: str = "order.txt") -> OrderDraft:
    """A document that somebody brought, read at once."""
    return drafts.begin(
        content=BytesIO(text(*rows, head=head).encode()), name=name, region=region, year=year, by=SYSTEM
    )


def say(draft: OrderDraft, row: int, field: Field, value: str, position: int = 0) -> None:
    drafts.correct_cell(draft=draft, key=Key(row, field, position), text=value, by=SYSTEM)


def order(draft: OrderDraft) -> Order:
    return Work.of(draft).order
