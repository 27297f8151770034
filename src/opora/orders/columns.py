"""Which column of an order's table holds what, told by the words of its heading."""

import re
from enum import StrEnum

from opora.orders.wording import fold, in_one_alphabet


class Column(StrEnum):
    """The fields of an action; also the names used in repairs and sources."""

    NUMBER = "number"
    TITLE = "title"
    PERIODS = "periods"
    EXECUTORS = "executors"
    INDICATORS = "indicators"
    LINKS = "links"


class Role(StrEnum):
    """What a column of a table is for: a field, a part of one, the section, or nothing that an order keeps."""

    NUMBER = "number"
    TITLE = "title"
    PERIODS = "periods"
    START = "start"
    END = "end"
    EXECUTORS = "executors"
    COEXECUTORS = "coexecutors"
    INDICATORS = "indicators"
    VALUE = "value"
    UNIT = "unit"
    LINKS = "links"
    SECTION = "section"
    MONEY = "money"
    REMARK = "remark"


FIELDS = {
    Role.NUMBER: Column.NUMBER,
    Role.TITLE: Column.TITLE,
    Role.PERIODS: Column.PERIODS,
    Role.EXECUTORS: Column.EXECUTORS,
    Role.COEXECUTORS: Column.EXECUTORS,
    Role.INDICATORS: Column.INDICATORS,
    Role.LINKS: Column.LINKS,
}
"""The field that a column fills by itself; a start, an end, a value and a unit are parts of one."""

_WORDS = {
    Role.REMARK: (
        r"примечан|комментари|отметк|факт|(?:^|\s)статус|ход\s+(?:исполн|реализ|выполн)|место(?!\w)|формат(?!\w)",
        r"форм[аы]\s+(?:провед|работ|организ|участ)|участник|аудитори|категори|контингент|охват|целев\w+\s+групп",
        r"уровень|основани|риск|ресурс|ф\.?\s?и\.?\s?о(?!.*ответств)|подпис|телефон|контакт|^код(?!\w)|количество\s+(?:участ|школ|час)",
    ),
    Role.MONEY: (r"финанс|стоимост|сумм[аы]|бюджет|руб|объ?ем[ыа]?\s+(?:средств|финанс)|затрат|смет",),
    Role.NUMBER: (r"^№|^nn?(?!\w)|^no(?!\w)|^номер(?!\w)|п/п|^п\.\s?п",),
    Role.COEXECUTORS: (r"соисполнит|привлека\w+\s+(?:орган|учрежд|исполн)|взаимодейств",),
    Role.EXECUTORS: (r"(?<!со)исполнител|ответственн|ответств\.|отв\.|(?:^|\s)кто(?!\w)|организатор|исполняет",),
    Role.UNIT: (r"единиц\w*\s+измер|ед\.?\s*изм",),
    Role.VALUE: (
        r"^(?:целев|планов|базов)\w*\s+значени|^значени|^план(?!\w)|^норматив|^показател\w*,?\s+\w*\s?значени",
    ),
    Role.INDICATORS: (
        r"показател|индикатор|результат|итог|критери|эффект|отч[её]тн|продукт|вид\w*\s+документ|документ|выход(?!\w)",
        r"форм\w*\s+(?:отч|заверш|представл|контрол|подтвержд)|kpi|метрик|что\s+(?:получ|будет)|целев\w+\s+ориентир",
    ),
    Role.LINKS: (
        r"информационн\w+\s+(?:сопр|поддерж|освещ|ресурс|источник)|сопровожден|ссылк|адрес|размещ|url|(?:^|\s)сайт|интернет",
    ),
    Role.PERIODS: (
        r"срок|(?:^|\s|/)дат[аы](?!\w)|период|когда(?!\w)|(?:^|\s)месяц|(?:^|\s)врем[яе]|^год(?!\w)|^квартал|календар",
        r"начал[оа]|окончани|завершени",
    ),
    Role.TITLE: (r"мероприят|действи|поручени|шаг(?!\w)|шаги|активност|^задания",),
}
_STRONG = tuple((role, re.compile("|".join(words))) for role, words in _WORDS.items())
_WEAK = (
    r"содержан",
    r"наименован|названи",
    r"вид\w*\s+(?:работ|деятельн)",
    r"описан",
    r"работ",
    r"тем[аы](?!\w)|повод|публикаци",
    r"событи",
    r"задач",
    r"направлен",
    r"пункт",
    r"раздел|блок|этап|модул",
    r"цел[ьи](?!\w)",
)
_SECTION = re.compile(r"направлен|задач|раздел|блок|этап|модул|цел[ьи](?!\w)|основн\w+\s+мероприят")
_NAMES_ACTIONS = re.compile(
    r"(?:№.*)?(?:наименован|перечень|содержан|описан)\w*\s.*(?:мероприят|действи)|№\s*п/п\s*[,/].*мероприят"
)
_STATED = re.compile(r"^(?:в|на|до|по|с|со|не|при)\s")


def role_of(heading: str) -> Role | None:
    """What the heading of a column says of it, by its first telling word; None when that is not enough."""
    told = _plain(heading)
    if not told or _STATED.match(told):
        return None
    role = _first_told(told) or _first_told(re.sub(r"[\s-]", "", told))
    return _part_of_deadline(told) if role is Role.PERIODS else role


def _first_told(told: str) -> Role | None:
    if _NAMES_ACTIONS.match(told):
        return Role.TITLE
    places = [
        (found.start(), order, role) for order, (role, words) in enumerate(_STRONG) if (found := words.search(told))
    ]
    return min(places)[2] if places else None


def _plain(heading: str) -> str:
    """A heading for comparing, its words whole again."""
    return re.sub(r"(?<=[а-я])-\s+(?=[а-я])", "", fold(in_one_alphabet(heading)))


def _part_of_deadline(told: str) -> Role:
    begins, ends = re.search(r"начал", told), re.search(r"окончан|заверш|конец", told)
    if begins and not ends:
        return Role.START
    return Role.END if ends and not begins else Role.PERIODS


def weakness(heading: str) -> int | None:
    """How little a heading without a telling word speaks for a title: 0 the most; None not at all."""
    told = _plain(heading)
    return next((rank for rank, pattern in enumerate(_WEAK) if re.search(pattern, told)), None)


def heads_sections(heading: str) -> bool:
    """Whether a column beside that of the titles groups them («Направление», «Задача»)."""
    return _SECTION.search(_plain(heading)) is not None
