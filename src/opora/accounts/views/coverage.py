"""The coverage of schools by curators and of municipalities by coordinators: what is open, each row with its button."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opora.accounts import showing
from opora.accounts.coverage import Conflict, Coverage, Load, Place, Standing, Unreachable, Vacancy, coverage
from opora.accounts.guard import AskingRequest
from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.accounts.views.shared import FORMS, address, saved, tabs
from opora.core import numbers
from opora.core.components.links import Link
from opora.core.spreadsheets import Cell, Column, Sheet
from opora.programmes.asked import asked_of, carried_pairs


@require_safe
def page(request: AskingRequest) -> HttpResponse:
    """Who has nobody, who has too much, vacancies, conflicts, people whom nothing reaches."""
    found = _coverage(request)
    if found is None:
        return render(request, "account/no_programme.html")
    appoints, ends = showing.may_appoint(request), showing.may_end(request)
    context = {
        "tabs": tabs(request, "coverage"),
        "curators": _standing(request, found.curators, appoints=appoints),
        "coordinators": _standing(request, found.coordinators, appoints=appoints),
        "tiers": found.curators.beside,
        "limit": found.limit,
        "own_limit": found.own_limit,
        "loads": [_load(request, one, ends=ends) for one in found.loads],
        "vacancies": [_vacancy(request, one, appoints=appoints) for one in found.vacancies],
        "conflicts": [_conflict(request, one, ends=ends) for one in found.conflicts],
        "unreachable": _unreachable(request, found.unreachable),
        "tells_contacts": request.actor.scope("person", "contact") is not None,
        "appoints": appoints,
        "bulk": appoints and len(found.curators.without) > 1,
        "appoint_url": address(request, "appoint").partition("?")[0],
        "kept": [*carried_pairs(request.GET), ("post", Post.CURATOR.value), ("from", "coverage")],
        "files": [Link(form.upper(), address(request, "coverage_file", form)) for form in FORMS],
    }
    return render(request, "account/coverage.html", context)


@require_safe
def file(request: AskingRequest, form: str) -> HttpResponse:
    """The same rows as one table."""
    found = _coverage(request)
    if form not in FORMS or found is None:
        raise Http404(f"no coverage as {form!r}")
    columns = [
        Column(_("What"), 28),
        Column(_("Where"), 34),
        Column(_("Municipality"), 24),
        Column(_("Who"), 24),
        Column(_("In words"), 60),
    ]
    return saved(Sheet(_("Coverage"), columns, list(_rows(found))), request, form, plain="coverage")


def _coverage(request: AskingRequest) -> Coverage | None:
    context = asked_of(request).context
    return coverage(context, request.actor) if context else None


def _standing(request: AskingRequest, standing: Standing, *, appoints: bool) -> dict[str, Any]:
    return {
        "have": standing.have,
        "total": standing.total,
        "without": [_place(request, one, appoints=appoints) for one in standing.without],
    }


def _place(request: AskingRequest, place: Place, *, appoints: bool) -> dict[str, Any]:
    asked = {"post": place.post, place.kind: str(place.id), "from": "coverage"}
    return {
        "id": place.id,
        "name": place.name,
        "url": showing.place_url(request, place.kind, place.id, place.municipality_id),
        "municipality": place.municipality,
        "post": capfirst(str(Post(place.post).label)),
        "since": _since(place.left),
        "appoint_url": address(request, "appoint", **asked) if appoints else "",
    }


def _vacancy(request: AskingRequest, vacancy: Vacancy, *, appoints: bool) -> dict[str, Any]:
    acting = vacancy.acting
    since = _("%(person)s is acting since %(day)s")
    text = since % {"person": acting.person, "day": numbers.day(acting.starts_on)} if acting else ""
    return {**_place(request, vacancy.place, appoints=appoints), "acting": text}


def _load(request: AskingRequest, load: Load, *, ends: bool) -> dict[str, Any]:
    pk = load.person.person_id
    return {
        "person": load.person.person,
        "url": address(request, "person", pk),
        "number": len(load.schools),
        "schools": "; ".join(load.schools),
        "hand_over_url": address(request, "hand_over", pk, post=Post.CURATOR.value) if ends else "",
    }


def _conflict(request: AskingRequest, conflict: Conflict, *, ends: bool) -> dict[str, Any]:
    return {
        "person": conflict.held.person,
        "url": address(request, "person", conflict.held.person_id),
        "where": conflict.where,
        "why": conflict.why,
        "replace_url": address(request, "replace", conflict.held.id) if ends and not conflict.held.ends_on else "",
    }


def _unreachable(request: AskingRequest, people: Sequence[Unreachable]) -> list[dict[str, Any]]:
    """The people by what they lack: first those whom nothing reaches, then without an address, then without sign-in."""
    groups: dict[str, dict[str, Any]] = {}
    for one in sorted(people, key=lambda one: (one.email or one.signs_in, one.email, one.forbidden)):
        group = groups.setdefault(_why_unreachable(one), {"people": [], "nothing": not (one.email or one.signs_in)})
        url, post = address(request, "person", one.held.person_id), str(Post(one.held.post).label)
        group["people"].append({"person": one.held.person, "url": url, "post": post})
    return [{"why": capfirst(why), **group} for why, group in groups.items()]


def _why_unreachable(one: Unreachable) -> str:
    signs_in = _("sign-in is closed") if one.forbidden else _("has no password yet")
    return ", ".join(filter(None, ("" if one.signs_in else signs_in, "" if one.email else _("no e-mail address"))))


def _since(left: Holding | None) -> str:
    """Since when a post is vacant, and why."""
    if left is None or left.ends_on is None:
        return _("nobody was appointed")
    return _("vacant since %(day)s: %(why)s") % {"day": numbers.day(left.ends_on), "why": left.why_left}


def _rows(found: Coverage) -> Sequence[Sequence[Cell]]:
    rows: list[list[Cell]] = []
    for label, standing in ((_("without a curator"), found.curators), (_("without a coordinator"), found.coordinators)):
        rows += [[label, one.name, one.municipality, None, _since(one.left)] for one in standing.without]
    for load in found.loads:
        rows.append([_("too many schools"), None, None, load.person.person, "; ".join(load.schools)])
    for vacancy in found.vacancies:
        place, acting = vacancy.place, vacancy.acting
        label = _("acting only") if acting else _("vacant post of a head")
        rows.append([label, place.name, place.municipality, acting.person if acting else None, _since(place.left)])
    for conflict in found.conflicts:
        rows.append([_("conflict"), conflict.where, None, conflict.held.person, conflict.why])
    for one in found.unreachable:
        rows.append([_("not reachable"), None, None, one.held.person, _why_unreachable(one)])
    return rows
