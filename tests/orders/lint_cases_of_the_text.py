"""Cases of the rules about wording, people and links."""

from opora.orders.columns import Column
from tests.orders.small_orders import Case

SEVEN = "Доля школ проекта, принявших участие, не менее 5 %"
CONFERENCE = "Доля школ проекта, принявших участие в конференции, не менее 5 %"

WORDING = [
    Case(
        "R-05",
        "2",
        [{"title": "Конференция", "indicators": CONFERENCE}, {"title": "Круглый стол", "indicators": CONFERENCE}],
        [
            {"title": "Конференция", "indicators": CONFERENCE},
            {"title": "Круглый стол на конференции", "indicators": CONFERENCE},
        ],
        Column.INDICATORS,
    ),
    Case(
        "R-06",
        "1",
        [
            {
                "title": "Проверка муниципальных планов работы",
                "indicators": "Не менее 5 пунктов регионального плана работы",
            }
        ],
        [
            {
                "title": "Проверка муниципальных планов работы",
                "indicators": "Не менее 5 пунктов муниципального плана работы",
            }
        ],
        Column.INDICATORS,
    ),
    Case("R-07", "1", [{"indicators": "Доля школ проекта, принявших участие"}], [{}], Column.INDICATORS),
    Case(
        "R-15", "1", [{"indicators": "Доля школ проекта, закрытых новые классы, не менее 5 %"}], [{}], Column.INDICATORS
    ),
    Case("R-15", "1", [{"indicators": "Доля школ проекта, новых программ, принятые советом, не менее 5 %"}], [{}]),
    Case(
        "R-16",
        "1",
        [{"title": "Составление районных карт (далее – «дорожная карта»)"}],
        [{"title": "Составление районных карт (далее – «карта района»)"}],
        Column.TITLE,
    ),
    Case(
        "R-17",
        "1",
        [{"title": "Подбор учебных программ и контрольных заданий", "indicators": "Подготовлены учебные программы"}],
        [
            {
                "title": "Подбор учебных программ и контрольных заданий",
                "indicators": "Подготовлены контрольные задания, учебные программы",
            }
        ],
        Column.INDICATORS,
        "Add an indicator for “контрольных заданий”.",
    ),
    Case(
        "R-26",
        "1",
        [{"title": "Проверка документов (второй этап)"}],
        [{"title": "Первый этап"}, {"title": "Второй этап"}],
        Column.TITLE,
    ),
    Case(
        "R-27",
        "1",
        [{"indicators": "Доля школ проекта с наставником на краевом и районном уровнях, не менее 5 %"}],
        [{"indicators": "Доля школ проекта с наставником на районном уровне, не менее 5 %"}],
        Column.INDICATORS,
    ),
    Case("R-36", "1", [{"indicators": "Всем стало лучше"}], [{}], Column.INDICATORS),
    Case(
        "R-52",
        "1",
        [{"indicators": "Собрание учителей 1"}],
        [{"indicators": "Проведено собрание учителей 1"}],
        Column.INDICATORS,
    ),
    Case(
        "R-53",
        "1",
        [{"indicators": SEVEN.replace("5 %", "120 %")}],
        [{"indicators": SEVEN.replace("5 %", "100 %")}],
        Column.INDICATORS,
    ),
    Case(
        "R-54",
        "1",
        [{"indicators": "Доля школ проекта – не менее 5 школ"}],
        [{"indicators": "Доля школ проекта – не менее 5 процентов"}],
        Column.INDICATORS,
        "Count them: at least 5.",
    ),
    Case(
        "R-55",
        "2",
        [{"title": "Сбор", "indicators": SEVEN}, {"title": "Сбор", "indicators": SEVEN.replace("5 %", "7,5 %")}],
        [
            {"title": "Сбор", "indicators": SEVEN},
            {"title": "Сбор", "indicators": SEVEN.replace("5 %", "7,5 %"), "periods": "май 2023"},
        ],
        Column.INDICATORS,
        "Ask for 7,5.",
    ),
    Case(
        "R-55",
        "2",
        [{"title": "Сбор", "indicators": SEVEN}, {"title": "Сбор", "indicators": SEVEN.replace("5 %", "90 %")}],
        [
            {"title": "Сбор", "indicators": "Доля учеников 5 классов проекта, не менее 60 %"},
            {"title": "Сбор", "indicators": "Доля учеников 9 классов проекта, не менее 70 %"},
        ],
    ),
]

