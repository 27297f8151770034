"""Cases of the rules about deadlines, the table and the head."""

from opora.orders.columns import Column
from tests.orders.small_orders import Case

DEADLINES = [
    Case("R-02", "1", [{"periods": "15.01.2023"}], [{"periods": "01.02.2023"}], Column.PERIODS),
    Case(
        "R-03",
        "2",
        [{"periods": "до 20.12.2023"}, {"periods": "01.12.2023", "indicators": "Итоговый отчёт"}],
        [{"periods": "до 20.11.2023"}, {"periods": "01.12.2023", "indicators": "Итоговый отчёт"}],
        Column.PERIODS,
        "Prepare a further report after 20.12.2023.",
    ),
    Case("R-04", "2", [{"periods": "апрель 2023"}, {"periods": "март 2023"}], [{}, {}], Column.PERIODS),
    Case("R-14", "1", [{"periods": "март 2023 (по отделному плану)"}], [{}], Column.PERIODS),
    Case("R-33", "1", [{"periods": "31.02.2023"}], [{"periods": "28.02.2023"}], Column.PERIODS),
    Case(
        "R-40",
        "1",
        [{"periods": "20.05.2023 – 10.03.2023"}],
        [{"periods": "10.03.2023 – 20.05.2023"}],
        Column.PERIODS,
        "Swap the days: 10.03.2023 – 20.05.2023.",
    ),
    Case(
        "R-41",
        "1",
        [{"periods": "15.03.2033"}],
        [{"periods": "15.03.2024"}],
        Column.PERIODS,
        "Read 15.03.2023.",
    ),
    Case(
        "R-41",
        "1",
        [{"periods": "15.03.2026"}],
        [{"periods": "15.03.2026"}],
        near_head={"на 2023 год": "на 2023–2025 годы"},
    ),
    Case(
        "R-42",
        "1",
        [{"periods": "23.04.2023"}],
        [{"periods": "22.04.2023"}],
        Column.PERIODS,
        "Move to 24.04.2023, or leave it when a day off is meant.",
    ),
    Case("R-42", "1", [{"periods": "до 12.06.2023"}], [{"periods": "01.05.2023 – 12.06.2023"}]),
    Case(
        "R-43",
        "1",
        [{"periods": "постоянно"}],
        [{"periods": "ежемесячно"}],
        Column.PERIODS,
        "Take 31.12.2023 for the last day.",
    ),
    Case(
        "R-58",
        "1",
        [{"periods": "15.03.2023", "indicators": "Не менее 2 сообщений в месяц"}],
        [{"periods": "март – май 2023", "indicators": "Не менее 2 сообщений в месяц"}],
        Column.PERIODS,
    ),
]

TABLE = [
    Case("R-10", "2", [{"title": "Собрание"}, {"title": "«Собрание»"}], [{}, {}], Column.TITLE),
    Case("R-12", "1", [{"title": "Собрание учи-"}], [{}], Column.TITLE, "Complete from the paper: «…Собрание учи-»."),
    Case("R-30", None, [{}, {"number": ""}], [{}, {}], Column.NUMBER, "Number it 2."),
    Case("R-31", "1", [{}, {"number": "1."}], [{}, {}], Column.NUMBER),
    Case("R-32", "5", [{}, {"number": "5."}], [{}, {"number": "1.1"}], Column.NUMBER),
    Case(
        "R-32",
        "1.4",
        [{"number": "1.1"}, {"number": "1.2"}, {"number": "1.4"}],
        [{"number": "1.1"}, {"number": "1.2"}, {"number": "2"}, {"number": "2.1"}, {"number": "3.1"}],
    ),
    Case("R-34", "1", [{"indicators": "-"}], [{}], Column.INDICATORS),
    Case(
        "R-47",
        None,
        [{"section": "Раздел 1. Кадры"}, {}, {"section": "Раздел 2. Средства", "number": "1."}],
        [{"section": "Раздел 1. Кадры"}, {}, {"section": "Раздел 2. Средства"}],
        Column.NUMBER,
        "Number the actions throughout: 1–3.",
    ),
    Case(
        "R-48",
        "2",
        [{"title": "Сбор"}, {"title": "Сбор"}],
        [{"title": "Сбор"}, {"title": "Сбор", "periods": "май 2023"}],
        None,
        "Keep action 1 alone.",
    ),
    Case(
        "R-49", "1", [{"executors": "Министерство, ________"}], [{"title": "Сбор по п. 1.1... и 2"}], Column.EXECUTORS
    ),
    Case("R-49", "1", [{"title": "Сбор (указать место)"}], [{"title": "Сбор (с указанием места)"}], Column.TITLE),
    Case("R-50", "1", [{"indicators": "#ССЫЛКА!"}], [{"title": "Конкурс #МыВместе"}], Column.INDICATORS),
    Case(
        "R-51",
        "1",
        [{"title": "Cбор учителей"}],
        [{"title": "Сбор в IT-клубе и STEM-центре"}],
        Column.TITLE,
        "Read: Сбор.",
    ),
    Case("R-51", "1", [{"title": "Занятие в центре SТЕМ"}], [{}], Column.TITLE, "Read: STEM."),
    Case(
        "R-62",
        "11",
        [*({} for _place in range(10)), {"title": "ведение журнала"}],
        [{"title": "ведение"}, {}],
        Column.TITLE,
    ),
    Case("R-63", "1", [{"title": "Сбор «Весна"}], [{"title": "Сбор «Клуб «Весна»"}], Column.TITLE),
    Case("R-63", "1", [{"title": "Сбор (второй день"}], [{"title": "Сбор: 1) утро, 2) вечер"}], Column.TITLE),
]

HEAD_FAULTS = [
    Case(
        "R-44",
        None,
        [{}],
        head={"План помощи\n": "План помощи на 2022 год\n"},
        near_head={"План помощи\n": "План помощи на 2023 год\n"},
        mend="Take 2023, as in the title of the order.",
    ),
    Case(
        "R-45",
        None,
        [{}],
        head={"на 2023 год": "на 2022 год"},
        near_head={"на 2023 год": "по итогам 2022 года"},
        mend="Check the year against the signed copy: 2023?",
    ),
    Case(
        "R-46",
        None,
        [{}],
        head={"2. Контроль за исполнением возложить на Дроздова А.Б.\n": ""},
        near_head={"возложить на Дроздова А.Б.": "веду сам"},
    ),
]
