"""What stands around every working page: the menu of the role, the programme, the place, the two clocks.

A context processor of the topmost app, because the menu names pages of all others.
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opora.accounts.guard import may_pass
from opora.accounts.permissions import matrix
from opora.config import status
from opora.core.actors import Actor
from opora.core.components.links import Link
from opora.core.jobs import queries
from opora.core.shell import Search
from opora.indicators.context import Context
from opora.organisations.models import Region
from opora.programmes.asked import Asked, asked_of, carried, carried_pairs
from opora.programmes.groups import SchoolGroup
from opora.programmes.models import Programme
from opora.programmes.populations import region_municipalities, roster

MENU = (
    (gettext_lazy("My to-dos"), "inbox:mine", ("inbox:put_off", "inbox:hand_over", "inbox:take_back")),
    (gettext_lazy("Overview"), "reports:overview", ("inbox:holdups", "inbox:school_gaps")),
    (gettext_lazy("Roadmap"), "roadmap:roadmap", ("roadmap:",)),
    (gettext_lazy("Control"), "reports:control", ("reports:sheet",)),
    (gettext_lazy("Municipalities"), "reports:municipalities", ("reports:municipality",)),
    (gettext_lazy("Schools"), "reports:schools", ("reports:school",)),
    (gettext_lazy("Events"), "events:events", ("events:",)),
    (gettext_lazy("Practices"), "practices:works", ("practices:",)),
    (gettext_lazy("Lists"), "lists:index", ("lists:",)),
    (gettext_lazy("People"), "people:people", ("people:",)),
    (gettext_lazy("Messages"), "outbox:history", ("outbox:", "account_message")),
)
"""Label, page, and how the names of the pages below it begin."""
ROOM = 8
"""Items of the menu that stand in a row beside the search."""
OWN_PAGES = (
    (gettext_lazy("Certificates"), "certificates:certificates"),
    (gettext_lazy("Calendar"), "inbox:calendar"),
    (gettext_lazy("Background work"), "core:jobs"),
    (gettext_lazy("State of the installation"), "status"),
    (gettext_lazy("Orders"), "roadmap:orders"),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `own_pages`, `standstill`, `demonstration`; for who may see a programme the menu …"""
    actor = getattr(request, "actor", None)
    around = {"own_pages": own_pages(actor), "standstill": still(actor)} if actor else {}
    if actor is None or actor.scope("overview") is None:
        return {**around, "demonstration": Region.objects.filter(demonstration_on__isnull=False).exists()}
    found = asked_of(request)
    programme = found.programme
    return {
        **around,
        **bar(menu(request, actor)),
        "search": Search(reverse("reports:search"), request.GET.get("q", ""), carried_pairs(request.GET)),
        "moment": found.moment if programme else None,
        "programmes": [_link(request, one, programme) for one in _chosen_first(found)],
        "place": place(found.context) if found.context else "",
        "demonstration": bool(programme and programme.region.demonstration_on),
    }


def still(actor: Actor) -> Link | None:
    """Since when nobody works in the background, for who can have it mended; None for others. One query for them."""
    told = status.standstill(queries.pulse()) if actor.scope("installation", "watch") else ""
    return Link(told, reverse("status")) if told else None


def own_pages(actor: Actor) -> list[Link]:
    """Pages about the reader's own work and the installation, in the menu under the name."""
    urls = matrix().urls
    return [Link(str(label), reverse(page)) for label, page in OWN_PAGES if may_pass(actor, urls[page])]


def menu(request: HttpRequest, actor: Actor) -> list[Link]:
    """The pages this actor may open; the moment of the page is carried on."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    urls = matrix().urls
    return [
        Link(str(label), reverse(page) + carried(request.GET), current=here == page or here.startswith(below))
        for label, page, below in MENU
        if (door := urls.get(page)) is not None and may_pass(actor, door)
    ]


def bar(items: list[Link]) -> dict[str, Any]:
    """The menu for the head of the page: `nav`; as many as find room in a row; the rest under "More"."""
    room = len(items) if len(items) <= ROOM + 1 else ROOM
    return {"nav": items, "nav_bar": f":{room}", "nav_more": items[room:]}


def place(context: Context) -> str:
    """ "Приобский край · 40 школ · 28 муниципалитетов из 69", on the day of the page, as known then."""
    taken = roster(context, context.as_of, [SchoolGroup.CURRENT])
    schools = len(taken.schools)
    municipalities = len({school.municipality_id for school in taken.schools.values()})
    total = len(context.history.once(region_municipalities))
    return " · ".join(
        (
            context.programme.region.name,
            ngettext("%(n)d school", "%(n)d schools", schools) % {"n": schools},
            ngettext("%(n)d municipality of %(total)d", "%(n)d municipalities of %(total)d", municipalities)
            % {"n": municipalities, "total": total},
        )
    )


def _chosen_first(found: Asked) -> list[Programme]:
    return sorted(found.programmes, key=lambda programme: programme != found.programme)


def _link(request: HttpRequest, programme: Programme, chosen: Programme | None) -> Link:
    label = _("%(title)s · %(year)d") % {"title": programme.title, "year": programme.year}
    return Link(label, request.path + carried(request.GET, programme=str(programme.year)), current=programme == chosen)
