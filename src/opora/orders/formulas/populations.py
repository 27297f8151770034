"""Whom an indicator counts, and of which cohorts."""

import re

from opora.orders.order import OrderIndicator
from opora.orders.wording import fold

_GROUPS: tuple[tuple[str, str], ...] = (
    (r"(?:руководител|начальник)[а-я]+ (?:моуо|муниципальн[а-я]+ орган|органов управлени)", "municipal_heads"),
    (
        r"(?:руководител|директор)[а-я]+ (?:шнор|школ|оо\b|оу\b|(?:обще)?образовательн[а-я]+ (?:организац|учрежд))",
        "school_heads",
    ),
    (r"управленческ[а-я]+ команд|школьн[а-я]+ команд", "management_teams"),
    (r"кураторов", "curators"),
    (r"координаторов", "coordinators"),
    (r"обучающихся|учащихся|учеников", "pupils_assessed"),
    (r"моуо\b|муниципалитет[а-я]*|муниципальн[а-я]+ (?:район|образовани|орган)", "municipalities"),
    (r"шнор\b|школ\b|(?:обще)?образовательн[а-я]+ организац|оо\b", "schools"),
)
_WITHOUT_COHORT = frozenset({"municipal_heads"})
_END = r",|\s-\s|\bот общего|\b(?:подготов|принял|провел|прошл|представил|разместил|стал)"


def counted(indicator: OrderIndicator | str) -> str:
    """The words that name whom an indicator counts: after its head word, up to the fact."""
    told = fold(indicator if isinstance(indicator, str) else indicator.text)
    head = r"(?:доля|процент|число|количество|численность|охват|удельный вес|динамика доли|положительная динамика доли)"
    told = re.sub(rf"^(?:{head}|(?:проведено )?не (?:менее|ниже) [\d.,]+ ?%?)\s*", "", told)
    return re.split(_END, told, maxsplit=1)[0].strip()


def groups(text: str) -> list[str]:
    """The kinds of people and bodies that a text names, in its order, each once."""
    told = fold(text)
    found: dict[int, str] = {}
    for pattern, name in _GROUPS:
        for match in re.finditer(rf"\b(?:{pattern})", told):
            if not any(start <= match.start() < start + len(kind) for start, kind in found.items()):
                found[match.start()] = name
        told = re.sub(rf"\b(?:{pattern})", lambda match: " " * len(match[0]), told)
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def cohorts(text: str, title: str, year: int | None) -> str:
    """«current», or «current, previous» when the text (or else the title) names both years."""
    years = {int(found) for found in re.findall(r"20\d\d", text)} or {
        int(found) for found in re.findall(r"20\d\d", title)
    }
    if year is None or not years & {year, year - 1}:
        return "current"
    return ", ".join(name for name, of in (("current", year), ("previous", year - 1)) if of in years)


def population(indicator: OrderIndicator, title: str, year: int | None) -> str | None:
    """The population of an indicator as the language writes it; a list of groups is a union."""
    told = fold(indicator.text)
    names = groups(_enumeration(told))
    if not names:
        return None
    cohort = cohorts(indicator.text, title, year)
    return " | ".join(_call(name, cohort, told) for name in names)


def _enumeration(told: str) -> str:
    """«руководителей школ, кураторов, координаторов, принявших …»: groups may follow each other over commas."""
    parts = (
        re.split(r",\s*", re.sub(r"^\S+\s+", "", told, count=1))
        if re.match(r"дол|числ|колич", told)
        else [counted(told)]
    )
    kept = [re.split(_END, parts[0], maxsplit=1)[0]]
    for part in parts[1:]:
        if not groups(part.split(" ")[0]) and not groups(" ".join(part.split(" ")[:2])):
            break
        kept.append(re.split(_END, part, maxsplit=1)[0])
    return ", ".join(kept)


def _call(name: str, cohort: str, told: str) -> str:
    if name in _WITHOUT_COHORT:
        return f"{name}()"
    if name == "municipalities":
        return f"{name}({cohort})" if re.search(r"участни|проект", told) else f"{name}()"
    if name == "schools" and re.search(r"точк[а-я]+ роста", told):
        return f"{name}({cohort}, growth_point=True)"
    return f"{name}({cohort})"
