"""People and posts as lines of pages and files."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from opora.accounts.directory import Entry, sees_contacts
from opora.accounts.guard import AskingRequest
from opora.accounts.holders import Holding
from opora.accounts.models import User
from opora.accounts.places import Places, post_title
from opora.core import addresses
from opora.core.actors import Scope
from opora.core.spreadsheets import Cell, Column, Sheet
from opora.programmes.asked import asked_of, carried


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPost:
    """A post of somebody: where, since when and why, until when and why. Without addresses it is only read."""

    title: str
    where: str
    where_url: str
    since: dt.date
    basis: str
    until: dt.date | None = None
    why_left: str = ""
    end_url: str = ""
    replace_url: str = ""
    take_back_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """Somebody in a list; `posts` on the day, `email` and `phone` for who may see them, `sign_in` likewise."""

    name: str
    url: str
    posts: Sequence[tuple[str, str]]
    municipality: str
    email: str = ""
    phone: str = ""
    sign_in: str = ""


def lines(request: AskingRequest, entries: Iterable[Entry], places: Places) -> list[ShownLine]:
    """These people; one query for their contacts, whatever their number."""
    entries = list(entries)
    users = User.objects.in_bulk([entry.id for entry in entries])
    return [_line(request, entry, users[entry.id], places) for entry in entries]


def posts(request: AskingRequest, held: Iterable[Holding], places: Places) -> list[ShownPost]:
    """These posts, the latest first."""
    return [_post(request, one, places) for one in sorted(held, key=lambda one: (one.starts_on, one.id), reverse=True)]


def people_sheet(request: AskingRequest, entries: Sequence[Entry], places: Places) -> Sheet:
    """The list of people as a table: one row for each post, and one for who holds none."""
    columns = [
        Column(_("Surname"), 20),
        Column(_("Given name"), 16),
        Column(_("Patronymic"), 18),
        Column(_("Post"), 30),
        Column(_("Where"), 34),
        Column(_("Municipality"), 24),
        Column(_("Since"), 12),
        Column(_("Basis"), 30),
        Column(_("E-mail"), 26),
        Column(_("Telephone"), 18),
    ]
    rows: list[list[Cell]] = []
    shown = lines(request, entries, places)
    for entry, line in zip(entries, shown, strict=True):
        name: list[Cell] = [entry.surname, entry.given_name, entry.patronymic]
        contacts: list[Cell] = [line.email, line.phone]
        for held in entry.now:
            where, lies = places.where(held), places.municipality(held)
            rows.append([*name, post_title(held), where, lies, held.starts_on, held.basis, *contacts])
        if not entry.now:
            rows.append([*name, None, None, None, None, None, *contacts])
    return Sheet(_("People"), columns, rows)


def is_present(request: AskingRequest) -> bool:
    """Whether the page shows the last day as known now; on a page of the past nothing is written."""
    found = asked_of(request)
    return found.moment.known_at is None and found.as_of == found.latest


def sign_in_text(user: User) -> str:
    """Whether somebody can sign in, in words."""
    if user.withdrawn:
        return _("entered by mistake and taken back")
    if not user.is_active:
        return _("sign-in is closed")
    if not user.has_usable_password():
        return _("has no password yet")
    return _("has a password for the first sign-in") if user.must_change_password else _("can sign in")


def may_appoint(request: AskingRequest) -> bool:
    """Whether the reader appoints, and the page is not one of the past."""
    return request.actor.scope("appointment", "make") is not None and asked_of(request).moment.known_at is None


def may_end(request: AskingRequest) -> bool:
    """Whether the reader ends appointments and hands over, and the page is not one of the past."""
    return request.actor.scope("appointment", "end") is not None and asked_of(request).moment.known_at is None


def place_url(request: AskingRequest, kind: str, pk: int, municipality_id: int | None) -> str:
    """The page of a school or municipality the reader may open; "" for another, and for the region."""
    actor = request.actor
    scope = actor.scope(kind) if kind in ("school", "municipality") else None
    own = municipality_id in actor.municipality_ids or (kind == "school" and pk in actor.school_ids)
    page = addresses.address(kind, pk) if scope is Scope.REGION or (scope and own) else ""
    return page + carried(request.GET) if page else ""


def _line(request: AskingRequest, entry: Entry, user: User, places: Places) -> ShownLine:
    seen = sees_contacts(request.actor, entry, present=is_present(request))
    municipalities = dict.fromkeys(filter(None, (places.municipality(held) for held in entry.now)))
    return ShownLine(
        name=entry.full_name,
        url=reverse("people:person", args=[entry.id]) + carried(request.GET),
        posts=[(post_title(held), places.where(held)) for held in entry.now],
        municipality=", ".join(municipalities),
        email=user.email if seen else "",
        phone=user.phone if seen else "",
        sign_in=sign_in_text(user) if request.actor.scope("person", "write") else "",
    )


def _post(request: AskingRequest, held: Holding, places: Places) -> ShownPost:
    kind, pk = held.organisation

    def act(name: str, *, fits: bool = True) -> str:
        return reverse(f"people:{name}", args=[held.id]) + carried(request.GET) if fits and may_end(request) else ""

    return ShownPost(
        title=post_title(held),
        where=places.where(held),
        where_url=place_url(request, kind, pk, places.municipality_id(held)),
        since=held.starts_on,
        basis=held.basis,
        until=held.ends_on,
        why_left=held.why_left,
        end_url=act("end", fits=held.ends_on is None),
        replace_url=act("replace", fits=held.ends_on is None),
        take_back_url=act("take_back"),
    )
