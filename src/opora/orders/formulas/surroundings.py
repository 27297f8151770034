"""Wordings that any indicator may have and that add nothing to its formula, and those no formula accounts for."""

import re
from dataclasses import dataclass

from opora.orders.formulas.told import Told, even, wording

# What narrows or negates an indicator, or is what it is about instead: the formula itself must say it, the title's
# saying so is not enough.
NARROWING = (
    r"не|без|кроме|исключ~|отсутств~|отказ~|вместо|либо|или|непр[а-я]+|неучаств~|неохваченн~|ненаправл~|невыполн~",
    r"неисполн~|неразмещ~|отрицательн~|прекра[тщ]~",
    # people the language has no word for
    r"педагог~|педагогич~|учител~|преподават~|родител~|законн~|обучающ~|учащ~|учени[кц]~|школьник~|воспитат~|дошкольн~",
    r"выпускник~|психолог~|логопед~|дефектолог~|заместител~|завуч~|методист~|специалист~|тьютор~|библиотек~|работник~",
    r"сотрудник~|дет(?:и|ей|ям|ьми)|представител~|член~|победител~|призер~|лауреат~",
    # which of them, and how
    r"класс~|молод~|возраст~|лет|стаж~|впервые|повторно|сельск~|городск~|малокомплект~|малочислен~|контингент~",
    r"коррекцион~",
    r"только|отдельн~|част(?:и|ь|ично)|дважды|очно|заочно|дистанционно|досрочно|срок~|отлич~|лучш~|итогов~|заключительн~",
    r"перв~|втор~|трет~|четверт~|более|половин~|большинств~|положительн~|активн~|платн~|бесплатн~|электронн~",
    r"родительск~",
    # other deeds and things
    r"анкет~|экспертиз~|бюджет~|средств~|расход~|финанс~|ремонт~|закупк~|егэ|огэ|впр|гиа|количеств~|числ~|дол[яеию]",
)

# The number that an indicator is held against.
_WORDS = r"(?:одн|дв|тр|четыр|пят|шест|сем|восьм|девят|десят|[а-я]+надцат|[а-я]+дцат|сорок|ста)~"
_NUMBER = rf"(?:\d{{1,3}}(?: \d{{3}})+|\d+(?:[.,]\d+)?(?:-?(?:ти|х|и|м))?|{_WORDS})"
_LEAST = r"(?:не (?:менее|ниже|меньше|реже|более|больше|выше)|более|свыше|больше|минимум)(?:\s*,? чем)?"
PERCENT = (
    rf"(?:(?:{_LEAST}|от|до|на)(?: (?:в|на|до|у))? )?{_NUMBER}\s*(?:%|процент~)(?:-?(?:й|ый|ного))?"
    r"|(?:стопроцентн|полн)~(?= (?:охват|участи))"
)
AT_LEAST = rf"{_LEAST} {_NUMBER}(?: и более)?|{_NUMBER} и более"
_SIGN = re.compile(r"[>=<]+\s*\d+(?:[.,]\d+)?\s*%?")

# Of what whole: what follows names the population again.
DENOMINATOR = r"(?:от|в|к|из) (?:их )?общ(?:его|ем|ему|ей) (?:числ|количеств|численност)~"
ALL = r"(?:во |в |за |на |у |со )?(?:все|всех|всеми|всем|каждой|каждого|каждом|каждая|каждый)"

_OWNER = r"(?:министерств|институт|департамент|моуо|оператор)~(?: образования(?: и науки)?)?"
# What says where or when and holds for every member alike.
HARMLESS = (
    r"(?:в|на базе|через) (?:(?:региональн|федеральн|единой|информационн)~ )*(?:систем|платформ|портал)~",
    r"мониторинга (?:оценки )?качества образования(?: и гиа)?|мониторинга электронн~ дорожн~ карт",
    r"(?:в )?(?:ис )?мэдк|(?:в )?личн~ кабинет~(?: фис око)?|(?:в )?фис око",
    rf"на (?:официальн~ )?(?:сайт|портал|страниц)~(?: {_OWNER})?",
    r"(?:организованн|проведенн|проводим)~ (?:министерств|институт|департамент|иро|аиро|региональн~ оператор)~",
    r"обеспечен[оаы]?|достигнут[оаы]?|составля(?:ет|ют)|составит|достига(?:ет|ют)|достигнет|показатель",
    r"успешно|полностью|фактически|в полном объеме|соответствующ~",
    r"в течение (?:учебного )?года|за (?:отчетный )?(?:год|период)|на конец года",
    r"на (?:региональн|муниципальн|краев|областн|районн|республиканск)~ уровн~",
    r"на (?:региональн|краев|областн|республиканск)~ и (?:муниципальн|районн)~ уровн~",
    r"на (?:муниципальн|районн)~ и (?:региональн|краев|областн|республиканск)~ уровн~",
    r"в процентах|да/нет|да|шт\.?|ед\.?|чел\.?|единиц|человек",
)
_LAND = "края|крае|области|республики|республике|региона|регионе|автономн~ округ~"
TERRITORY = rf"(?:[а-я-]+(?:ого|ой|ая) )?(?:{_LAND})"


@dataclass
class Target:
    """The numbers an indicator is held against; `ends`: where each ends, for what follows must be whom it counts."""

    percent: bool = False
    plain: bool = False
    ends: tuple[int, ...] = ()

    def of(self, told: Told, first: int) -> bool:
        """Whether every number stands at the end of a phrase or right before those counted, who begin at `first`."""
        text = even(told.text)
        return all(
            (end <= first and not text[end:first].strip()) or re.match(r"\s*(?:[,.;)(-]|$|охват|от общ)", text[end:])
            for end in self.ends
        )


def narrows(word: str) -> bool:
    """Whether a word must be explained by the formula itself."""
    return any(sign.isdigit() for sign in word) or any(wording(pattern).fullmatch(word) for pattern in NARROWING)


def take_harmless(told: Told) -> None:
    """Mark what adds nothing."""
    for pattern in HARMLESS:
        told.take_all(pattern)


def take_target(told: Told) -> Target:
    """Mark the numbers an indicator is held against."""
    ends = []
    while found := told.take(PERCENT, "percent"):
        ends.append(found.end())
    percent = bool(ends)
    sign = _take_sign(told)
    while found := told.take(AT_LEAST, "least"):
        ends.append(found.end())
    plain = told.phrase("least") is not None
    return Target(percent or "%" in sign, plain or sign.isdigit(), tuple(ends))


def _take_sign(told: Told) -> str:
    """«≥ 80 %», «> 5»: signs are no words, so the short hand does not reach them; what stands after the sign."""
    found = _SIGN.search(told.rest)
    if found is None:
        return ""
    told.mark(found.start(), found.end())
    return found[0].lstrip("<>= ")
