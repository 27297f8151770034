"""Mailings with the counts of their messages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import Count, Min, Q, QuerySet

from opora.outbox import texts
from opora.outbox.models import Mailing, Message, MessageFile, MessageState

TROUBLED = (MessageState.FAILED, MessageState.UNCERTAIN)
"""States in which a person has something to do."""


def counts(mailings: Iterable[Mailing]) -> dict[int, Counter[str]]:
    """Messages of each of these mailings by state; one query."""
    found: dict[int, Counter[str]] = {mailing.pk: Counter() for mailing in mailings}
    rows = Message.objects.filter(mailing__in=list(found)).order_by().values_list("mailing", "state")
    for pk, state, count in rows.annotate(count=Count("pk")):
        found[pk][state] = count
    return found


def of_state(mailings: QuerySet[Mailing], state: str) -> QuerySet[Mailing]:
    """Those in a state; "trouble": with something that was not delivered or perhaps was."""
    if state == "trouble":
        return mailings.filter(pk__in=Message.objects.filter(state__in=TROUBLED).values("mailing"))
    return mailings.filter(state=state)


def tallies(mailings: QuerySet[Mailing]) -> dict[str, int]:
    """How many mailings there are of each state, and with trouble; one query."""
    troubled = Q(pk__in=Message.objects.filter(state__in=TROUBLED).values("mailing"))
    wanted = {state: Count("pk", filter=Q(state=state)) for state in ("draft", "sending", "sent", "stopped")}
    return mailings.order_by().aggregate(**wanted, trouble=Count("pk", filter=troubled))


def samples(mailing: Mailing) -> list[Message]:
    """One message for each language that somebody gets; two queries."""
    rows = mailing.messages.exclude(state=MessageState.LEFT_OUT).filter(erased_at=None).order_by()
    first = [pk for _language, pk in rows.values_list("language").annotate(first=Min("pk"))]
    return list(Message.objects.filter(pk__in=first).order_by("-language"))


def files(messages: Iterable[Message]) -> "QuerySet[MessageFile, tuple[int, int, str, str]]":
    """Number, message, name and kind of each file that goes with these messages, without its content."""
    return MessageFile.objects.filter(message__in=list(messages)).values_list("pk", "message_id", "name", "media_type")


def subject(mailing: Mailing, language: str) -> str:
    """What a mailing is about, without names of people: its own words, those of its kind, or its name."""
    said: Mapping[str, str] | None = mailing.texts.get(language) or next(iter(mailing.texts.values()), None)
    if said is None:
        if not texts.kind_known(mailing.kind):
            return mailing.kind
        return for_everybody(mailing, language).subject or texts.title(mailing.kind)
    everybody = replace(texts.nobody(language), post="", place="")
    return texts.fill(texts.Text(said["subject"], ""), everybody).subject.rstrip(" :,;–—-") or texts.title(mailing.kind)


def for_everybody(mailing: Mailing, language: str) -> texts.Text:
    """The text of a mailing without personal data, to be put where many read it."""
    said = mailing.texts
    if said and language not in said:
        language = next(iter(said))
    return texts.written(mailing.kind, mailing.arguments, said, texts.nobody(language))


def called(mailing: Mailing) -> list[Message]:
    """Everybody of a mailing to be called, by name; those without a telephone last."""
    rows = mailing.messages.filter(erased_at=None)
    return sorted(rows, key=lambda message: (not message.phone, message.name.casefold().replace("ё", "е"), message.pk))
