"""Wordings that any indicator may have and that add nothing to its formula, and those that no formula can account for."""

import re

from opora.orders.formulas.told import Told, even, wording

# What is left out, refused or chosen between: nothing is proposed.
NEGATIONS = (
    r"не(?! (?:менее|ниже|меньше|реже|более|больше|выше|позднее|позже))",
    r"без|кроме|исключ~|отсутств~|отказ~|вместо|либо|или|непр[а-я]+(?:вш|дш)~|неучаств~|неохваченн~|ненаправл~"
    r"|невыполн~|неисполн~|неразмещ~|отрицательн~|прекра[тщ]~",
)

# Whom or what a word narrows an indicator to, or what it is about instead: never explained by the action's title.
NARROWING = (
    r"педагог~|педагогич~|учител~|преподават~|родител~|законн~|обучающ~|учащ~|учени[кц]~|школьник~|воспитат~|дошкольн~|выпускник~"
    r"|психолог~|логопед~|дефектолог~|заместител~|завуч~|методист~|специалист~|тьютор~|библиотек~|работник~|сотрудник~|дет(?:и|ей|ям|ьми)"
    r"|класс~|молод~|возраст~|лет|стаж~|впервые|повторно|сельск~|городск~|малокомплект~|малочислен~|контингент~|коррекцион~"
    r"|победител~|призер~|лауреат~|только|отдельн~|част(?:и|ь|ично)|дважды|очно|заочно|дистанционно|досрочно|срок~|отлич~|лучш~"
    r"|итогов~|заключительн~|перв~|втор~|трет~|четверт~|анкет~|экспертиз~|бюджет~|средств~|расход~|финанс~|ремонт~|закупк~"
    r"|егэ|огэ|впр|гиа|более|половин~|большинств~|обоснованн~|положительн~|платн~|бесплатн~|электронн~|родительск~|количеств~|числ~|дол[яеию]"
)

# The number that an indicator is held against.
_NUMBER = (
    r"(?:\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?(?:-?(?:ти|х|и|м))?|(?:одн|дв|тр|четыр|пят|шест|сем|восьм|девят|десят|[а-я]+надцат|[а-я]+дцат|сорок|ста)~)"
)
_LEAST = r"(?:не менее|не ниже|не меньше|не реже|не более|не больше|не выше|более|свыше|больше|минимум)(?:\s*,? чем)?"
PERCENT = rf"(?:(?:{_LEAST}|от|до|на)(?: (?:в|на|до|у))? )?{_NUMBER}\s*(?:%|процент~)|(?:стопроцентн|полн)~(?= (?:охват|участи))"
AT_LEAST = rf"{_LEAST} {_NUMBER}(?: и более)?|{_NUMBER} и более"
_SIGN = r"[>=<]+\s*\d+(?:[.,]\d+)?\s*%?"

# Of what whole: what follows names the population again.
DENOMINATOR = r"(?:от|в|к|из) (?:их )?общ(?:его|ем|ему|ей) (?:числ|количеств|численност)~"
ALL = r"(?:во |в |за |на |у |со )?(?:все|всех|всеми|всем|каждой|каждого|каждом|каждая|каждый)"

# What says where or when and holds for every member alike.
HARMLESS = (
    r"(?:в|с использованием|на базе|через) (?:региональн~ |федеральн~ |единой )?(?:информационн~ )?(?:систем~|платформ~|портал~)"
    r"(?: мониторинга(?: оценки качества образования(?: и гиа)?| электронн~ дорожн~ карт)?)?",
    r"(?:в )?(?:ис )?мэдк|(?:в )?личн~ кабинет~(?: фис око)?|(?:в )?фис око",
    r"на (?:официальн~ )?(?:сайт|портал|страниц)~(?: (?:министерств|институт|департамент|моуо|оператор)~(?: образования(?: и науки)?)?)?",
    r"(?:организованн|проведенн|проводим)~ (?:министерств|институт|департамент|иро|аиро|региональн~ оператор)~",
    r"успешно|полностью|фактически|в полном объеме|соответствующ~",
    r"в течение (?:учебного )?года|за (?:отчетный )?(?:год|период)|на конец года",
    r"на (?:региональн|муниципальн|краев|областн|районн|республиканск)~(?: и (?:региональн|муниципальн|районн|областн)~)? уровн~",
    r"да/нет|да|шт\.?|ед\.?|чел\.?|единиц|человек",
)
TERRITORY = r"(?:[а-я-]+(?:ого|ой|ого|ая) )?(?:края|крае|области|республики|республике|региона|регионе|автономн~ округ~)"


def refused(text: str) -> bool:
    """Whether a text negates, excludes or offers a choice: no formula says that."""
    told = even(text)
    return any(wording(pattern).search(told) for pattern in NEGATIONS)


def narrows(word: str) -> bool:
    """Whether a word must be explained by the formula itself."""
    return any(sign.isdigit() for sign in word) or wording(NARROWING).fullmatch(word) is not None


def take_harmless(told: Told) -> None:
    """Mark what adds nothing."""
    for pattern in HARMLESS:
        told.take_all(pattern)


def take_target(told: Told) -> tuple[bool, bool]:
    """Mark the numbers an indicator is held against; whether there is a percentage, and whether a plain number."""
    percent = told.take(PERCENT, "percent") is not None
    told.take_all(PERCENT)
    sign = _take_sign(told)
    plain = told.take(AT_LEAST, "least") is not None
    return percent or sign == "%", plain or sign == "1"


def _take_sign(told: Told) -> str:
    """«≥ 80 %», «> 5»: signs are no words, so the short hand does not reach them."""
    if found := re.search(_SIGN, told.rest):
        told.mark(found.start(), found.end())
        return "%" if "%" in found[0] else "1"
    return ""
