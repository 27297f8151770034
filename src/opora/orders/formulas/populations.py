"""Whom an indicator counts, and of which cohorts."""

import re
from dataclasses import dataclass
from itertools import pairwise

from opora.orders.formulas.told import QUOTES, Told, even, wording
from opora.orders.wording import fold

SCHOOL = (
    r"(?:шнор|шнр|шнро|школ[аыеу]?|школа(?:м|ми|х)|оо|оу|(?:обще)?образовательн~ (?:организаци|учреждени)~)"
    r"(?: с (?:стабильно |устойчиво )?низк~(?: образовательн~)? результат~(?: обучени~| обучающ~| образовани~)*"
    r"|\s*,? (?:имеющ|показывающ|показавш|демонстрирующ)~ (?:стабильно |устойчиво )?низк~"
    r"(?: образовательн~)? результат~(?: обучени~| обучающ~| образовани~)*)?"
)
AUTHORITY = (
    r"(?:моуо|муо|оуо|омсу|(?:муниципальн~ )?орган~ управлени~(?: в сфере)? образовани~(?: муниципалитет~)?"
    r"|муниципальн~ орган~(?: управлени~)?|орган~ местного самоуправления"
    r"(?:\s*,? осуществляющ~ управление в сфере образования)?"
    r"|(?:муниципальн~ |районн~ |городск~ )*(?:отдел|управлени|комитет|департамент)~ (?:по )?образовани[юяе]м?)"
)
_TOWN = (
    r"(?:муниципалитет~|муниципальн~ (?:и городск~ )?(?:район|образовани|округ)~(?: и городск~ округ~)?"
    r"|район(?:ов|ах|ам|ы|а|е)?|городск~ округ~|территори(?:й|и|ях|ям))"
)
_BOTH_TIERS = r"(?:региональн~ и муниципальн~|муниципальн~ и региональн~)"
_HEAD = r"(?:руководител|директор)~"

# What an order's own abbreviation may stand for: the usual one, and the words of its meaning.
TERMS = (
    ("шнор", rf"{SCHOOL}.{{0,60}}низк~.{{0,20}}результат~"),
    ("моуо", rf"{AUTHORITY}"),
)

# Whom: the wording, the population of the language. A longer wording stands above one that is its part.
GROUPS: tuple[tuple[str, str], ...] = (
    (rf"(?:руководител|начальник|заведующ|председател)~ (?:{AUTHORITY}|муниципалитет~)", "municipal_heads"),
    (rf"{_HEAD} {SCHOOL}", "school_heads"),
    (rf"(?:школьн~ )?управленческ~ команд~(?: {SCHOOL})?", "management_teams"),
    (rf"школьн~ команд~|команд~ {SCHOOL}", "management_teams"),
    (rf"(?:{_BOTH_TIERS} )?куратор(?:ов|ы|ам|ами|ах)(?: {SCHOOL}| проекта)?", "curators"),
    (r"(?:муниципальн~ |районн~ |городск~ )?координатор(?:ов|ы|ам|ами|ах)", "coordinators"),
    (rf"(?:(?:обучающ|учащ)(?:ихся|иеся|имся)|ученик(?:ов|и)|школьник(?:ов|и))(?: {SCHOOL})?", "pupils_assessed"),
    (rf"{AUTHORITY}|{_TOWN}", "municipalities"),
    (SCHOOL, "schools"),
)  # fmt: skip

# «школ, руководители которых …» counts the heads: whose, the wording, the population.
_OF_THEM: tuple[tuple[str, str, str], ...] = (
    ("schools", rf"{_HEAD} котор~|чьи {_HEAD}", "school_heads"),
    ("schools", r"(?:(?:управленческ|школьн)~ )?команд~ котор~", "management_teams"),
    ("schools", r"чьи (?:(?:управленческ|школьн)~ )?команд~", "management_teams"),
    ("municipalities", r"(?:руководител|начальник)~ котор~|чьи (?:руководител|начальник)~", "municipal_heads"),
)  # fmt: skip

# Of what kind of subject a population is, for the facts that may be asked about it.
SUBJECT = {
    "schools": "school", "municipalities": "municipality", "municipal_heads": "post", "school_heads": "post",
    "curators": "person", "coordinators": "person", "management_teams": "team", "pupils_assessed": "class",
    "actions": "action",
}  # fmt: skip

UNCLEAR: tuple[str, ...] = ("unclear",)
"""In place of the populations where the text names several and does not list them: no fact can be asked of it."""
_GROWTH_POINT = (
    r"на базе котор~ (?:созда|откры|функционир|действ|работа)~ (?:центр~ )?(?:образования )?точк~ роста"
    r"|(?:имеющ~|с) (?:действующ~ )?(?:центр~ )?(?:образования )?точк~ роста"
    r"|где (?:созда|откры|работа|действ)~ точк~ роста"
)
_TIE = (
    r"(?:(?:(?:включенн|вошедш|входящ|вступивш|отобранн|участвующ|участвовавш|являющ|ставш|принимающ|принявш|участни|числ"
    r"|состав|перечень|участи|рамк|реализаци|итог)~|из|в|во|для|по) )*(?:(?:региональн|федеральн|данн|указанн)~ )?"
)
_YEARS = r"20\d\d(?:\s*(?:,|и|или|-|–)\s*20\d\d)*\s*(?:годах|годов|году|года|год|гг\.?|г\.?)?"
_JOIN = re.compile(r"[\s()_-]*(?:,|,?\s*(?:и|а также|и/или))[\s()_-]*")


