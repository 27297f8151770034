"""What pages of the roadmap have in common: the way up, and what is said of an action beside its figures."""

from typing import Any

from django.utils.translation import gettext as _

from opora.accounts.guard import AskingRequest
from opora.core.components.links import Link
from opora.roadmap import controlled, opened
from opora.roadmap.queries import ActionView, RoadmapView
from opora.roadmap.showing import Links, show_action


def action_context(request: AskingRequest, view: RoadmapView, row: ActionView, reading: str = "") -> dict[str, Any]:
    """What an action's page and the pages of its indicators share."""
    links = Links(request)
    return {
        "crumbs": [*way_up(request), Link(_("No. %(number)s") % {"number": row.number})],
        "action": show_action(row, links, view.as_of),
        **opened.neighbours(view, row, links),
        "control": controlled.control_of(view, row, request.actor, links),
        "moves": opened.moves(row.outline),
        "source": opened.source(view, row, reading),
    }


def way_up(request: AskingRequest) -> list[Link]:
    """The way up to the board."""
    return [Link(_("Roadmap"), Links(request).roadmap())]
