"""Cells read one by one: executors, indicators, links, the head of an order."""

import datetime as dt

import pytest

from opora.orders.columns import Column
from opora.orders.document import Paragraph
from opora.orders.executors import codes, executors
from opora.orders.head import read_head
from opora.orders.hyphens import joined
from opora.orders.links import compare_links, read_links
from opora.orders.measures import kind_of, minimum_of, split_indicators
from opora.orders.order import Definition, Kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Министерство", ["Министерство"]),
        ("Министерство, АИРО", ["Министерство", "АИРО"]),
        ("Министерство; АИРО\nшколы", ["Министерство", "АИРО", "школы"]),
        ("Министерство,", ["Министерство"]),
        ("Министерство образования (далее – «Министерство»)", ["Министерство образования"]),
        ("Центр (далее - Центр), МОУО (по согласованию)", ["Центр", "МОУО"]),
        ("ГАУ «Центр оценки, мониторинга и права», АИРО", ["ГАУ «Центр оценки, мониторинга и права»", "АИРО"]),
        ("Отделы (города, районы), школы", ["Отделы (города, районы)", "школы"]),
        ("АИРО им. А.Б. Дроздова", ["АИРО им. А.Б. Дроздова"]),
        ("АИРО, АИРО", ["АИРО"]),
        ("-", []),
        ("", []),
    ],
)
def test_executors(text: str, names: list[str]) -> None:
    assert list(executors(text)) == names


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Министерство образования", "ministry"),
        ("Департамент образования области", "ministry"),
        ("АИРО", "institute"),
        ("ГАУ ДПО «Институт развития образования»", "institute"),
        ("ЦНППМ", "cnppm"),
        ("Центр непрерывного повышения профессионального мастерства института", "cnppm"),
        ("МОУО", "municipality"),
        ("Отделы образования районов", "municipality"),
        ("муниципальные координаторы", "coordinator"),
        ("кураторы ШНОР", "curator"),
        ("руководители школ", "school_head"),
        ("руководители МОУО", "municipal_head"),
        ("ШНОР", "school"),
        ("общеобразовательные организации", "school"),
    ],
)
def test_codes_of_executors(name: str, code: str) -> None:
    assert codes((name,)) == (code,)


def test_an_abbreviation_means_what_the_order_says() -> None:
    known = [Definition("МКЦ", "Министерство культуры и школ")]
    assert codes(("МКЦ", "«МКЦ»", "Кто-то ещё"), known) == ("ministry",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Доля школ, принявших участие", 1),
        ("Количество запросов (обращений), количество сетевых консультаций", 2),
        ("Доля школ, принявших участие; проведено не менее 5 занятий.", 2),
        ("Не менее 5 школ, принявших участие, не менее 5 кураторов", 2),
        ("Доля школ, принявших участие, не менее 5 кураторов подготовили рассказ", 2),
        ("Проведено не менее 4 семинаров, не менее 80 % команд приняли участие", 2),
        ("Доля школ, принявших участие, не менее 80 % от общего числа школ", 1),
        ("Количество запросов, не менее 10 в месяц", 1),
        ("Проведение встреч, не менее 2 раз в месяц", 1),
        ("Доля школ, принявших участие, не менее 80 %", 1),
        ("Доля школ, число учеников которых больше ста, прошедших проверку", 1),
        ("Доля школ, в которых завершён опрос, проведено собрание", 1),
        ("Разработан план, утверждён состав совета", 2),
        ("Доля школ, доля учителей, прошедших курсы", 2),
        ("-", 0),
        (";;", 0),
    ],
)
def test_indicators_are_split(text: str, parts: int) -> None:
    assert len(split_indicators(text)) == parts


@pytest.mark.parametrize(
    ("text", "kind", "minimum", "per"),
    [
        ("Доля школ, принявших участие", Kind.SHARE, None, None),
        ("Доля школ, принявших участие, не менее 80 %", Kind.SHARE, 80, None),
        ("Доля школ, принявших участие – 100%", Kind.SHARE, 100, None),
        ("Доля школ не ниже 75,5 %", Kind.SHARE, 75.5, None),
        ("Доля школ с низкими результатами не более 5 %", Kind.SHARE, None, None),
        ("Доля слабых школ не более чем 5 %", Kind.SHARE, None, None),
        ("Доля слабых школ менее 5 %", Kind.SHARE, None, None),
        ("Доля слабых школ до 5 %", Kind.SHARE, None, None),
        ("Увеличение доли школ до 50 %", Kind.GROWTH, 50, None),
        ("Не менее пятнадцати школ", Kind.MINIMUM, 15, None),
        ("Не менее двух третей школ", Kind.MINIMUM, None, None),
        ("Доля школ, где доля отличников более 50 %", Kind.SHARE, 50, None),
        ("100 % школ прошли опрос", Kind.SHARE, 100, None),
        ("Процент учителей", Kind.SHARE, None, None),
        ("Удельный вес школ", Kind.SHARE, None, None),
        ("Число школ", Kind.COUNT, None, None),
        ("Количество запросов, не менее 1 000", Kind.COUNT, 1000, None),
        ("Не менее 2 сообщений в месяц", Kind.MINIMUM, 2, "month"),
        ("Не менее одного занятия в квартал", Kind.MINIMUM, 1, "quarter"),
        ("Не менее 5-ти школ", Kind.MINIMUM, 5, None),
        ("проведено не менее пяти занятий", Kind.MINIMUM, 5, None),
        ("Не менее чем 3 школы", Kind.MINIMUM, 3, None),
        ("Координаторы назначены", Kind.DOCUMENT, None, None),
        ("Утверждён состав совета", Kind.DOCUMENT, None, None),
        ("Разработаны шаблоны", Kind.DOCUMENT, None, None),
        ("Аналитический отчёт", Kind.DOCUMENT, None, None),
        ("Макет пособия", Kind.DOCUMENT, None, None),
        ("Положительная динамика доли школ", Kind.GROWTH, None, None),
        ("Рост доли школ", Kind.GROWTH, None, None),
        ("Хорошее настроение", Kind.OTHER, None, None),
    ],
)
def test_kinds_and_minimums(text: str, kind: Kind, minimum: float | None, per: str | None) -> None:
    assert kind_of(text) is kind
    assert minimum_of(text) == (minimum, per)


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.example/one/", ["https://a.example/one/"]),
        ("http://a.example, http://b.example.", ["http://a.example", "http://b.example"]),
        ("смотрите https://a.example/one (сайт)", ["https://a.example/one"]),
        ("(https://a.example/one)", ["https://a.example/one"]),
        ("www.a-site.ru/one", ["http://www.a-site.ru/one"]),
        ("a-site.ru/one", ["http://a-site.ru/one"]),
        ("https: //a.example/one", ["https://a.example/one"]),
        ("https://a.example/ one_two.html", ["https://a.example/one_two.html"]),
        ("https://a.example/long- name.html", ["https://a.example/longname.html"]),
        ("https://a.example/ind-ex.php/one.html", ["https://a.example/index.php/one.html"]),
        ("https://a.example/one https://a.example/one", ["https://a.example/one"]),
        ("https://d.example/d/1/edit#gid=0", ["https://d.example/d/1/edit#gid=0"]),
        ("-", []),
        ("сайт института", []),
    ],
)
def test_links(text: str, addresses: list[str]) -> None:
    links = read_links([text])
    assert [link.address for link in links] == addresses
    assert all((link.written == link.address) == (not link.repairs) for link in links)


