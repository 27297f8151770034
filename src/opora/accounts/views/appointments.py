"""Appointing: one post or several at once; what that would change is shown before anything is written."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from opora.accounts import actions
from opora.accounts.actions import NewAppointment, Organisation
from opora.accounts.directory import Directory, directory
from opora.accounts.forms.appointing import MOST, AppointForm, suggested
from opora.accounts.guard import AskingRequest
from opora.accounts.holders import Holders, Holding, load
from opora.accounts.models import BELONGS_TO, SINGLE_POSTS, Post, User
from opora.accounts.places import Places
from opora.accounts.views.shared import address, present_places, sentence, tried, written
from opora.core import journal, numbers
from opora.core.components.links import Link
from opora.core.forms import refused
from opora.core.imports.cells import folded
from opora.organisations.access import visible_to
from opora.organisations.models import Municipality, Region, School
from opora.programmes.asked import asked_of, carried_pairs

SUGGESTED = 50
"""Names that a browser offers while one types."""


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: AskingRequest) -> HttpResponse:
    """First the post and the place, unless the address names them; then the person."""
    places = present_places(request)
    post = request.GET.get("post", "")
    where = _organisations(request, post) if post in Post.values else []
    if not where:
        return render(request, "account/where.html", _where(request, places, post))
    people = directory(request.actor, places, present=True)
    found = asked_of(request)
    given: dict[str, Any] = {"people": people, "places": places, "latest": found.latest, "post": post}
    if request.method != "POST":
        known = people.get(_number(request.GET, "person"))
        form = AppointForm(**given, initial={"on": found.as_of, "who": _typed(people, known.id) if known else ""})
        return _page(request, form, post, where)
    form = AppointForm(request.POST, **given)
    if not form.is_valid() or form.entry is None:
        return _page(request, form, post, where)
    person, said = User.objects.get(pk=form.entry.id), form.cleaned_data
    rows = [_row(person, post, one, said) for one in where]
    save = "save" in request.POST
    try:
        moved = (written if save else tried)(request, [post], lambda: actions.appoint_each(rows=rows, by=request.actor))
    except ValidationError as error:
        return _page(request, form, post, where, faults=_tell(form, error, where))
    if not save:
        return _page(request, form, post, where, moved=moved)
    messages.success(request, sentence(_done(person, post, places, where), moved))
    return redirect(_back(request) or address(request, "person", person.pk))


def _row(person: User, post: str, where: Organisation, said: dict[str, Any]) -> NewAppointment:
    return NewAppointment(
        person=person,
        post=post,
        organisation=where,
        on=said["on"],
        basis=said["basis"],
        acting=said.get("acting", False),
        tier=said.get("tier", ""),
        until=said.get("until"),
    )


def _organisations(request: AskingRequest, post: str) -> list[Organisation]:
    """The places the address names, of a kind the post belongs to and within reach; a post of the region is there."""
    kinds, actor = BELONGS_TO[post], request.actor
    asked = {kind: [int(text) for text in request.GET.getlist(kind) if text.isdecimal()] for kind in kinds}
    found: list[Organisation] = []
    if asked.get("region") or kinds == ("region",):
        found += Region.objects.filter(pk=actor.region_id or 0)
    if asked.get("municipality"):
        found += visible_to(actor, Municipality.objects.filter(pk__in=asked["municipality"])).order_by("name")
    if asked.get("school"):
        found += visible_to(actor, School.objects.filter(pk__in=asked["school"])).order_by("pk")
    return found


def _where(request: AskingRequest, places: Places, post: str) -> dict[str, Any]:
    """Choosing the post and searching for its place; each place found is a link to the next step."""
    text = request.GET.get("where", "").replace("\0", "").strip()[:100]
    found: list[tuple[Link, str]] = []
    person = {"person": request.GET["person"]} if _number(request.GET, "person") else {}
    if post in Post.values:
        kinds = BELONGS_TO[post]
        if "region" in kinds:
            region = str(request.actor.region_id)
            found.append((Link(_("The region"), address(request, "appoint", post=post, region=region, **person)), ""))
        terms = folded(text).split()
        fitting = [one for one in places.everywhere(kinds) if terms and all(t in folded(one[2]) for t in terms)]
        found += [
            (Link(name, address(request, "appoint", post=post, **{kind: str(pk)}, **person)), places.lies_in(kind, pk))
            for kind, pk, name in fitting[:MOST]
        ]
    return {
        "crumbs": [Link(_("People"), address(request, "people"))],
        "posts": [(one.value, capfirst(str(one.label))) for one in Post],
        "post": post if post in Post.values else "",
        "text": text,
        "found": found,
        "kept": [*carried_pairs(request.GET), *person.items()],
    }


def _page(
    request: AskingRequest,
    form: AppointForm,
    post: str,
    where: Sequence[Organisation],
    *,
    moved: list[str] | None = None,
    faults: Sequence[str] = (),
) -> HttpResponse:
    places = form.places
    there = [_held(places, post, one) for one in where]
    context = {
        "crumbs": [Link(_("People"), address(request, "people"))],
        "title": _title(post, places, where),
        "form": form,
        "places": [_name(places, one) for one in where],
        "held": [line for held in there for line in _holding_lines(request, places, held, post)],
        "several": len(where) > 1,
        "suggested": suggestions(form.people, post),
        "shown": moved is not None,
        "moved": moved,
        "faults": faults,
        "enter_url": address(request, "enter"),
        "button": _button(post, len(where)),
        "back": _back(request),
    }
    return render(request, "account/appoint.html", context, status=422 if form.errors or faults else 200)


def suggestions(people: Directory, post: str) -> list[tuple[str, str]]:
    """Names a browser may offer: those who hold the post elsewhere, then those without any."""
    counts = Counter(one.full_name for one in people.entries)
    holding = [one for one in people.entries if any(held.post == post for held in one.now)]
    free = [one for one in people.entries if not one.now]
    return suggested([*holding, *free][:SUGGESTED], counts)


def _held(places: Places, post: str, where: Organisation) -> list[Holding]:
    """Who holds the post there on the last day or later."""
    kind = str(type(where)._meta.model_name)
    rows = load(Q(post=post, **{kind: where}), places.known_at)
    return [held for held in Holders(rows).all_of(post, kind, where.pk) if not held.over(places.day)]


def _holding_lines(request: AskingRequest, places: Places, held: list[Holding], post: str) -> list[dict[str, str]]:
    """Who is there before: a second head is refused, so that the way is to hand the post over."""
    return [
        {
            "text": _("%(person)s, since %(day)s: %(post)s")
            % {"person": one.person, "day": numbers.day(one.starts_on), "post": places.title(one)},
            "url": address(request, "replace", one.id) if post in SINGLE_POSTS and one.ends_on is None else "",
        }
        for one in held
    ]


def _tell(form: AppointForm, error: ValidationError, where: Sequence[Organisation]) -> list[str]:
    """What is wrong with which place; with one place alone it stands beside the person."""
    if not hasattr(error, "error_dict"):
        refused(form, error)
        return []
    names = {journal.key_of(one): _name(form.places, one) for one in where}
    if set(error.message_dict) - set(names):
        refused(form, error)
        return []
    if len(where) == 1:
        form.add_error("who", error.messages)
        return []
    return [f"{names[key]}: {' '.join(texts)}" for key, texts in error.message_dict.items()]


def _name(places: Places, where: Organisation) -> str:
    return places.named(str(type(where)._meta.model_name), where.pk) or str(where)


def _title(post: str, places: Places, where: Sequence[Organisation]) -> str:
    label = capfirst(str(Post(post).label))
    if len(where) == 1:
        return _("%(post)s, %(place)s") % {"post": label, "place": _name(places, where[0])}
    count = ngettext("%(count)d school", "%(count)d schools", len(where)) % {"count": len(where)}
    return _("%(post)s, %(place)s") % {"post": label, "place": count}


def _button(post: str, n: int) -> str:
    if post == Post.CURATOR and n > 1:
        return ngettext("Appoint a curator to %(n)d school", "Appoint a curator to %(n)d schools", n) % {"n": n}
    return _("Appoint")


def _done(person: User, post: str, places: Places, where: Sequence[Organisation]) -> str:
    text = _("%(person)s is appointed: %(post)s.")
    return text % {"person": person.short_name, "post": _title(post, places, where)}


def _typed(people: Directory, pk: int) -> str:
    """What stands for a person in a field: the full name, or the login among namesakes."""
    entry = people.get(pk)
    if entry is None:
        return ""
    return entry.full_name if people.exactly(entry.full_name) else entry.login


def _number(parameters: QueryDict, name: str) -> int | None:
    text = parameters.get(name, "")
    return int(text) if text.isdecimal() else None


def _back(request: AskingRequest) -> str:
    """Where the reader came from, when it is the coverage."""
    return address(request, "coverage") if request.GET.get("from") == "coverage" else ""
