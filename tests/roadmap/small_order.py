"""An order for the small programme, in words of our own: it lacks row 1, has a row 99, and differs in some cells."""

from opora.orders import Order, read_order

HEAD = """ПРИКАЗ

28.02.2022 г.

№ 7

О дорожной карте на 2022 год

"""
COLUMNS = "№ п/п\tОписание действий\tСроки реализации\tИсполнители\tПоказатель реализации\tИнформационное сопровождение"
ROWS = (
    (
        "4.\tНазначение координаторов в районах\t10.02.2022\tМинистерство\tНазначены муниципальные координаторы\t"
        "https://example.org/four"
    ),
    "5.\tПодбор кураторов для школ\t08.02.2022\tМинистерство\tДоля школ, в которых назначены кураторы\t–",
    (
        "33.\tКак идут дорожные карты\t01.08.2022 – 30.08.2022\tМинистерство, АИРО\t"
        "Доля исполненных действий дорожной карты\thttps://example.org/a https://example.org/b"
    ),
    "35.\tПубликация пособия\tапрель 2022\tМинистерство, АИРО\tНе менее 3 школ подготовили опыт\t–",
    "99.\tСовсем новое действие\tмай 2022\tАИРО\tЧисло обращений\t–",
)


def text(*rows: str) -> str:
    return HEAD + "\n".join([COLUMNS, *(rows or ROWS)]) + "\n"


def small_order(*rows: str) -> Order:
    return read_order(text(*rows).encode(), "order.txt")
