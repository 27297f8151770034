"""Each rule by itself: on a small order that has the fault, and on one that has not."""

from pathlib import Path

import pytest

from opora.orders import Order, read_order
from opora.orders.lint import RULES
from opora.orders.lint.rules import listed, rule
from opora.orders.order import Severity

ROOT = Path(__file__).parents[2]
HEAD = """ПРИКАЗ
01.02.2023
№ 5
О плане помощи на 2023 год: дорожная карта
приказываю:
1. Принять план.
Министр
М.А. Синицына
ПРИЛОЖЕНИЕ
к приказу от 01.02.2023 № 5
План помощи
"""
HEADER = "№\tДействие\tСрок\tИсполнители\tПоказатель\tИнформационное сопровождение"
USUAL = ("Собрание учителей", "март 2023", "Министерство", "Доля школ проекта, принявших участие, не менее 80 %")
LINK = "https://a.example/page"


def order(*rows: dict[str, str], head: str = HEAD) -> Order:
    """An order with these rows; what a row does not tell is usual, titles differ by number."""
    lines = []
    for place, row in enumerate(rows, 1):
        title, periods, executors, indicators = USUAL
        usual = {
            "number": f"{place}.", "title": f"{title} {place}", "periods": periods, "executors": executors,
            "indicators": indicators, "links": LINK,
        }  # fmt: skip
        lines.append("\t".join((usual | row).values()))
    return read_order("\n".join([head, HEADER, *lines]).encode(), "order.txt")


def codes(found: Order) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.action) for finding in found.findings]


def test_a_faultless_order_has_no_findings() -> None:
    assert codes(order({}, {"periods": "апрель 2023"}, {"periods": "май 2023 (по отдельному плану)"})) == []


FAULTS: list[tuple[str, str | None, list[dict[str, str]]]] = [
    ("R-02", "1", [{"periods": "15.01.2023"}]),
    ("R-03", "2", [{"periods": "до 20.12.2023"}, {"periods": "01.12.2023", "indicators": "Итоговый отчёт"}]),
    ("R-04", "2", [{"periods": "апрель 2023"}, {"periods": "март 2023"}]),
    (
        "R-05",
        "2",
        [
            {"title": "Конференция", "indicators": "Доля школ проекта, принявших участие в конференции, не менее 5 %"},
            {"title": "Круглый стол", "indicators": "Доля школ проекта, принявших участие в конференции, не менее 5 %"},
        ],
    ),
    (
        "R-06",
        "1",
        [
            {
                "title": "Проверка муниципальных планов работы",
                "indicators": "Не менее 5 пунктов регионального плана работы",
            }
        ],
    ),
    ("R-07", "1", [{"indicators": "Доля школ проекта, принявших участие"}]),
    (
        "R-08",
        "1",
        [
            {
                "title": "Сбор кураторов и педагогов",
                "indicators": "Доля кураторов, координаторов, принявших участие, не менее 5 %",
            }
        ],
    ),
    ("R-09", "1", [{"title": "Разработка и утверждение муниципальных планов"}]),
    ("R-10", "2", [{"title": "Собрание"}, {"title": "«Собрание»"}]),
    ("R-11", "2", [{}, {"indicators": "Доля школ, принявших участие, не менее 5 %"}]),
    ("R-12", "1", [{"title": "Собрание учи-"}]),
    ("R-14", "1", [{"periods": "март 2023 (по отделному плану)"}]),
    ("R-15", "1", [{"indicators": "Доля школ проекта, закрытых новые классы, не менее 5 %"}]),
    ("R-15", "1", [{"indicators": "Доля школ проекта, новых программ, принятые советом, не менее 5 %"}]),
    ("R-16", "1", [{"title": "Составление районных карт (далее – «дорожная карта»)"}]),
    (
        "R-17",
        "1",
        [{"title": "Подбор учебных программ и контрольных заданий", "indicators": "Подготовлены учебные программы"}],
    ),
    ("R-18", "1", [{"links": "-"}]),
    ("R-19", "1", [{"links": "https://disk.yandex.ru/i/1"}]),
    ("R-20", "1", [{"links": "https://a.example/ind-ex.php/one.html"}]),
    (
        "R-21",
        "3",
        [
            {"links": "https://web-ae.example/"},
            {"links": "https://web-ae.example/"},
            {"links": "https://web-ac.example/"},
        ],
    ),
    ("R-22", None, [{"links": "https://a.example/meropriyatiya"}, {"links": "https://a.example/meropriyatija"}]),
    ("R-23", "1", [{"title": "Сбор участников 2022 и 2023 гг."}]),
    (
        "R-24",
        "2",
        [
            {"indicators": "Доля директоров ШНОР проекта, принявших участие, не менее 5 %"},
            {"indicators": "Доля директоров ОО проекта, принявших участие, не менее 5 %"},
        ],
    ),
    ("R-25", "1", [{"executors": "Министерство,"}]),
    ("R-26", "1", [{"title": "Проверка документов (второй этап)"}]),
    ("R-27", "1", [{"indicators": "Доля школ проекта с наставником на краевом и районном уровнях, не менее 5 %"}]),
    ("R-30", None, [{}, {"number": ""}]),
    ("R-31", "1", [{}, {"number": "1."}]),
    ("R-32", "5", [{}, {"number": "5."}]),
    ("R-33", "1", [{"periods": "31.02.2023"}]),
    ("R-34", "1", [{"indicators": "-"}]),
    ("R-35", "1", [{"executors": "Кто-нибудь"}]),
    ("R-36", "1", [{"indicators": "Всем стало лучше"}]),
    ("R-37", "2", [{}, {"executors": ""}]),
]


