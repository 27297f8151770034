"""Finding schools, municipalities, people and actions by a part of their name, on the day of the page.

Names are compared in memory, so that both databases find the same: without regard to case, and with ё as е. Every kind
passes its own door before it is searched.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.access import visible_holdings
from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.accounts.populations import all_holders
from opora.core.actors import Actor
from opora.core.numbers import natural
from opora.indicators.context import Context, History
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, School
from opora.organisations.queries import SchoolHistories, SchoolState
from opora.reports.shown import ShownFinding, ShownFindings
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links

T = TypeVar("T")
SHORTEST, MOST = 2, 20
"""Characters that are searched for; findings of a kind that are shown."""


def folded(text: str) -> str:
    """A text as it is compared: small letters, ё as е, one space between words."""
    return " ".join(text.casefold().replace("ё", "е").split())


def search(view: RoadmapView, actor: Actor, text: str, links: Links) -> list[ShownFindings]:
    """What the reader may see and asked for, by kind; kinds without a finding are left out."""
    terms = folded(text).split()
    if sum(map(len, terms)) < SHORTEST:
        return []
    states = view.context.history.once(_schools).all_at(view.as_of)
    municipalities = Municipality.objects.filter(region=view.context.programme.region_id).order_by("name")
    places = {place.pk: place.name for place in municipalities}
    seen = _seen(actor, view, states)
    kinds = [
        _actions(view, links, terms),
        _found(_("Municipalities"), terms, visible_to(actor, municipalities), lambda one: one.name, _place(links)),
        _found(_("Schools"), terms, seen, _named, _school(links, places)),
        _people(view, actor, terms, states, places, links),
    ]
    return [kind for kind in kinds if kind.findings]


def _found(
    title: str, terms: Sequence[str], things: Iterable[T], name: Callable[[T], str], show: Callable[[T], ShownFinding]
) -> ShownFindings:
    """Things whose name holds every term."""
    fitting = [thing for thing in things if all(term in folded(name(thing)) for term in terms)]
    return ShownFindings(title=title, findings=list(map(show, fitting[:MOST])), more=max(len(fitting) - MOST, 0))


def _schools(history: History) -> SchoolHistories:
    schools = School.objects.filter(municipality__region=history.programme.region_id)
    return SchoolHistories(schools, history.known_at)


def _seen(actor: Actor, view: RoadmapView, states: Iterable[SchoolState]) -> list[SchoolState]:
    region = School.objects.filter(municipality__region=view.context.programme.region_id)
    seen = set(visible_to(actor, region).values_list("pk", flat=True))
    return [state for state in states if state.opened and state.id in seen]


def _named(state: SchoolState) -> str:
    return f"{state.short_name} {state.name}"


def _place(links: Links) -> Callable[[Municipality], ShownFinding]:
    return lambda one: ShownFinding(title=one.name, url=links.thing("municipality", one.pk))


def _school(links: Links, places: dict[int, str]) -> Callable[[SchoolState], ShownFinding]:
    return lambda one: ShownFinding(
        title=one.short_name, note=places.get(one.municipality_id, ""), url=links.thing("school", one.id)
    )


def _actions(view: RoadmapView, links: Links, terms: Sequence[str]) -> ShownFindings:
    """By number or title."""
    number = next(iter(terms)).lstrip("№") if len(terms) == 1 else ""
    exact = [action for action in view.actions if action.number == number]
    if exact:
        terms = [folded(exact[0].outline.title)]
    return _found(
        _("Actions"),
        terms,
        view.actions,
        lambda action: action.outline.title,
        lambda action: ShownFinding(
            title=action.outline.title,
            note=_("No. %(number)s") % {"number": action.number},
            url=links.action(action.outline),
        ),
    )


def _people(
    view: RoadmapView,
    actor: Actor,
    terms: Sequence[str],
    states: Iterable[SchoolState],
    places: dict[int, str],
    links: Links,
) -> ShownFindings:
    """One line for each person, with the posts within reach on the day."""
    schools = {state.id: state for state in states}
    everybody = _in_force(view.context, view.as_of)
    seen = visible_holdings(actor, everybody, {pk: state.municipality_id for pk, state in schools.items()})
    persons: dict[int, list[Holding]] = {}
    for held in seen:
        persons.setdefault(held.person_id, []).append(held)

    def show(posts: list[Holding]) -> ShownFinding:
        said = [_post(held, schools, places) for held in posts]
        return ShownFinding(
            title=posts[0].person, note="; ".join(dict.fromkeys(said)), url=links.thing("person", posts[0].person_id)
        )

    ordered = sorted(persons.values(), key=lambda posts: natural(posts[0].person))
    return _found(_("People"), terms, ordered, _full_name, show)


def _in_force(context: Context, day: dt.date) -> list[Holding]:
    return context.history.once(all_holders).covering(day)


def _full_name(posts: list[Holding]) -> str:
    one = posts[0]
    return f"{one.surname} {one.given_name} {one.patronymic} {one.person}"


def _post(held: Holding, schools: dict[int, SchoolState], places: dict[int, str]) -> str:
    where = ""
    if held.school_id is not None and held.school_id in schools:
        where = schools[held.school_id].short_name
    elif held.municipality_id is not None:
        where = places.get(held.municipality_id, "")
    post = capfirst(str(Post(held.post).label))
    return f"{post}, {where}" if where else post