PEOPLE = [
    Case(
        "R-08",
        "1",
        [
            {
                "title": "Сбор кураторов и педагогов",
                "indicators": "Доля кураторов, координаторов, принявших участие, не менее 5 %",
            }
        ],
        [
            {
                "title": "Сбор кураторов и педагогов",
                "indicators": "Доля кураторов, педагогов, принявших участие, не менее 5 %",
            }
        ],
        Column.INDICATORS,
        "Count as the indicator says: curators, coordinators.",
    ),
    Case(
        "R-09",
        "1",
        [{"title": "Разработка и утверждение муниципальных планов"}],
        [{"title": "Разработка и утверждение муниципальных планов", "executors": "Министерство, МОУО"}],
        Column.EXECUTORS,
        "Add: municipalities.",
    ),
    Case("R-11", "2", [{}, {"indicators": "Доля школ, принявших участие, не менее 5 %"}], [{}, {}], Column.INDICATORS),
    Case(
        "R-23",
        "1",
        [{"title": "Сбор участников 2022 и 2023 гг."}],
        [
            {
                "title": "Сбор участников 2022 и 2023 гг.",
                "indicators": "Доля школ проекта 2022 и 2023 годов, не менее 5 %",
            }
        ],
        Column.INDICATORS,
        "Count for all years: 2022, 2023.",
    ),
    Case(
        "R-24",
        "2",
        [
            {"indicators": "Доля директоров ШНОР проекта, принявших участие, не менее 5 %"},
            {"indicators": "Доля директоров ОО проекта, принявших участие, не менее 5 %"},
        ],
        [
            {"indicators": "Доля директоров ШНОР проекта, принявших участие, не менее 5 %"},
            {"indicators": "Доля методистов ОО проекта, принявших участие, не менее 5 %"},
        ],
        Column.INDICATORS,
        "Read “ШНОР”.",
    ),
    Case("R-25", "1", [{"executors": "Министерство,"}], [{}], Column.EXECUTORS),
    Case("R-35", "1", [{"executors": "Кто-нибудь"}], [{"executors": "Институт"}], Column.EXECUTORS),
    Case("R-35", "1", [{"executors": "Кто-нибудь"}], [{"executors": "Дроздов А.Б."}]),
    Case("R-37", "2", [{}, {"executors": ""}], [{}, {}], Column.EXECUTORS, "Leave Министерство."),
    Case(
        "R-56",
        "1",
        [{"executors": "Министерство, ЦРОД"}],
        [{"executors": "Министерство, ЦРОД"}, {"title": "Сбор в центре развития детей (далее – ЦРОД)"}],
        Column.EXECUTORS,
    ),
    Case("R-57", "1", [{"executors": "Дроздов А.Б."}], [{"executors": "куратор Дроздов А.Б."}], Column.EXECUTORS),
]

LINKS = [
    Case("R-18", "1", [{"links": "-"}], [{"links": "сайт министерства"}], Column.LINKS, "Leave it empty."),
    Case("R-19", "1", [{"links": "https://disk.yandex.ru/i/1"}], [{}], Column.LINKS),
    Case("R-20", "1", [{"links": "https://a.example/ind-ex.php/one.html"}], [{}], Column.LINKS),
    Case(
        "R-21",
        "3",
        [
            {"links": "https://web-ae.example/"},
            {"links": "https://web-ae.example/"},
            {"links": "https://web-ac.example/"},
        ],
        [
            {"links": "https://web-ae.example/"},
            {"links": "https://web-ae.example/"},
            {"links": "https://web-ak.example/"},
        ],
        Column.LINKS,
        "Take web-ae.example.",
    ),
    Case(
        "R-22",
        None,
        [{"links": "https://a.example/meropriyatiya"}, {"links": "https://a.example/meropriyatija"}],
        [{"links": "https://a.example/meropriyatiya-1"}, {"links": "https://a.example/meropriyatiya-2"}],
        Column.LINKS,
        "Take a.example/meropriyatiya everywhere; open it once.",
    ),
    Case(
        "R-22",
        None,
        [{"links": "https://a.example/meropri-yatiya"}, {"links": "https://a.example/meropriatiya"}],
        [{"links": "https://a.example/news/abc"}, {"links": "https://a.example/news/abd"}],
    ),
    Case("R-59", "1", [{"links": "сайт министерства"}], [{"links": "-"}], Column.LINKS),
    Case("R-60", "1", [{"links": "http://192.168.1.5/plan"}], [{"links": "http://93.184.216.34/plan"}], Column.LINKS),
    Case("R-60", "1", [{"links": "http://portal/plan"}], [{"links": "http://portal.example:8080/plan"}], Column.LINKS),
    Case(
        "R-61",
        None,
        [{"links": "http://a.example/one"}, {"links": "https://a.example/two"}],
        [{"links": "a.example.ru/one"}, {"links": "https://a.example.ru/two"}],
        Column.LINKS,
        "Take https://a.example everywhere.",
    ),
]