@pytest.mark.parametrize(("code", "action", "rows"), FAULTS)
def test_a_rule_sees_its_fault(code: str, action: str | None, rows: list[dict[str, str]]) -> None:
    assert (code, action) in codes(order(*rows))


def test_dates_that_differ() -> None:
    assert codes(order({}, head=HEAD.replace("от 01.02.2023", "от 11.02.2023"))) == [("R-01", None)]


def test_a_second_link_in_a_row_of_its_own() -> None:
    text = "\n".join([HEAD, HEADER, "1.\tСобрание\t\t\t\t", "\t\t\t\t\thttps://a.example/two"])
    assert ("R-13", "1") in codes(read_order(text.encode(), "order.txt"))


@pytest.mark.parametrize("lost", ["01.02.2023\n", "№ 5\n", "О плане помощи на 2023 год: дорожная карта\n"])
def test_an_incomplete_head(lost: str) -> None:
    assert codes(order({}, head=HEAD.replace(lost, "", 1))) == [("R-38", None)]


def test_text_between_rows() -> None:
    text = "\n".join([HEAD, HEADER, "Примечание без места", "1.\t" + "\t".join([*USUAL, LINK])])
    assert codes(read_order(text.encode(), "order.txt")) == [("R-39", None)]


def test_every_rule_has_a_test_and_a_line_in_the_documentation() -> None:
    tested = {code for code, _action, _rows in FAULTS} | {"R-01", "R-13", "R-38", "R-39"}
    assert tested == set(RULES)
    page = (ROOT / "docs" / "lint-codes.md").read_text("utf-8")
    documented = [line for line in page.splitlines() if line.startswith("| R-")]
    expected = [f"| {code} | {found.severity.value} | {found.check.__doc__} |" for code, found in sorted(RULES.items())]
    assert documented == expected


def test_severities() -> None:
    assert {code for code, found in RULES.items() if found.severity is Severity.ERROR} == {
        "R-01", "R-12", "R-30", "R-31", "R-33", "R-34",
    }  # fmt: skip


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="R-01"):
        rule("R-01", Severity.NOTE)(lambda _order: iter(()))


def test_findings_stand_by_row_and_code() -> None:
    found = order({"links": "-", "indicators": "-"}, {"links": "-", "periods": "15.01.2023"})
    assert codes(found) == [("R-18", "1"), ("R-34", "1"), ("R-02", "2"), ("R-04", "2"), ("R-18", "2")]


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (["1", "2", "3", "5"], "1–3, 5"),
        (["1", "2"], "1, 2"),
        (["1.1", "1.2"], "1.1, 1.2"),
        (["7", "line 9", "8"], "7, line 9, 8"),
        ([], ""),
    ],
)
def test_numbers_are_listed_shortly(numbers: list[str], text: str) -> None:
    assert listed(numbers) == text
