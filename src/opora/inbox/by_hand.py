"""Reminders sent by hand to one holder: a draft with all gaps of theirs, asked again before each letter is sent.

The mailing keeps keys only: what it says of people and places stands in the messages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from opora.accounts.addressees import Addressees, posts_for
from opora.core import clock, journal, numbers
from opora.core.actors import Actor
from opora.inbox.holdups import Answering, Holder
from opora.inbox.lists import lists_in
from opora.indicators.context import Context
from opora.indicators.figures import Member
from opora.indicators.nouns import counted
from opora.outbox import actions, guards, texts
from opora.outbox.models import Mailing
from opora.outbox.people import Office, Recipient, each_once
from opora.outbox.texts import Text
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.populations import region_municipalities
from opora.roadmap.queries import ActionView, RoadmapView, roadmap_in

KIND = "inbox.reminder"
"""The kind of the mailings and the name of their guard: both stand in the database."""

Key = tuple[str, str]
"""An indicator and a subject in it."""


def remindable(holder: Holder, by: Actor) -> bool:
    """Whether there is somebody to remind of a gap of a holder whom the actor may write to; no query."""
    return bool(_told(holder, by))


def remind(*, view: RoadmapView, holder: Holder, site: str, by: Actor) -> Mailing:
    """Prepare a draft: one message for each person who answers for gaps of the holder, with these gaps by action.

    What somebody put off is left out: they said when they want to hear of it. `site` is the address of this
    installation without a path. ValidationError when there is nobody to remind.
    """
    region = view.context.programme.region
    told = _told(holder, by)
    people = Addressees(by, region.pk, view.as_of)
    recipients = each_once(people.recipients([post for person in told for post in people.of_person(person)]))
    if not recipients:
        raise ValidationError(_("There is nobody to remind of these gaps whom you may write to."))
    own = {f"user:{person}": keys for person, keys in told.items()}
    said = {one.language: _Said.of(view, one.language) for one in recipients}
    return actions.prepare(
        office=Office(journal.key_of(region), region.time_zone, invented=region.demonstration_on is not None),
        recipients=[replace(one, fields=said[one.language].fields(one, own[one.key], site)) for one in recipients],
        kind=KIND,
        guard=KIND,
        arguments={"programme": view.context.programme.pk, "gaps": {key: list(own[key]) for key in own}},
        by=by,
    )


@guards.still_needed(KIND)
def still_theirs(arguments: Mapping[str, Any], recipient: str) -> bool:
    """Whether a gap the person was to be told of is open as of today, still theirs to close and not put off."""
    programme = Programme.objects.select_related("region", "preceding", "cohort").get(pk=arguments["programme"])
    context = Context.of(programme, last_day(programme.region), clock.now())
    items = context.once(lists_in).get(int(recipient.partition(":")[2]), [])
    theirs = {
        (item.todo.indicator.key, member.subject.key) for item in items if item.active for member in item.todo.members
    }
    return any((indicator, subject) in theirs for indicator, subject in arguments["gaps"].get(recipient, ()))


def write(_arguments: Mapping[str, Any], to: Recipient) -> Text:
    """The message in the language that is switched on; without the gaps for everybody at once."""
    parts = [
        _("Dear %(name)s,") % {"name": to.greeting or to.name},
        _("You can close these gaps of the roadmap:") if to.fields else _("There are gaps of the roadmap to close."),
        to.fields.get("gaps", ""),
    ]
    count = to.fields.get("count", "")
    subject = _("Reminder: %(gaps)s of the roadmap") % {"gaps": count} if count else _("Reminder of open gaps")
    return Text(subject, "\n\n".join(filter(None, parts)))


@dataclass(frozen=True)
class _Said:
    """The gaps of a roadmap in one language."""

    view: RoadmapView
    language: str
    municipalities: Mapping[int, str]

    @classmethod
    def of(cls, view: RoadmapView, language: str) -> "_Said":
        """Answered anew where the language is another one: the reasons are words."""
        if language != get_language():
            with override(language):
                context = Context.of(view.context.programme, view.as_of, view.known_at)
                view = roadmap_in(context) or view
        places = view.context.history.once(region_municipalities)
        return cls(view, language, {place.pk: place.name for place in places})

    def fields(self, to: Recipient, keys: Iterable[Key], site: str) -> dict[str, str]:
        """What one person is told: the own gaps under the action of each."""
        role = dict.fromkeys(keys)
        by_indicator: dict[str, list[str]] = {}
        for indicator, subject in role:
            by_indicator.setdefault(indicator, []).append(subject)
        with override(self.language):
            parts = [self._part(indicator, subjects, site) for indicator, subjects in by_indicator.items()]
            return {"gaps": "\n\n".join(parts), "count": counted("gap", len(role), "nominative")}

    def _part(self, indicator: str, subjects: list[str], site: str) -> str:
        row, one = self.view.indicators[indicator]
        members = {member.subject.key: member for member in one.figure.members}
        lines = [self._line(members[subject]) for subject in subjects]
        year, state = self.view.context.programme.year, members[subjects[0]].state.value
        page = f"{site}{reverse('roadmap:indicator', args=[indicator])}?programme={year}&list={state}"
        how = _("How they are closed: %(page)s") % {"page": page}
        return "\n".join([_heading(row), *lines, how])

    def _line(self, member: Member) -> str:
        """ "— СОШ № 14 (Ключевской район): посещение не назначено"."""
        place = self.municipalities.get(member.subject.municipality_id or 0, "")
        label = f"{member.subject.label} ({place})" if place else member.subject.label
        return f"— {label}: {member.reason}"


def _heading(row: ActionView) -> str:
    said = {"number": row.number, "title": row.outline.title}
    due = row.outline.terms.last_due
    if due is None:
        return _("No. %(number)s. %(title)s") % said
    return _("No. %(number)s. %(title)s, the deadline is %(day)s") % {**said, "day": numbers.day(due)}


def _told(holder: Holder, by: Actor) -> dict[int, list[Key]]:
    """The gaps of each person to be written to, who is neither the actor nor of the actor's own role."""
    allowed = frozenset(posts_for(by)) - {by.role}
    found: dict[int, list[Key]] = {}
    for held in holder.held:
        for one in held.answering:
            if _to_tell(one, allowed, by):
                found.setdefault(one.person_id, []).append(held.key)
    return found


def _to_tell(one: Answering, allowed: frozenset[str], by: Actor) -> bool:
    if one.snooze or by.key == f"user:{one.person_id}":
        return False
    return any(post.post in allowed for post in one.posts)


texts.register(KIND, gettext_lazy("reminder to one holder"), write)
