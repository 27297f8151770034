"""Who holds up what: people, organisations and vacant posts by number and age of the gaps they can close."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.access import visible_holdings
from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.core.actors import Actor
from opora.core.numbers import natural
from opora.inbox.lists import Item, lists_in
from opora.inbox.models import Delegation, Snooze
from opora.inbox.office import office_in
from opora.inbox.places import Places, places_of
from opora.inbox.todos import Todo, posts_in, todos_in
from opora.indicators.access import visible_members
from opora.indicators.figures import Member
from opora.roadmap.closing import ONESELF, closed_by
from opora.roadmap.opened import executor_title
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links

Whose = tuple[str, str]
"""Kind and number of a holder: ("person", "5"), ("school", "3"), ("role", "ministry"), ("vacant", "school_head:3")."""


NAMED = 2
"""People of the region who are named for one gap; where there are more, any of them closes it."""


class By(StrEnum):
    """Whom the gaps are counted by."""

    PEOPLE = "people"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True, slots=True)
class Answering:
    """Somebody who answers for a gap. `posts`: for which, of those the reader may know; none: only the role is told."""

    person_id: int
    posts: tuple[Holding, ...]
    snooze: Snooze | None = None
    received: Delegation | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One gap that stands with a holder: a subject that an indicator lacks. Nobody answers in a vacant post."""

    todo: Todo
    member: Member
    answering: tuple[Answering, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """The indicator and the subject: the same gap with whomever it stands."""
        return self.todo.indicator.key, self.member.subject.key

    def days(self, day: dt.date) -> int:
        """Days past its deadline; 0 on the deadline itself, before it and without one."""
        return max((day - self.todo.due).days, 0) if self.todo.due else 0


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, an organisation, a role whose people the reader does not see, or a vacant post, with its gaps.

    The gaps are those the reader may see, each once, the oldest first. `note`: the posts of a person.
    """

    whose: Whose
    name: str
    note: str
    held: tuple[Held, ...]
    day: dt.date

    @property
    def vacant(self) -> bool:
        """Whether it is a post that nobody holds: the ministry answers for it."""
        return self.whose[0] == "vacant"

    @property
    def overdue(self) -> list[Held]:
        """Those whose deadline has passed."""
        return [one for one in self.held if one.days(self.day)]

    @property
    def days(self) -> int:
        """Days past the deadline of the oldest gap; 0 when none is overdue."""
        return max((one.days(self.day) for one in self.held), default=0)

    @property
    def since(self) -> dt.date | None:
        """The first day on which its oldest gap was overdue; None when none is."""
        return self.day - dt.timedelta(days=self.days - 1) if self.days else None

    @property
    def actions(self) -> list[str]:
        """Numbers of the actions in which its gaps are."""
        return sorted({one.todo.action.number for one in self.held}, key=natural)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which gaps are counted and by whom; without an `action` those of all actions."""

    by: By = By.PEOPLE
    action: str = ""
    overdue: bool = False

    @classmethod
    def read(cls, parameters: Mapping[str, str], numbers: Iterable[str]) -> "Choice":
        """From `?by=&action=&overdue=yes`; what is not known falls back to the default."""
        by, action = parameters.get("by", ""), parameters.get("action", "")
        return cls(
            By(by) if by in list(By) else By.PEOPLE,
            action if action in set(numbers) else "",
            parameters.get("overdue") == "yes",
        )

    def fits(self, held: Held, day: dt.date) -> bool:
        """Whether a gap is among those asked for."""
        return self.action in ("", held.todo.action.number) and (not self.overdue or held.days(day) > 0)


def holders(view: RoadmapView, actor: Actor, choice: Choice) -> list[Holder]:
    """Everybody who holds up something the actor may see; the oldest first, then the most. Vacant posts are among them.

    A fixed number of queries beside the lists of everybody.
    """
    places = places_of(view.context)
    found: dict[Whose, dict[tuple[str, str], Held]] = {}
    whose = _persons if choice.by is By.PEOPLE else _organisations
    for held in (*standing(view, actor, places.lies_in), *vacancies(view, actor)):
        if choice.fits(held, view.as_of):
            for one, answering in whose(held, places):
                gaps = found.setdefault(one, {})
                known = gaps.get(held.key)
                gaps[held.key] = Held(held.todo, held.member, (*(known.answering if known else ()), *answering))
    made = [_holder(one, tuple(gaps.values()), view, places) for one, gaps in found.items()]
    return sorted(made, key=lambda one: (-one.days, -len(one.held), natural(one.name), one.whose))


def standing(view: RoadmapView, actor: Actor, lies_in: Mapping[int, int | None]) -> list[Held]:
    """Gaps the actor may see, once for each person who is to close them: who took one over stands in for who gave it.

    What was put off is among them; posts that nobody holds are not, unless somebody took one over. `lies_in`: the
    municipality of each school whose people the reader may come to know.
    """
    context, office = view.context, view.context.once(office_in)
    shown: dict[str, list[Member]] = {}
    found: list[Held] = []
    for person, items in context.once(lists_in).items():
        for item in items:
            todo = item.todo
            if item.given or (todo.answerable.vacant and not item.received):
                continue
            if todo.key not in shown:
                shown[todo.key] = visible_members(actor, todo.members)
            posts = _counted(item, office.of_person(person))
            seen = tuple(visible_holdings(actor, posts, lies_in))
            answering = Answering(person, seen, item.snooze, item.received)
            found.extend(Held(todo, member, (answering,)) for member in shown[todo.key])
    return found


def vacancies(view: RoadmapView, actor: Actor) -> list[Held]:
    """Gaps the actor may see whose post nobody holds; nobody answers in them."""
    found = [one for one in view.context.once(todos_in) if one.answerable.vacant]
    return [Held(todo, member) for todo in found for member in visible_members(actor, todo.members)]


def named(answering: Sequence[Answering]) -> list[Answering]:
    """Who of these is told by name; nobody, for the role to be told, where the reader does not see one of them.

    Nor where any of many people of the region closes the gap.
    """
    seen = [one for one in answering if one.posts]
    regional = [one for one in seen if all(post.region_id is not None for post in one.posts)]
    return seen if len(seen) == len(answering) and len(regional) <= NAMED else []


def where_done(held: Sequence[Held], links: Links) -> str:
    """Where the reader takes the step of gaps of one to-do; "" where that is for others, as answering an invitation."""
    todo = held[0].todo
    own = any(links.request.actor.key == f"user:{one.person_id}" for each in held for one in each.answering)
    may = own or todo.answerable.vacant or todo.closing.role != ONESELF
    return links.doable(todo.gap.where) if may else ""


def gaps_of(holders_: Iterable[Holder]) -> dict[tuple[str, str], Held]:
    """Each gap once, whoever holds it."""
    return {held.key: held for one in holders_ for held in one.held}


def _counted(item: Item, own: list[Holding]) -> list[Holding]:
    """The posts for which a person answers; of who took it over those beside the giver."""
    if not item.received:
        return posts_in(item.todo, item.person_id)
    beside = {held.organisation for held in posts_in(item.todo, item.received.person_id)}
    return [held for held in own if held.organisation in beside] or own


def _persons(held: Held, _places: Places) -> Iterator[tuple[Whose, tuple[Answering, ...]]]:
    if not held.answering:
        yield from _vacant(held)
    for one in held.answering:
        yield ("person", str(one.person_id)) if one.posts else _role(held), (one,)


def _organisations(held: Held, places: Places) -> Iterator[tuple[Whose, tuple[Answering, ...]]]:
    if not held.answering:
        yield from _vacant(held)
    for one in held.answering:
        where = {_organisation(post, places): None for post in _at_subject(held.member, one.posts)}
        for organisation in where or {_role(held): None}:
            yield organisation, (one,)


def _at_subject(member: Member, posts: tuple[Holding, ...]) -> tuple[Holding, ...]:
    """Those of these posts that the gap is about, where it is about a person; else all."""
    subject = member.subject
    counted = [(subject.municipality_id, subject.school_id), *((p.municipality_id, p.school_id) for p in subject.posts)]
    schools = {school for _municipality, school in counted if school is not None}
    municipalities = {municipality for municipality, school in counted if school is None}
    here = tuple(one for one in posts if one.school_id in schools or one.municipality_id in municipalities - {None})
    return here or posts


def _organisation(post: Holding, places: Places) -> Whose:
    """A curator is no part of the school: one works for the municipality or, of the regional tier, for the region."""
    kind, number = post.organisation
    if kind == "region" or (post.post == Post.CURATOR and post.regional):
        return "role", post.post
    if post.post == Post.CURATOR:
        return "municipality", str(places.lies_in[number])
    return kind, str(number)


def _role(held: Held) -> Whose:
    return "role", closed_by(held.member).role


def _vacant(held: Held) -> Iterator[tuple[Whose, tuple[Answering, ...]]]:
    """The posts that the gap waits for: of each place, or the subject itself where it is about a post."""
    by = closed_by(held.member)
    for place in by.places or (held.member.subject.key if by.kind in ("person", "") else "",):
        yield ("vacant", f"{by.role}:{place}"), ()


def _holder(whose: Whose, held: tuple[Held, ...], view: RoadmapView, places: Places) -> Holder:
    gaps = tuple(sorted(held, key=lambda one: (one.todo.due or dt.date.max, natural(one.todo.indicator.key))))
    posts = {post.id: post for one in gaps for answering in one.answering for post in answering.posts}.values()
    note = "; ".join(dict.fromkeys(places.post(post) for post in posts)) if whose[0] == "person" else ""
    return Holder(whose, _name(whose, gaps, places, executor_title(view)), note, gaps, view.as_of)


def _name(whose: Whose, held: tuple[Held, ...], places: Places, role: Callable[[str], str]) -> str:
    kind, number = whose
    if kind == "vacant":
        by, (code, _colon, place) = closed_by(held[0].member), number.partition(":")
        if by.kind in ("person", ""):
            return held[0].member.subject.label
        return ", ".join(filter(None, (capfirst(role(code)), place and places.name(by.kind, int(place)))))
    if kind == "role":
        return _("Curators of the regional tier") if number == Post.CURATOR else capfirst(role(number))
    if kind == "person":
        posts = (post for one in held for answering in one.answering for post in answering.posts)
        return next(post.person for post in posts if str(post.person_id) == number)
    return places.name(kind, int(number))
