"""Whether an organisation has somebody in a post, since when, and who: answers of the indicator language."""

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opora.accounts.holders import Holders, Holding
from opora.accounts.models import Post
from opora.accounts.populations import holders
from opora.core import numbers
from opora.indicators.context import Context
from opora.indicators.facts import Answer, Evidence, Fact, Gap, met, missing
from opora.indicators.subjects import Subject

CLOSES = "ministry"
"""The role that appoints."""
_STEPS: dict[str, str | Promise] = {
    Post.CURATOR: gettext_lazy("Appoint a curator"),
    Post.COORDINATOR: gettext_lazy("Appoint a coordinator"),
    Post.SCHOOL_HEAD: gettext_lazy("Appoint a school head"),
    Post.MUNICIPAL_HEAD: gettext_lazy("Appoint a head of the municipal education authority"),
}


def appointed(context: Context, post: Post, kind: str) -> Fact:
    """Whether the post is held in the subject's organisation on the day of the context.

    Met since the day from which it has been held without a break: a handover from one day to the next does not make
    the appointment a late one.
    """
    held = context.history.once(holders)
    return Fact(lambda subject: _answer(held, post, kind, _organisation(subject, kind), context.as_of))


def _organisation(subject: Subject, kind: str) -> int | None:
    return subject.school_id if kind == "school" else subject.municipality_id


def appointing_address(post: Post, kind: str, organisation_id: int | None) -> str:
    """Where one appoints, with the post and the place filled in."""
    return f"{reverse('people:appoint')}?post={post.value}&{kind}={organisation_id}"


def appointing_gap(
    post: Post, kind: str, organisation_id: int | None, *, by: dt.date | None = None, completes: bool = True
) -> Gap:
    """The ministry appoints to the post; `completes`: nothing more is asked for than that it is held."""
    where = appointing_address(post, kind, organisation_id)
    step = str(_STEPS.get(post, _("Fill the post")))
    return Gap(CLOSES, where, step=step, button=_("Appoint"), by=by, completes=completes)


def vacancy(subject: Subject, *, by: dt.date | None = None, final: bool = False) -> Gap:
    """Of a vacant post nothing can be asked before somebody is appointed to it, who then has to do the rest."""
    if final:
        return Gap(CLOSES, final=True)
    kind = "municipality" if subject.school_id is None else "school"
    post = Post(subject.key.partition(":")[0])
    return appointing_gap(post, kind, _organisation(subject, kind), by=by, completes=False)


def _answer(held: Holders, post: Post, kind: str, organisation_id: int | None, day: dt.date) -> Answer:
    if chain := unbroken(held.all_of(post, kind, organisation_id), day):
        return met(chain[0].starts_on, *map(_evidence, chain))
    if (left := held.vacant_since(day, post, kind, organisation_id)) and left.ends_on:
        vacant = {"day": numbers.day(left.ends_on), "why": left.why_left}
        return missing(_("vacant since %(day)s: %(why)s") % vacant, appointing_gap(post, kind, organisation_id))
    return missing(_("nobody was appointed"), appointing_gap(post, kind, organisation_id))


def unbroken(holdings: Sequence[Holding], day: dt.date) -> list[Holding]:
    """The holdings that cover a day and those before them without a day between, oldest first; empty when vacant."""
    chain = sorted((holding for holding in holdings if holding.covers(day)), key=_by_start)
    while chain:
        since = chain[0].starts_on
        before = [held for held in holdings if held.starts_on < since and held.ends_on and held.ends_on >= since]
        if not before:
            break
        chain = [*sorted(before, key=_by_start), *chain]
    return chain


def _by_start(holding: Holding) -> tuple[dt.date, int]:
    return holding.starts_on, holding.id


def _evidence(holding: Holding) -> Evidence:
    """The appointment with its basis."""
    label = _("%(person)s: %(basis)s") % {"person": holding.person, "basis": holding.basis}
    return Evidence(label, holding.starts_on, holding.recorded_at, holding.origin)
