"""What the pages about people have in common: the region and moment asked for, files, writing after a look at it."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from opora.accounts import consequences
from opora.accounts.guard import AskingRequest
from opora.accounts.places import Places
from opora.core import clock, numbers
from opora.core.attachments import attachment
from opora.core.components.links import Link
from opora.core.spreadsheets import CSV, XLSX, Sheet, separated, workbook
from opora.indicators.context import Context
from opora.programmes.asked import asked_of, carried

FORMS = {"xlsx": XLSX, "csv": CSV}
"""Files that a list can be had as."""


def asked_places(request: AskingRequest) -> Places:
    """Names of places on the day of the page, as known then."""
    found = asked_of(request)
    return Places(_region(request), found.as_of, found.known_at)


def present_places(request: AskingRequest) -> Places:
    """The same on the last day the region shows, as known now: what is written goes by the present."""
    return Places(_region(request), asked_of(request).latest, clock.now())


def address(request: AskingRequest, name: str, *arguments: int | str, **more: str) -> str:
    """Another page about people, with the moment carried on."""
    return reverse(f"people:{name}", args=arguments) + carried(request.GET, **more)


def tabs(request: AskingRequest, here: str) -> list[Link]:
    """The pages about people, beside one another: by name, and the coverage; [] when one alone opens."""
    if request.actor.scope("coverage") is None:
        return []
    pages = {"people": _("People by name"), "coverage": _("Coverage")}
    return [Link(label, address(request, name), current=name == here) for name, label in pages.items()]


def saved(sheet: Sheet, request: AskingRequest, form: str, *, plain: str) -> HttpResponse:
    """A list as a file, named by what it holds and its day; an invented region says so in the file and its name."""
    found = asked_of(request)
    invented = bool(found.programme and found.programme.region.demonstration_on)
    told = {"day": numbers.day(found.as_of), "moment": numbers.moment(found.known_at)}
    lines = [_("Demonstration"), _("The region, the people and the figures are invented.")] if invented else []
    about = [sheet.title, *lines, _("As of %(day)s, as known at %(moment)s") % told]
    whole = replace(sheet, lines=about)
    content = separated(whole) if form == "csv" else workbook([whole], title=sheet.title, made_at=clock.now())
    name = ", ".join([*lines[:1], sheet.title, numbers.day(found.as_of)]).replace(numbers.NBSP, " ")
    plain_name = "-".join(["opora", *["demo"] * invented, plain, found.as_of.isoformat()])
    return attachment(content, kind=FORMS[form], name=f"{name}.{form}", plain_name=f"{plain_name}.{form}")


def counts(request: AskingRequest, posts: Collection[str]) -> consequences.Counts:
    """The figures that ask for one of these posts, on the last day and as known at this very moment."""
    found = asked_of(request)
    context = Context.of(found.programme, found.latest, clock.now()) if found.programme else None
    return {key: pair for post in posts for key, pair in consequences.counts(context, post).items()}


def tried(request: AskingRequest, posts: Collection[str], write: Callable[[], Any]) -> list[str]:
    """What writing would move, without writing it; raises what the action refuses."""
    before = counts(request, posts)
    after: consequences.Counts = {}
    with suppress(_Enough), transaction.atomic():
        write()
        after = counts(request, posts)
        raise _Enough
    return consequences.told(before, after)


def written(request: AskingRequest, posts: Collection[str], write: Callable[[], Any]) -> list[str]:
    """Write, and what it moved."""
    before = counts(request, posts)
    write()
    return consequences.told(before, counts(request, posts))


def sentence(*parts: str | Sequence[str]) -> str:
    """One message of several sentences: "Куратор назначен. № 5: 39 → 40 из 41"."""
    return " ".join(" · ".join(part) if not isinstance(part, str) else part for part in parts if part)


class _Enough(Exception):
    """Ends a trial, so that nothing of it stays."""


def _region(request: AskingRequest) -> int:
    region_id = request.actor.region_id
    if region_id is None:
        raise ValueError("permissions.yaml lets nobody in here without a post, and a post has a region")
    return region_id
