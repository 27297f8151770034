"""What schools, curators and coordinators bring to the festival, and what the institute decides: plain data."""

import datetime as dt
from dataclasses import dataclass


def day(month: int, number: int) -> dt.date:
    """A day of 2022."""
    return dt.date(2022, month, number)


@dataclass(frozen=True, slots=True)
class Told:
    """A work: handed in, perhaps returned with remarks and handed in again, accepted, published. None: it never was.

    `direction` and `summary`: what the bank of practices says, for a work that gets there.
    """

    title: str
    handed_in: dt.date
    accepted: dt.date | None = None
    returned: dt.date | None = None
    again: dt.date | None = None
    published: dt.date | None = None
    remarks: str = ""
    direction: str = ""
    summary: str = ""


OF_SCHOOLS = (
    Told(
        "Час чтения вместо нулевого урока: что дал год",
        day(6, 6),
        accepted=day(6, 20),
        published=day(7, 4),
        direction="Учебная мотивация",
        summary="Двадцать минут чтения в начале дня во всех классах: как договорились учителя, что читали и как "
        "поняли, что помогло.",
    ),
    Told(
        "Наставник из соседней школы: пары учителей математики",
        day(6, 14),
        accepted=day(6, 28),
        published=day(7, 11),
        direction="Предметная компетентность",
        summary="Учителя двух школ ходят друг к другу на уроки раз в две недели и вместе разбирают одну тему.",
    ),
    Told(
        "Родительский клуб по субботам",
        day(6, 23),
        accepted=day(7, 7),
        published=day(7, 18),
        direction="Вовлечение родителей",
        summary="Встречи с родителями без отметок и замечаний: о чём говорили, кто приходил, что изменилось.",
    ),
    Told("Как мы перестали ставить двойки за поведение", day(7, 5), accepted=day(7, 20), published=day(8, 8)),
    Told(
        "Мастерская трудных тем: физика без лаборатории",
        day(8, 15),
        accepted=day(9, 5),
        returned=day(8, 22),
        again=day(8, 30),
        remarks="Опишите два занятия целиком и приложите задания: пока непонятно, как это повторить.",
    ),
    Told(
        "Первый месяц нового завуча",
        day(8, 29),
        returned=day(9, 9),
        remarks="Это личный дневник. Добавьте, что школа решила изменить и что получилось.",
    ),
    Told("Расписание, в котором есть время думать", day(9, 28)),
)
OF_CURATORS = (
    Told("Три школы, три причины: за что мы взялись сначала", day(6, 9), accepted=day(6, 24)),
    Told("О чём молчит рисковый профиль: заметки после посещений", day(6, 16), accepted=day(6, 30)),
    Told("Директор и куратор: как договориться о первом шаге", day(7, 12), accepted=day(7, 26)),
    Told(
        "Что меняется за полгода, а что не меняется",
        day(8, 10),
        accepted=day(9, 7),
        returned=day(8, 18),
        again=day(8, 31),
        remarks="Сравните с тем, что было в начале года: сейчас виден только итог.",
    ),
    Told("Сельская школа на двадцать учеников: можно ли мерить её общей мерой", day(8, 24), accepted=day(9, 8)),
    Told("Вопросы, которые стоит задать на второй встрече", day(9, 12), accepted=day(9, 22)),
)
OF_COORDINATORS = (
    Told("Пять школ района на одной странице", day(6, 10), accepted=day(6, 27)),
    Told("Кто кому помогает: карта связей школ округа", day(7, 6), accepted=day(7, 21)),
    Told("Кадры на вырост: как район ищет учителей", day(8, 17), accepted=day(9, 1)),
    Told("Выездной методдень: что берём с собой", day(9, 6), accepted=day(9, 23)),
    Told("Сопровождение школ: первые цифры и первые сомнения", day(8, 29), accepted=day(9, 9)),
)

OF_THE_BANK = (
    (
        "Тьюторы для пятиклассников",
        "Школьное благополучие",
        "Старшеклассники помогают пятому классу освоиться: договор, расписание встреч, дневник тьютора.",
    ),
    (
        "Открытая учительская",
        "Методическая работа",
        "Раз в месяц учительская открыта для коллег из других школ: показываем урок, который не получился.",
    ),
    (
        "Русский язык как неродной: первые два месяца",
        "Языковые барьеры",
        "Входная беседа, словарь класса и занятия в малых группах для детей, которые только начали говорить по-русски.",
    ),
)
"""Practices of schools outside the programme: title, topic, what it is about."""

OF_SITES = (
    "Формирующее оценивание на каждом уроке",
    "Как вести школьную команду к одной цели",
    "Наставничество молодых учителей",
    "Работа с детьми, которым трудно учиться",
    "Читательская грамотность на всех предметах",
    "Математика для тех, кто её боится",
    "Школа и родители: разговор на равных",
    "Внутренняя оценка качества без лишних бумаг",
    "Проектные задания в сельской школе",
    "Классный руководитель и безопасная среда",
)
"""What internships at the innovation sites are about."""
