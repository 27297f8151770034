"""From one indicator to a sentence of the language: what is counted over whom."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from opora.orders.formulas.codes import Codes, deliverable, topic
from opora.orders.formulas.populations import population
from opora.orders.order import Kind, OrderAction, OrderIndicator
from opora.orders.wording import fold


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator being read: its action, the codes of the order, its folded text."""

    action: OrderAction
    codes: Codes
    told: str


Fact = str | Callable[[Case], str | None]


def sentence(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> str | None:
    """The formula of an indicator, None when its wording is not recognised."""
    told = fold(indicator.text)
    if indicator.kind is Kind.DOCUMENT:
        return _appointed(told) or _delivered(indicator, action)
    if indicator.kind is Kind.GROWTH:
        return _growth(indicator, action, codes)
    if measure := _records(told, action, codes):
        return measure
    if re.search(r"исполненн[а-я]+ (?:мероприяти|действи)", told):
        return 'share(actions("regional"), executed())'
    return _over_people(indicator, action, codes)


def _over_people(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> str | None:
    told = fold(indicator.text)
    if re.search(r"справивш", told):
        about = topic(indicator.text) or topic(action.title)
        return f'share(pupils_assessed(current, "{about}"), succeeded())' if about else None
    people = population(indicator, action.title, codes.year)
    fact = next((make for pattern, make in _FACTS if re.search(pattern, told)), None)
    fact = fact(Case(action, codes, told)) if callable(fact) else fact
    if not people or not fact:
        return None
    return f"{'share' if indicator.kind is Kind.SHARE else 'count'}({people}, {fact})"


def _growth(indicator: OrderIndicator, action: OrderAction, codes: Codes) -> str | None:
    people, wave = population(indicator, action.title, codes.year), codes.wave(action)
    if not people or not re.search(r"системн[а-я]+ подход", fold(indicator.text)) or wave < 2:
        return None
    before, after = (f"share({people}, systemic_approach({number}))" for number in (wave - 1, wave))
    return f"change({before}, {after})"


def _appointed(told: str) -> str | None:
    if not re.search(r"назначен", told):
        return None
    if "координатор" in told:
        return "share(municipalities(current), coordinator_appointed())"
    return "share(schools(current), curator_appointed())" if "куратор" in told else None


def _delivered(indicator: OrderIndicator, action: OrderAction) -> str | None:
    code = deliverable(indicator.text, action.title)
    return f'delivered("{code}")' if code else None


def _records(told: str, action: OrderAction, codes: Codes) -> str | None:
    if re.search(r"(?:сообщени|новост|публикаци|материал)[а-я]*.*в месяц", told):
        return "least_per_month(news())"
    event = codes.event(action)
    if re.match(
        r"(?:проведено |проведены )?не менее \d+ (?:[а-я]+ )?[а-я-]*(?:сесси|практик|заняти|семинар|встреч)", told
    ):
        return f'count(sessions("{event.code}"))' if event and event.series else None
    if not re.match(r"число|количество", told):
        return None
    if "консультаци" in told:
        return f'count(consultations("{"network" if "сетев" in told else "individual"}"))'
    if re.search(r"запрос|обращени", told):
        return "count(requests())"
    return "count(page_views())" if "просмотр" in told else None


def _attended(case: Case) -> str | None:
    event = case.codes.event(case.action)
    if event is None:
        return None
    return f'attended(series="{event.code}")' if event.series else f'attended("{event.code}")'


def _prepared(case: Case) -> str | None:
    event = case.codes.event(case.action)
    kind = "analysis" if "анали" in case.told else "experience" if "опыт" in case.told else "material"
    return f'prepared("{event.code}", "{kind}")' if event else None


def _stage(case: Case) -> str:
    return "concept" if "концептуальн" in case.told else case.codes.stage(case.action)


def _visited(case: Case) -> str:
    return f'visited("{"first" if "первичн" in fold(case.action.title) else "repeated"}")'


def _course(case: Case) -> str | None:
    provider = "academy" if "академи" in fold(case.action.title) else topic(case.action.title)
    return f'took_course(provider="{provider}")' if provider else None


def _about(word: str) -> Callable[[Case], str | None]:
    """A fact whose code is what the action is about."""

    def fact(case: Case) -> str | None:
        code = topic(case.action.title)
        return f'{word}("{code}")' if code else None

    return fact


_FACTS: tuple[tuple[str, Fact], ...] = (
    (r"анкетировани", _about("surveyed")),
    (r"назначен[а-я]* координатор", "coordinator_appointed()"),
    (r"назначен[а-я]* куратор", "curator_appointed()"),
    (r"посещен", _visited),
    (r"активирова", "risks_activated()"),
    (r"(?:разме[щс]|утверд|опубликов)[а-я]+ (?:муниципальн[а-я]+ )?дорожн", "roadmap_published()"),
    (r"представи[а-я]+ опыт", lambda case: f'presented("{"municipal" if "муниципальн" in case.told else "regional"}")'),
    (r"экспертиз", lambda case: f'expertise_passed("{_stage(case)}")'),
    (r"документ[а-я]*.*подтвержден", lambda case: f'documents_confirmed("{_stage(case)}")'),
    (r"системн[а-я]+ подход", lambda case: f"systemic_approach({case.codes.wave(case.action)})"),
    (r"участие в курсах", _course),
    (r"(?:прошед|прош)[а-я]+ обучение|обучен[а-я]* по программ", _about("trained")),
    (r"подготовил|подготовивш", _prepared),
    (r"приня[а-я]+ участие|участвовавш|участвовал", _attended),
)