def test_an_unbroken_address_has_no_repairs() -> None:
    (link,) = read_links(["https://a.example/some-page_two.html?x=1"])
    assert link.repairs == ()


def test_the_order_as_a_whole_tells_a_misread_host_and_a_hyphen() -> None:
    texts = [
        "https://web-ae.example/a",
        "https://web-ae.example/a",
        "https://web-ac.example/a",
        "https://web-ae.example/-a",
    ]
    rows = compare_links([read_links([text]) for text in texts])
    assert [link.address for row in rows for link in row] == ["https://web-ae.example/a"] * 4


@pytest.mark.parametrize(
    "other",
    ["https://web-ax.example/a", "https://web-ac.example/b", "https://web-aee.example/a", "https://other.example/a"],
)
def test_hosts_that_may_well_differ_are_left_alone(other: str) -> None:
    rows = compare_links([read_links([text]) for text in ["https://web-ae.example/a"] * 3 + [other]])
    assert rows[3][0].address == other


@pytest.mark.parametrize(
    ("pieces", "text", "repairs"),
    [
        (["круг-", "лый стол"], "круглый стол", 1),
        (["круг-"], "круг-", 0),
        (["интернет- и радиосвязь"], "интернет- и радиосвязь", 0),
        (["по отдель- ному плану"], "по отдельному плану", 1),
        (["онлайн-семинар"], "онлайн-семинар", 0),
        (["Одно", "Другое"], "Одно\nДругое", 0),
        (["одно", "другое"], "одно другое", 0),
    ],
)
def test_pieces_are_joined(pieces: list[str], text: str, repairs: int) -> None:
    assert joined(pieces, Column.TITLE, "\n")[0] == text
    assert len(joined(pieces, Column.TITLE, "\n")[1]) == repairs


def head(text: str) -> list[Paragraph]:
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    return [Paragraph(line, number, 1) for number, line in lines if line]


def test_the_head_of_an_order_without_blank_lines() -> None:
    found = read_head(
        head(
            """МИНИСТЕРСТВО
            ПРИКАЗ
            от 5 марта 2023 г. № 12-п
            Об утверждении
            плана на 2023/2024 учебный год
            Руководствуясь письмом от 01.02.2023 № 7,
            приказываю:
            1. Утвердить план,
            который приложен.
            2. Контроль за исполнением приказа оставляю за собой.
            Министр                    И.И. Чижова
            Приложение 1
            к приказу от 06.03.2023 № 12-п
            План работы"""
        )
    )
    assert (found.number, found.date) == ("12-п", dt.date(2023, 3, 5))
    assert found.title == "Об утверждении плана на 2023/2024 учебный год"
    assert found.basis == "Руководствуясь письмом от 01.02.2023 № 7"
    assert found.points == ("Утвердить план, который приложен.", "Контроль за исполнением приказа оставляю за собой.")
    assert (found.control, found.signed_by) == ("за собой", "И.И. Чижова")
    assert (found.stamp_date, found.heading) == (dt.date(2023, 3, 6), "План работы")


def test_a_plan_that_is_only_approved() -> None:
    found = read_head(head("УТВЕРЖДАЮ\nМинистр\nСиницына М.А.\n«15» января 2023 г.\nПлан мероприятий на 2023 год"))
    assert (found.number, found.title, found.date) == (None, None, None)
    assert (found.stamp_date, found.signed_by) == (dt.date(2023, 1, 15), "Синицына М.А.")
    assert found.heading == "План мероприятий на 2023 год"


def test_no_head_at_all() -> None:
    assert read_head([]).as_json() == {
        "number": None,
        "date": None,
        "title": None,
        "stamp_date": None,
        "basis": None,
        "points": [],
        "control": None,
        "signed_by": None,
    }
