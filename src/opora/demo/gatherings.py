"""Which events the invented year has: plain data, titles of our own."""

import datetime as dt
from dataclasses import dataclass

HEADS = "municipal_heads()"
EVERYBODY = "school_heads(current) | curators(current) | coordinators(current)"
TEAMS = "school_heads(current)"
BOTH_YEARS = "school_heads(current, previous)"
PLACE = "Институт развития образования, Приобск, зал 1"
LINK = "https://priobye.example/call"


@dataclass(frozen=True, slots=True)
class Gathering:
    """One event. `moved_to`: the day it was held in place of the planned one; `closed_after`: days until its list was
    closed; `rate`: how likely who is invited comes; `called_off`: why it was not held."""

    code: str
    kind: str
    title: str
    on: dt.date
    invited: str
    organiser: str = "institute"
    series: str = ""
    place: str = ""
    moved_to: dt.date | None = None
    why: str = ""
    closed_after: int = 1
    rate: float = 0.85
    called_off: str = ""
    showing: int = 0

    @property
    def held_on(self) -> dt.date:
        """The day it took place, or would have."""
        return self.moved_to or self.on


def _day(month: int, day: int, year: int = 2022) -> dt.date:
    return dt.date(year, month, day)


def _call(number: int, on: dt.date, about: str, rate: float, **more: object) -> Gathering:
    title = f"Селекторное совещание: {about}"
    return Gathering(f"vks-{number}", "conference_call", title, on, HEADS, "ministry", rate=rate, **more)  # type: ignore[arg-type]  # dates and texts


EVENTS = (
    _call(1, _day(12, 15, 2021), "с чего начинает проект", 0.9),
    Gathering(
        "collegium",
        "collegium",
        "Коллегия и Общественный совет: решения о проекте",
        _day(12, 22, 2021),
        HEADS,
        "ministry",
        place="Министерство, Приобск, большой зал",
        rate=0.8,
    ),
    _call(2, _day(2, 9), "анкеты и кураторы", 0.95),
    Gathering(
        "vector-1",
        "intensive",
        "Интенсив «Вектор развития»: первые документы школ",
        _day(3, 5),
        EVERYBODY,
        moved_to=_day(3, 4),
        why="5 марта — рабочая суббота не у всех школ",
        rate=0.8,
    ),
    Gathering(
        "mentor-session",
        "mentor_session",
        "Наставники показывают: день в сильной школе",
        _day(4, 19),
        TEAMS,
        place="СОШ № 1, Приобск",
        rate=0.75,
        showing=3,
    ),
    Gathering(
        "mentor-day",
        "methodical_day",
        "Методический день наставников",
        _day(4, 20),
        BOTH_YEARS,
        place=PLACE,
        closed_after=3,
        rate=0.7,
        showing=2,
    ),
    _call(3, _day(4, 27), "документы прошли экспертизу", 0.92),
    Gathering(
        "vector-2",
        "intensive",
        "Интенсив «Вектор развития»: чем подтвердить меры",
        _day(5, 6),
        EVERYBODY,
        closed_after=4,
        rate=0.76,
    ),
    _call(4, _day(6, 14), "половина года позади", 0.9, moved_to=_day(6, 15), why="совпало с совещанием у губернатора"),
    Gathering(
        "fl-conference",
        "conference",
        "Конференция «Читаем, считаем, понимаем»",
        _day(8, 25),
        TEAMS,
        place="Дворец культуры, Приобск",
        rate=0.8,
        showing=5,
    ),
    _call(5, _day(8, 31), "готовность к осени", 0.94),
    Gathering(
        "round-table",
        "round_table",
        "Круглый стол «Школа меняется»",
        _day(9, 22),
        TEAMS,
        closed_after=14,
        rate=0.78,
        showing=2,
    ),
    Gathering("vector-3", "intensive", "Интенсив «Вектор развития»: второй этап", _day(10, 5), EVERYBODY, rate=0.82),
    _call(6, _day(11, 2), "что получилось за год", 0.95),
    Gathering(
        "fl-relay", "relay", "Эстафета уроков: читательская грамотность", _day(11, 17), TEAMS, rate=0.7, showing=3
    ),
    Gathering("mentors-session", "mentor_session", "Наставники подводят итоги", _day(11, 25), TEAMS, rate=0.7),
)
SERIES = (
    ("effective-leader", "project", "Проект «Эффективный руководитель»"),
    ("online-seminar", "online_seminar", "Онлайн-семинар «Эффективный режим»"),
    ("internship", "internship", "Стажировки на инновационных площадках"),
)
LEADER_TOPICS = ("Команда", "Данные о школе", "Уроки наблюдения", "Родители", "План на год")
SEMINAR_TOPICS = ("С чего начать", "Кадры", "Предметные дефициты", "Мотивация", "Дисциплина", "Итоги")
INTERNSHIP_DAYS = ((3, 24), (4, 7), (4, 28), (5, 12), (5, 26), (9, 8), (9, 15), (9, 29), (10, 13), (10, 27), (11, 10))


def sessions() -> list[Gathering]:
    """Sessions of the three series."""
    leader = [
        Gathering(
            f"effective-leader-{n}",
            "project",
            f"Эффективный руководитель: {topic.lower()}",
            _day(*on),
            BOTH_YEARS,
            series="effective-leader",
            rate=0.35,
        )
        for n, (topic, on) in enumerate(
            zip(LEADER_TOPICS, ((3, 17), (4, 14), (5, 19), (9, 15), (10, 13)), strict=True), 1
        )
    ]
    off = "совпало с выпускными экзаменами"
    seminar = [
        Gathering(
            f"online-seminar-{n}",
            "online_seminar",
            f"Онлайн-семинар: {topic.lower()}",
            _day(*on),
            BOTH_YEARS,
            series="online-seminar",
            rate=0.5,
            called_off=off if n == 3 else "",
        )
        for n, (topic, on) in enumerate(
            zip(SEMINAR_TOPICS, ((4, 12), (5, 17), (6, 7), (9, 13), (10, 11), (11, 15)), strict=True), 1
        )
    ]
    practice = [
        Gathering(
            f"internship-{n}",
            "internship",
            f"Стажировка {n}: открытые уроки и разбор",
            _day(*on),
            TEAMS,
            series="internship",
            place="Площадка стажировки",
            rate=0.22,
        )
        for n, on in enumerate(INTERNSHIP_DAYS, 1)
    ]
    return [*leader, *seminar, *practice]
