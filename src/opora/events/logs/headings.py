"""What the headings of logs mean, Russian and English, whatever the service calls them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from opora.core.imports.tables import heading
from opora.events.logs.moments import HOUR, MINUTE, SECOND

LONGEST = 80
"""Characters of a heading; what is longer is a sentence."""


class Means(StrEnum):
    """What a column holds."""

    NAME = "name"
    SURNAME = "surname"
    GIVEN = "given name"
    PATRONYMIC = "patronymic"
    EMAIL = "email"
    JOINED = "joined"
    LEFT = "left"
    DAY = "day"
    MOMENT = "moment"
    ACTION = "action"
    DURATION = "duration"
    ORGANISATION = "organisation"
    MUNICIPALITY = "municipality"
    POST = "post"
    PRESENT = "present"
    ROLE = "role"
    WAITING = "waiting"


_ANYTHING_ELSE = (
    r"колич|число |кол-во|count|number of|номер|телефон|phone|^id\b|\bid$|ip|устройств|device|браузер|browser|город$"
    r"|original name|исходное имя|комментари|вопрос|сообщени|балл|оценк|^тема|^topic|^host|score|talk|webcam|poll"
    r"|причина|reason|регистрац|registration|approval|country|страна|гость|guest|recording|согласи|disclaimer"
)
_FORMS: tuple[tuple[Means, str], ...] = (
    (Means.WAITING, r"waiting|зал\w* ожидан|комнат\w* ожидан"),
    (Means.EMAIL, r"e-?mail|\bmail|почт|\bupn\b|эл\.? ?адрес|электронный адрес"),
    (
        Means.DURATION,
        (
            r"duration|длительн|продолжительн|\bминут|\bмин\b|minutes|time (?:in|spent|on)|in-meeting|\bсекунд"
            r"|seconds"
            r"|(?:^|общее |итоговое |суммарное )время (?:присутств|участ|просмотр|пребыван|на |в |онлайн)"
            r"|всего времени|время онлайн|хронометраж|attendance time|length"
        ),
    ),
    (
        Means.LEFT,
        (
            r"\bleave|\bleft|\bexit|end time|^end$|disconnect|вышел|выход|отключ|покин|\bуход|ушел|окончан|завершен"
            r"|время до|конец|last seen"
        ),
    ),
    (
        Means.JOINED,
        (
            r"\bjoin|\benter|start time|^start$|connect|вход|вошел|подключ|зашел|присоедин|начал|приход|пришел"
            r"|время с\b"
            r"|first seen"
        ),
    ),
    (Means.ACTION, r"^(?:user )?action$|^действие\w*|^событие$|^event$|^тип события$"),
    (Means.PATRONYMIC, r"^отчество|^middle name|^patronymic"),
    (
        Means.NAME,
        (
            r"^(?:ф\.? ?и\.? ?о\.?|фио)\b|^name$|^names$|full ?name|display ?name|user ?name|participants?(?: name)?$"
            r"|^attendees?(?: name)?$|^участник\w*$"
            r"|^(?:полное |отображаемое )?имя(?: участника| пользователя| в .*|,? фамилия| и фамилия)?$"
            r"|имя участника|^пользовател\w*$|^фамилия.{1,4}имя|^слушател\w*$|^ник(?:нейм)?$|^nickname$"
            r"|^сотрудник\w*$|^(?:список )?присутствующи[ех]$|^student name$|^зрител\w*$|^person$|^кто$|^user$"
        ),
    ),
    (Means.SURNAME, r"^фамили[яи]|last ?name|^surname|family ?name"),
    (Means.GIVEN, r"first ?name|given ?name"),
    (
        Means.PRESENT,
        (
            r"присутств|посещ|посет|\bявк|подпись|роспись|отметка|^участие|^был|attended|^attendance$|^present$"
            r"|signature"
            r"|^пришел|неявк"
        ),
    ),
    (Means.ROLE, r"^роль|^role|^moderator$|^тип участника|^статус участника|^user type"),
    (Means.POST, r"должност|^position|job ?title|^post$|^title$|^кем работает"),
    (
        Means.MUNICIPALITY,
        (
            r"^(?:наименование )?муницип\w*(?: (?:образован|район|округ)\w*)?$|^район|^мо$|^территори|^городской округ"
            r"|^мр|^округ|^моуо|^город.{0,3}район|district"
        ),
    ),
    (
        Means.ORGANISATION,
        r"организац|учрежден|школа|\b(?:оо|оу|доу)\b|место работы|organi[sz]ation|company|компания|school|institution",
    ),
    (Means.MOMENT, r"timestamp|^время$|^time$|^дата и время|^date and time|^отметка времени"),
    (Means.DAY, r"^дата|^date"),
)
_MEANINGS = tuple((means, re.compile(form)) for means, form in _FORMS)
_OTHER = re.compile(_ANYTHING_ELSE)
_UNITS = (
    (SECOND, re.compile(r"\bсек|\bsec|\(s\)|\(с\)")),
    (MINUTE, re.compile(r"\bмин|\bmin")),
    (HOUR, re.compile(r"\bчас|\bhour|\(ч\.?\)|\(h\)")),
)


def meaning(title: str) -> Means | None:
    """What a heading means; None for others, and for a text that is none."""
    said = heading(title.replace("_", " "))
    if not said or len(title) > LONGEST or "@" in title:
        return None
    found = next((means for means, form in _MEANINGS if form.search(said)), None)
    if found not in _STRONG and _OTHER.search(said):
        return None
    return None if found is not Means.PRESENT and re.search(r"\d", said) else found


_DAY = re.compile(r"\s*(?:дата|date)(?!.*(?:время|time))", re.IGNORECASE)
"""A heading that speaks of a day without its time."""
_STRONG = frozenset({Means.WAITING, Means.EMAIL, Means.NAME})
"""Meanings that other words in the heading do not change."""


def unit(title: str) -> int:
    """The seconds of the unit that a heading names, 0 when it names none."""
    said = title.casefold()
    return next((seconds for seconds, form in _UNITS if form.search(said)), 0)


def meanings(row: Sequence[str]) -> Mapping[Means, int]:
    """Where in a row of headings which column stands, the first of a meaning; beside a surname «имя» is the given."""
    found: dict[Means, int] = {}
    plain = {meaning(title) for title in row if not _DAY.match(title)}
    for index, title in enumerate(row):
        means = meaning(title)
        if means in {Means.JOINED, Means.LEFT} & plain and _DAY.match(title):  # the day beside a time of its own
            means = Means.DAY
        if means is Means.NAME and Means.NAME in found:
            means = Means.GIVEN if _only_given(title) else None
        if means:
            found.setdefault(means, index)
    bare = found.get(Means.NAME)
    if bare is not None and Means.SURNAME in found and Means.GIVEN not in found and _only_given(row[bare]):
        found[Means.GIVEN] = found.pop(Means.NAME)
    return found


def _only_given(title: str) -> bool:
    return heading(title) in {"имя", "name"}


def has_names(places: Mapping[Means, int]) -> bool:
    """Whether a row of headings is one of a list of people."""
    return Means.NAME in places or {Means.SURNAME, Means.GIVEN} <= set(places) or Means.SURNAME in places


_TITLE = re.compile(
    r"(?:список|участник\w*|присутств\w*|явочн\w*|лист|регистрац\w*|дата|тема|мероприяти\w*|протокол|вебинар|семинар"
    r"|итого|всего|совещани\w*|место проведения|время|attendees|participants|list of)\b",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(r":\s*$|\b(?:19|20)\d\d\b")


def about_the_list(text: str) -> bool:
    """Whether a line is about the list rather than of it."""
    return bool(_TITLE.match(text) or _NAMED_AFTER.search(text) or (text.endswith((".", "!", "?")) and len(text) > 60))
