"""Documents that an indicator asks for: «Разработан план», «Аналитический отчёт», «Наличие приказа о …»."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from opora.orders.formulas.told import even, wording

Topic = Callable[[str], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Document:
    """A document an indicator names: its code, its place in the text, and the words of the title it was read from."""

    code: str
    start: int
    end: int
    cited: str = ""


# Documents: the wording, the code. One document each: many plans of many bodies are no single delivery.
_DOCUMENTS: tuple[tuple[str, str], ...] = (
    (r"шаблон~ концептуальн~ документ~", "concept-templates"),
    (r"шаблон~", "templates"),
    (r"состав~ (?:региональн~ )?экспертн~ совет~|(?:региональн~ )?экспертн~ совет~", "expert-council"),
    (r"состав~ (?:региональн~ |межведомственн~ )?рабоч~ групп~|рабоч~ групп(?:а|ы|у)", "working-group"),
    (r"аналитическ~ (?:отчет|доклад)(?:а|у|ом)?", "analytic-report"),
    (r"отчет(?:а|у|ом)?", "report"),
    (r"аналитическ~ (?:справк|записк)(?:а|и|у)", "analytic-note"),
    (r"справк(?:а|и|у)", "note"),
    (r"методическ~ пособи(?:е|я)", "methodical-guide"),
    (r"методическ~ рекомендаци~", "methodical-recommendations"),
    (r"сборник(?:а|у)?", "collection"),
    (r"положени(?:е|я)", "regulation"),
    (r"дорожн(?:ая|ую|ой) карт(?:а|ы|у)|план~ мероприятий \(дорожн~ карт~\)", "roadmap"),
    (r"план(?:а|-график|-графика)?|план-график(?:а)?", "plan"),
    (r"график(?:а)?", "schedule"),
    (r"приказ(?:а)?|распоряжени(?:е|я)", "decree"),
    (r"протокол(?:а)?", "minutes"),
    (r"реестр(?:а)?|переч(?:ень|ня)|спис(?:ок|ка)", "register"),
    (r"банк(?:а)?|баз(?:а|ы) данных", "bank"),
)
_PROGRAMME = (
    r"(?:(?:дополнительн|профессиональн|образовательн)~ )*программ(?:а|ы|у)"
    r"(?: (?:повышени~ квалификаци~|дополнительн~ профессиональн~ образовани~))*"
    r"(?: для (?:школьн~ |управленческ~ )?команд(?: школ| шнор)?)?|дпп(?: пк)?"
)

# That it is done, in any form; what only begins it is no delivery.
DONE = (
    r"(?:разработан|утвержден|создан|подготовлен|сформирован|издан|опубликован|принят|составлен|обновлен|определен|имеется"
    r"|согласован|подписан)~"
    r"|(?:разработ|подготов)ка|наличи(?:е|я)|издани(?:е|я)|утверждени(?:е|я)|макет(?:а)?|и"
)
# What a document may be called and be the same document.
ADJECTIVES = (
    r"сводн~|региональн~|краев~|областн~|республиканск~|итогов~|годов~|единог?о?|един(?:ый|ая|ое)|комплексн~|аналитическ~|нов~"
    r"|соответствующ~|министерства|института|департамента|персональн~|дополнительн~|профессиональн~|информационн~"
    r"|материалов|результат(?:ам|ах)|итог(?:ам|ах)|ход(?:е|у)?|реализации"
)


def deliverable(text: str, title: str, topic: Topic) -> Document | None:
    """The first document that a text names; a training programme is named after what the title is about."""
    told = even(text)
    found = [
        (match.start(), place, match)
        for place, (pattern, _code) in enumerate(_DOCUMENTS)
        if (match := wording(pattern).search(told))
    ]
    programme = wording(_PROGRAMME).search(told)
    if programme and (not found or programme.start() < min(found)[0]):
        about = topic(title) or topic(text)
        return Document(f"programme-{about[0]}", programme.start(), programme.end(), about[1]) if about else None
    if not found:
        return None
    _start, place, match = min(found, key=lambda one: one[:2])
    return Document(_DOCUMENTS[place][1], match.start(), match.end())


_SEVERAL = (
    r"(?:разработан|утвержден|создан|подготовлен|сформирован|издан|опубликован|принят|составлен|обновлен|согласован"
    r"|подписан)ы"
)
_PLURAL = re.compile(r"(?:программ|карт|справк|записк|баз)[ыи](?![а-я])")
_GOVERNS = re.compile(r"наличи|утвержден|издани|макет|разработк|подготовк|создани|формировани")
_SETS = frozenset({"templates", "concept-templates", "methodical-recommendations"})


def several(text: str, found: Document) -> bool:
    """Whether a text speaks of several documents: many plans of many bodies are no single delivery."""
    told = even(text)
    plural = _PLURAL.search(told[found.start : found.end]) and not _GOVERNS.search(told[: found.start])
    return found.code not in _SETS and bool(plural or wording(_SEVERAL).search(told))


def is_done(word: str) -> bool:
    """Whether a word says that a document is there, or only describes it."""
    return re.fullmatch(rf"{DONE}|{ADJECTIVES}".replace("~", "[а-я]*"), word) is not None