@dataclass
class Counted:
    """Whom the text counts: the populations, their place, and whose they are («школ, руководители которых»)."""

    names: tuple[str, ...]
    first: int
    last: int
    of: tuple[str, ...] = ()


def counted(text: str) -> str:
    """The words that name whom an indicator counts: after its head word, up to the fact."""
    told = fold(text)
    head = r"(?:доля|процент|число|количество|численность|охват|удельный вес|динамика доли|положительная динамика доли)"
    told = re.sub(rf"^(?:{head}|(?:проведено )?не (?:менее|ниже) [\d.,]+ ?%?)\s*", "", told)
    end = r",|\s-\s|\bот общего|\b(?:подготов|принял|провел|прошл|представил|разместил|стал)"
    return re.split(end, told, maxsplit=1)[0].strip()


def take_cohort(told: Told, names: frozenset[str]) -> bool:
    """Mark what ties those counted to the programme; whether there was anything. `names`: those of the programme."""
    found = 0
    while match := _own_project(told, names):
        start = match.start()
        if tie := re.search(rf"(?<![а-я]){_TIE}\s*$".replace("~", "[а-я]*").replace(" ", r"\s+"), told.rest[:start]):
            start = tie.start()
        told.mark(start, match.end(), "cohort")
        found += 1
    return found + told.take_all(r"(?:участник|участниц)(?:ов|и|ы|ам|ами)?(?=\s*(?:[,_]|$))") > 0


def _own_project(told: Told, names: frozenset[str]) -> re.Match[str] | None:
    called = "|".join(re.escape(even(name)).replace(r"\ ", " ") for name in sorted(names, key=len, reverse=True))
    named = wording(rf"проект~\s+(?:{called or '500'})\+?|{called or '500'}").search(told.rest)
    named = named or re.search(r"(?:проект[а-я]*\s+)?500\+", told.rest)
    if named:
        return named
    for match in wording(rf"проект(?:ов|ом|а|у|е)?(?: адресн~ методическ~ помощи(?: {SCHOOL})?)?").finditer(told.rest):
        if not told.text[match.end() :].lstrip().startswith(tuple(QUOTES)):
            return match
    return None


def cohorts(text: str, title: str, year: int | None) -> str | None:
    """«current», «previous» or both, by the years that the text (or else the title) names; None for other years.

    A title names cohorts only when it names two years together: the year of a plan is no cohort.
    """
    if year is None:
        return "current"
    told = even(text)
    years = {int(found) for found in re.findall(r"20\d\d", told)}
    if not years and not re.search(r"20\d\d\s*[-/]\s*20\d\d\s*уч", even(title)):
        both = re.search(r"(20\d\d)\s*(?:и|,|-)\s*(20\d\d)\s*г", even(title))
        years = {int(both[1]), int(both[2])} if both else set()
    if wording(r"(?:прошл|предыдущ)~ (?:год|когорт)~|прошл~ и текущ~ год~|текущ~ и прошл~ год~").search(told):
        years |= {year - 1}
        years |= {year} if re.search(r"текущ", told) else set()
    if not years <= {year, year - 1}:
        return None
    return ", ".join(name for name, of in (("current", year), ("previous", year - 1)) if of in years) or "current"


def take_years(told: Told) -> None:
    """Mark the years of cohorts."""
    told.take_all(rf"(?:в )?(?:когорт~ |набор~ )?{_YEARS}", "cohort")
    told.take_all(r"(?:в )?(?:(?:текущ|прошл|предыдущ)~ и )?(?:текущ|прошл|предыдущ)~ (?:год|когорт)~", "cohort")


def take_growth_point(told: Told) -> bool:
    """Mark «на базе которых созданы „Точки роста“»."""
    return told.take(_GROWTH_POINT, "growth_point") is not None


def take_groups(told: Told, start: int = 0, end: int | None = None) -> Counted | None:
    """Mark whom a part of the text counts: None for nobody, UNCLEAR for groups that are no plain list."""
    for owner, pattern, name in _OF_THEM:
        if (them := told.find(pattern, start, end)) and (whose := take_groups(told, start, them.start())):
            told.mark(them.start(), them.end(), name)
            told.phrases.pop(owner, None)
            them_all = (name,) if whose.names == (owner,) else UNCLEAR
            return Counted(them_all, whose.first, them.end(), whose.names)
    found: list[tuple[int, int, str]] = []
    for pattern, name in GROUPS:
        while match := told.find(pattern, start, end):
            found.append((match.start(), match.end(), name))
            told.mark(match.start(), match.end(), name)
    if not found:
        return None
    found.sort()
    text = even(told.text)
    for (_start, before, _one), (after, _end, _other) in pairwise(found):
        between = "".join(told.rest[place] if told.rest[place] != "_" else " " for place in range(before, after))
        if not _JOIN.fullmatch(between) or "котор" in text[before:after]:
            return Counted(UNCLEAR, found[0][0], found[-1][1])
    names = tuple(dict.fromkeys(name for *_place, name in found))
    return Counted(names, found[0][0], found[-1][1], names)
