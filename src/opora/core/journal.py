"""The journal: who did what to which object, kept for ever; who those people were, erasable.

An entry holds keys and a digest. Its labels and its before and after lie in a side table that can be erased for one
person without breaking anything: the digest stays, the chain of seals runs over the entries alone.
"""

import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from opora.core import clock
from opora.core.actors import Actor
from opora.core.models import JournalDetail, JournalEntry, JournalSeal

ERASE = "journal.erase"


def key_of(thing: models.Model) -> str:
    """The key of an object in the journal and in addresses: "school:17"."""
    return f"{thing._meta.model_name}:{thing.pk}"


def write(
    *, by: Actor, verb: str, object_key: str, about: str = "", count: int = 1, details: Mapping[str, Any] | None = None
) -> JournalEntry:
    """Add a row. Call it inside the transaction of the action it tells of.

    `details` may hold labels and values before and after; they can be erased by the key in `object_key` or `about`. The
    details of a batch may hold keys only, for nobody could find one person's part in them.
    """
    salt = secrets.token_hex(16)
    content = canonical(details) if details else ""
    entry = JournalEntry.objects.create(
        at=clock.now(),
        actor=by.key,
        verb=verb,
        object_key=object_key,
        about=about,
        count=count,
        digest=digest(salt, content) if details else "",
    )
    if details:
        JournalDetail.objects.create(entry=entry, salt=salt, content=content)
    return entry


def details_of(entry: JournalEntry) -> dict[str, Any]:
    """Labels, before and after of an entry; empty when it has none or they were erased."""
    detail = JournalDetail.objects.filter(entry=entry).first()
    content: dict[str, Any] = json.loads(detail.content) if detail else {}
    return content


@transaction.atomic
def erase(*, key: str, by: Actor) -> int:
    """Delete the labels and details that speak of one person or object; says how many entries lost theirs.

    Entries, digests and seals stay. The erasure itself is journalled: details that are gone without one are a fault.
    """
    spoken_of = JournalDetail.objects.filter(Q(entry__object_key=key) | Q(entry__about=key))
    erased, _by_model = spoken_of.delete()
    write(by=by, verb=ERASE, object_key=key, count=erased)
    return erased


@transaction.atomic
def seal() -> int:
    """Chain every entry not sealed yet; says how many. The last seal, kept elsewhere, proves that no end was cut."""
    last = JournalSeal.objects.select_for_update().order_by("-position").first()
    position, value = (last.position, last.value) if last else (0, "")
    now = clock.now()
    seals = []
    for entry in JournalEntry.objects.filter(seal=None).order_by("pk").iterator():
        position, value = position + 1, link(value, entry)
        seals.append(JournalSeal(position=position, entry=entry, sealed_at=now, value=value))
    JournalSeal.objects.bulk_create(seals, batch_size=500)
    return len(seals)


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong: in which row (an entry's number, or a place in the chain) and what."""

    row: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. `last_seal` is worth keeping outside."""

    sealed: int
    unsealed: int
    last_seal: str
    fault: Fault | None = None


def verify(*, expected_seal: str = "") -> Verdict:
    """Walk the chain and hold every detail against its digest. `expected_seal` must be one of the chain's seals."""
    sealed, value, fault, seen = _walk(expected_seal)
    unsealed = JournalEntry.objects.filter(seal=None).count()
    if fault is None and expected_seal and not seen:
        fault = Fault("-", "seal-not-found")
    return Verdict(sealed, unsealed, value, fault or _wrong_detail())


def explain(fault: Fault) -> str:
    """A fault in the words of the reader."""
    meanings = {
        "row-gone": _("Journal row %(row)s is gone."),
        "row-changed": _("Journal row %(row)s was changed, or the one before it was."),
        "details-gone": _("The details of journal row %(row)s are gone, and no erasure was recorded."),
        "details-changed": _("The details of journal row %(row)s were changed."),
        "seal-not-found": _("The chain does not contain the seal that was given."),
    }
    return meanings[fault.what] % {"row": fault.row}


def _walk(expected_seal: str) -> tuple[int, str, Fault | None, bool]:
    position, value, seen = 0, "", False
    for link_ in JournalSeal.objects.select_related("entry").order_by("position").iterator(chunk_size=2000):
        if link_.position != position + 1:
            return position, value, Fault(f"#{position + 1}", "row-gone"), seen
        if link_.value != link(value, link_.entry):
            return position, value, Fault(str(link_.entry_id), "row-changed"), seen
        position, value = link_.position, link_.value
        seen = seen or value == expected_seal
    highest = JournalSeal.objects.aggregate(highest=Max("position"))["highest"] or 0
    fault = Fault(f"#{position + 1}", "row-gone") if highest != position else None
    return position, value, fault, seen


def _wrong_detail() -> Fault | None:
    erased = dict(JournalEntry.objects.filter(verb=ERASE).values_list("object_key").annotate(Max("pk")))
    rows = JournalEntry.objects.exclude(digest="").order_by("pk")
    fields = ("pk", "object_key", "about", "digest", "detail__salt", "detail__content")
    for pk, object_key, about, expected, salt, content in rows.values_list(*fields).iterator(chunk_size=2000):
        if content is None:
            if max(erased.get(object_key, 0), erased.get(about, 0)) < pk:
                return Fault(str(pk), "details-gone")
        elif digest(salt, content) != expected:
            return Fault(str(pk), "details-changed")
    return None


def canonical(details: Mapping[str, Any]) -> str:
    """One text for one meaning: sorted keys, no spaces."""
    return json.dumps(details, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(salt: str, content: str) -> str:
    """What proves details: without the salt a short text such as a name could be guessed from it."""
    return hashlib.sha256(f"{salt}{content}".encode()).hexdigest()


def link(previous: str, entry: JournalEntry) -> str:
    """The seal of an entry after the seal `previous` ("" for the first)."""
    at = entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    row = [entry.pk, at, entry.actor, entry.verb, entry.object_key, entry.about, entry.count, entry.digest]
    return hashlib.sha256(f"{previous}{json.dumps(row, ensure_ascii=False)}".encode()).hexdigest()
