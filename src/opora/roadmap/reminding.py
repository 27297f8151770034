"""Reminders: a draft to those who can close the gaps of a figure, each with their own, asked again before it is sent.

The mailing keeps keys only: what it says of people and schools stands in the messages.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from opora.accounts.addressees import Addressees, posts_for
from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.accounts.permissions import grants_of
from opora.core import clock, journal, numbers
from opora.core.actors import SYSTEM, Actor
from opora.indicators.access import visible_members
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Member
from opora.outbox import actions, guards, texts
from opora.outbox.models import Mailing
from opora.outbox.people import Office, Recipient, each_once
from opora.outbox.texts import Text
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.populations import region_municipalities
from opora.roadmap.answers import figures_of
from opora.roadmap.closing import closers, is_open, of_others
from opora.roadmap.queries import RoadmapView, roadmap_in
from opora.roadmap.showing import passes

KIND = "roadmap.reminder"
"""The kind of the mailings and the name of their guard: both stand in the database."""


@dataclass(frozen=True)
class Reminder:
    """A draft, and how many gaps of the list nobody can be reminded of because the post is vacant."""

    mailing: Mailing
    vacant: int


@dataclass(frozen=True)
class _Told:
    """Who is told of which subjects, by key: those who close the gaps, and coordinators as a copy."""

    gaps: Mapping[str, list[str]]
    copies: Mapping[str, list[str]]
    closing: Mapping[str, list[str]]
    """By subject, the short names of who closes it."""
    roles: Mapping[str, str]


def remindable(view: RoadmapView, key: str, state: State, by: Actor) -> list[Member]:
    """The open gaps of a list that the actor sees and that others close; empty for who may not write. No query."""
    _row, one = view.indicators[key]
    return of_others(visible_members(by, one.figure.list(state)), by)


def may_copy(by: Actor) -> bool:
    """Whether coordinators are among those the actor may write to."""
    return Post.COORDINATOR in posts_for(by)


def remind(*, view: RoadmapView, key: str, state: State, copies: bool, site: str, by: Actor) -> Reminder:
    """Prepare a draft: one message for each person who can close gaps of the list, with these gaps and the deadline.

    `site` is the address of this installation without a path; `copies`: also to the coordinators of the
    municipalities. ValidationError when there is nobody to remind.
    """
    region = view.context.programme.region
    people = Addressees(by, region.pk, view.as_of)
    members = remindable(view, key, state, by)
    chosen = {member.subject.key: closers(member, people) for member in members}
    beside = {m.subject.key: _coordinators(m, people) for m in members if chosen[m.subject.key]} if copies else {}
    held = [one for found in (*chosen.values(), *beside.values()) for one in found]
    if not held:
        raise ValidationError(_("There is nobody to remind: the posts that close these gaps are vacant."))
    told = _Told(_by_person(chosen), _by_person(beside), _names(chosen), {_key(one): one.post for one in held})
    recipients = each_once(people.recipients(held))
    said = {one.language: _Said.of(view, key, one.language) for one in recipients}
    address = f"{reverse('roadmap:indicator', args=[key])}?programme={view.context.programme.year}&list={state.value}"
    mailing = actions.prepare(
        office=Office(journal.key_of(region), region.time_zone, invented=region.demonstration_on is not None),
        recipients=[replace(one, fields=said[one.language].fields(one.key, told, site)) for one in recipients],
        kind=KIND,
        guard=KIND,
        arguments={
            "programme": view.context.programme.pk,
            "indicator": key,
            "number": view.indicators[key][0].number,
            "titles": {language: one.title for language, one in said.items()},
            "due": _iso(view.indicators[key][0].outline.terms.last_due),
            "page": f"{site}{address}",
            "gaps": told.gaps,
            "copies": told.copies,
        },
        by=by,
    )
    return Reminder(mailing, sum(not found for found in chosen.values()))


@guards.still_needed(KIND)
def still_open(arguments: Mapping[str, Any], recipient: str) -> bool:
    """Whether a gap the person was to be told of is open as of today, and still theirs to close."""
    programme = Programme.objects.select_related("region", "preceding", "cohort").get(pk=arguments["programme"])
    today, key = last_day(programme.region), arguments["indicator"]
    figure = figures_of(Context.of(programme, today, clock.now()), [key]).get(key)
    still = {member.subject.key: member for member in (figure.members if figure else ()) if is_open(member)}
    if any(subject in still for subject in arguments["copies"].get(recipient, ())):
        return True
    own = [still[subject] for subject in arguments["gaps"].get(recipient, ()) if subject in still]
    if not own:
        return False
    people = Addressees(SYSTEM, programme.region_id, today)
    return any(_key(held) == recipient for member in own for held in closers(member, people))


def write(arguments: Mapping[str, Any], to: Recipient) -> Text:
    """The message in the language that is switched on; without the gaps for everybody at once."""
    titles = arguments["titles"]
    about = {"number": arguments["number"], "title": titles.get(get_language()) or next(iter(titles.values()))}
    subject = _("Reminder: No. %(number)s. %(title)s") % about
    due = parse_date(arguments["due"]) if arguments["due"] else None
    parts = [
        _("Dear %(name)s,") % {"name": to.greeting or to.name},
        _("Action No. %(number)s “%(title)s” still has open gaps.") % about,
        to.fields.get("gaps", ""),
        to.fields.get("copy", ""),
        _("The deadline is %(day)s.") % {"day": numbers.day(due)} if due else "",
        _("All gaps and how they are closed: %(page)s") % {"page": arguments["page"]},
    ]
    return Text(subject, "\n\n".join(filter(None, parts)))


@dataclass(frozen=True)
class _Said:
    """An indicator in one language."""

    title: str
    members: Mapping[str, Member]
    municipalities: Mapping[int, str]

    @classmethod
    def of(cls, view: RoadmapView, key: str, language: str) -> "_Said":
        """Answered anew where the language is another one: the reasons are words."""
        spoken = get_language()
        with override(language):
            if language != spoken:
                context = Context.of(view.context.programme, view.as_of, view.known_at)
                view = roadmap_in(context) or view
            row, one = view.indicators[key]
            names = {place.pk: place.name for place in view.context.history.once(region_municipalities)}
            members = {member.subject.key: member for member in one.figure.members}
            return cls(row.outline.title, members, names)

    def fields(self, key: str, told: _Told, site: str) -> dict[str, str]:
        """What one person is told: the own gaps, and those of others as a copy."""
        role = told.roles[key]
        reader = Actor(key=key, role=role, grants=grants_of(role))
        own = [self._line(subject, reader, site) for subject in told.gaps.get(key, ())]
        others = [f"{self._line(subject)} — {', '.join(told.closing[subject])}" for subject in told.copies.get(key, ())]
        copy = "\n".join([_("A copy for you: others were reminded of these gaps."), *others]) if others else ""
        return {"gaps": "\n".join(own), "copy": copy}

    def _line(self, subject: str, reader: Actor | None = None, site: str = "") -> str:
        """ "— СОШ № 14 (Ключевской район): посещение не назначено", and where the reader closes it."""
        member = self.members[subject]
        place = self.municipalities.get(member.subject.municipality_id or 0, "")
        label = f"{member.subject.label} ({place})" if place else member.subject.label
        where = member.gap.where if member.gap else ""
        link = f"\n  {site}{where}" if reader and where and passes(reader, where) else ""
        return f"— {label}: {member.reason}{link}"


def _coordinators(member: Member, people: Addressees) -> list[Holding]:
    return people.at(Post.COORDINATOR, "municipality", member.subject.municipality_id)


def _by_person(chosen: Mapping[str, Iterable[Holding]]) -> dict[str, list[str]]:
    """The subjects of each person, turned round from the people of each subject; each once."""
    found: dict[str, dict[str, None]] = {}
    for subject, held in chosen.items():
        for one in held:
            found.setdefault(_key(one), {})[subject] = None
    return {person: list(subjects) for person, subjects in found.items()}


def _names(chosen: Mapping[str, Iterable[Holding]]) -> dict[str, list[str]]:
    return {subject: list(dict.fromkeys(one.person for one in held)) for subject, held in chosen.items()}


def _key(held: Holding) -> str:
    return f"user:{held.person_id}"


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


texts.register(KIND, gettext_lazy("reminder of gaps"), write)
