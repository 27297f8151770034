"""One letter a day about what is due: prepared once for a region and a day, asked again before each one is sent.

The outbox is the memory: what reached a person is told by the messages of this kind, and nothing is kept beside them.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from opora.accounts.addressees import of_posts
from opora.core import clock, journal, numbers
from opora.core.actors import Actor
from opora.inbox import settings as region_settings
from opora.inbox.digest_words import Words
from opora.inbox.digests import Digest, digests_in, still_told
from opora.inbox.office import office_in
from opora.inbox.stages import Rules
from opora.indicators.context import Context
from opora.organisations.models import Region
from opora.outbox import actions, guards, texts
from opora.outbox.models import Mailing, MailingState, Message, MessageState
from opora.outbox.people import Office, Recipient, each_once
from opora.outbox.quiet import wait_until
from opora.outbox.texts import Text
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.queries import SettingsKnown, programme_on

KIND = "inbox.digest"
"""The kind of the mailings and the name of their guard: both stand in the database."""
REACHED = (MessageState.SENT, MessageState.UNCERTAIN, MessageState.SENDING)
"""States in which a person has, or may have, the letter."""


@dataclass(frozen=True)
class Plan:
    """What is told in a region on a day, to those who were not told of anything on that day yet."""

    region: Region
    context: Context
    rules: Rules
    digests: tuple[Digest, ...]

    @property
    def day(self) -> dt.date:
        """Whose day it is."""
        return self.context.as_of

    @cached_property
    def people(self) -> dict[int, Recipient]:
        """Whom the digests go to, by person, each with all posts; in the order of the digests."""
        office = self.context.once(office_in)
        held = [one for digest in self.digests for one in office.of_person(digest.person_id)]
        found = {one.key: one for one in each_once(of_posts(self.region.pk, self.day, held))}
        return {digest.person_id: found[f"user:{digest.person_id}"] for digest in self.digests}

    @property
    def reachable(self) -> int:
        """How many letters can go."""
        return sum(bool(one.address) and not one.left_out for one in self.people.values())

    def letters(self, digests: Iterable[Digest], site: str) -> list[Recipient]:
        """The recipients of some of the digests, with what each is told in their own language."""
        chosen = list(digests)
        by_language: dict[str, list[Digest]] = {}
        for one in chosen:
            by_language.setdefault(self.people[one.person_id].language, []).append(one)
        said: dict[int, Recipient] = {}
        for language, theirs in by_language.items():
            said |= self._said(language, site, theirs)
        return [said[one.person_id] for one in chosen]

    def _said(self, language: str, site: str, digests: list[Digest]) -> dict[int, Recipient]:
        """Answered anew where the language is another one: reasons and steps are words."""
        spoken = get_language()
        with override(language):
            again = Context.of(self.context.programme, self.day, self.context.known_at)
            words = Words.of(self.context if language == spoken else again, site, digests)
            return {
                one.person_id: replace(self.people[one.person_id], fields=self._fields(words, one)) for one in digests
            }

    def _fields(self, words: Words, digest: Digest) -> dict[str, str]:
        return {"subject": words.subject(digest), "text": words.text(digest, self.rules.most)}


def plan(region: Region) -> Plan | None:
    """What is to be told in a region today; None without a programme. Nothing is written."""
    day = last_day(region)
    programmes = Programme.objects.filter(region=region, roadmap__isnull=False)
    programme = programme_on(programmes.select_related("region", "preceding", "cohort"), day)
    if programme is None:
        return None
    rules, context = rules_on(region, day), Context.of(programme, day, clock.now())
    settled = told_on(region, day)
    found = digests_in(context, rules, reached(region))
    return Plan(region, context, rules, tuple(one for one in found if f"user:{one.person_id}" not in settled))


def why_not(region: Region) -> str:
    """Why letters of today would not reach anybody today; "" when they would. Drafts of a demonstration may be made."""
    until = wait_until(clock.now(), region.time_zone)
    zone = ZoneInfo(region.time_zone)
    if region.demonstration_on or until is None or until.astimezone(zone).date() == last_day(region):
        return ""
    text = _("It is a time of rest until %(moment)s; what is due is told by the letters of that day.")
    return text % {"moment": numbers.moment(until)}


def rules_on(region: Region, day: dt.date) -> Rules:
    """The rules of a region in force on a day."""
    return region_settings.rules(SettingsKnown(region, clock.now()).on(day))


def send(*, found: Plan, site: str, by: Actor) -> Mailing | None:
    """Prepare and approve today's letters; None when nobody is left to be told.

    Two at once leave one letter for each: the region is locked, and who has a letter of the day is left out. In a
    demonstration and without a mail server it stays a draft, for a messenger or for calls.
    """
    letters = found.letters(found.digests, site)  # before the lock: it reads everything
    with transaction.atomic():
        region = Region.objects.select_for_update(no_key=True).get(pk=found.region.pk)
        settled = told_on(region, found.day)
        return _prepare(found, region, [one for one in letters if one.key not in settled], by)


def _prepare(found: Plan, region: Region, letters: list[Recipient], by: Actor) -> Mailing | None:
    draft = only_draft(region)
    if not letters or not (draft or any(one.address and not one.left_out for one in letters)):
        return None
    keys = {f"user:{one.person_id}": _keys(one.first(found.rules.most)) for one in found.digests}
    mailing = actions.prepare(
        office=Office(journal.key_of(region), region.time_zone, invented=region.demonstration_on is not None),
        recipients=letters,
        kind=KIND,
        guard=KIND,
        arguments={
            "programme": found.context.programme.pk,
            "day": found.day.isoformat(),
            "todos": {one.key: keys[one.key] for one in letters},
        },
        by=by,
    )
    if not draft:
        actions.send(mailing=mailing, by=by)
    return mailing


def only_draft(region: Region) -> bool:
    """Whether letters of a region are only prepared: its people are invented, or mail is off."""
    return region.demonstration_on is not None or settings.OUTBOX_SERVER is None


@guards.still_needed(KIND)
def still_needed(arguments: Mapping[str, Any], recipient: str) -> bool | str:
    """Whether the day is not over and every to-do of the letter is still open and with whom the letter says."""
    programme = Programme.objects.select_related("region", "preceding", "cohort").get(pk=arguments["programme"])
    today = last_day(programme.region)
    if arguments["day"] != today.isoformat():
        return _("its day is over; the next letter tells of it")
    listed = arguments["todos"].get(recipient, {"own": (), "above": ()})
    context, rules = Context.of(programme, today, clock.now()), rules_on(programme.region, today)
    person = int(recipient.partition(":")[2])
    if still_told(context, rules, person, listed["own"], listed["above"]):
        return True
    return _("a to-do of the letter was closed or lies with somebody else; a new letter is prepared")


def write(arguments: Mapping[str, Any], to: Recipient) -> Text:
    """The letter in the language that is switched on; for everybody at once without any to-do."""
    day = parse_date(arguments["day"])
    subject = to.fields.get("subject") or _("To-dos on %(day)s") % {"day": numbers.day(day) if day else ""}
    hello = _("Dear %(name)s,") % {"name": to.greeting or to.name}
    text = to.fields.get("text") or _("Everybody gets the own to-dos.")
    return Text(subject, f"{hello}\n\n{text}")


def reached(region: Region) -> dict[int, dt.date]:
    """The day of the last digest that reached each person; one query."""
    day = KeyTextTransform("day", "mailing__arguments")
    rows = _messages(region).filter(state__in=REACHED).values_list("recipient").annotate(last=Max(day))
    days = {int(key.partition(":")[2]): parse_date(last) for key, last in rows}
    return {person: last for person, last in days.items() if last}


def told_on(region: Region, day: dt.date) -> set[str]:
    """The keys of those who have a letter of a day, whatever became of it: one that was dropped, or cancelled before
    it was approved, is none."""
    cancelled = Q(mailing__state=MailingState.STOPPED, mailing__approved_at=None)
    rows = _messages(region).filter(mailing__arguments__day=day.isoformat())
    return set(rows.exclude(state=MessageState.DROPPED).exclude(cancelled).values_list("recipient", flat=True))


def dropped_on(region: Region, day: dt.date) -> set[str]:
    """The keys of those whose letter of a day was held back, and who have no other."""
    rows = _messages(region).filter(mailing__arguments__day=day.isoformat(), state=MessageState.DROPPED)
    return set(rows.values_list("recipient", flat=True)) - told_on(region, day)


def mailings(region: Region) -> "QuerySet[Mailing]":
    """The mailings of this kind of a region, newest first."""
    return Mailing.objects.filter(of=journal.key_of(region), kind=KIND)


def _messages(region: Region) -> "QuerySet[Message]":
    return Message.objects.filter(mailing__in=mailings(region)).order_by()


def _keys(digest: Digest) -> dict[str, list[str]]:
    items = (*digest.own, *digest.handed)
    return {"own": [item.todo.key for item in items], "above": [todo.key for todo in digest.above]}


texts.register(KIND, gettext_lazy("digest of to-dos"), write)
