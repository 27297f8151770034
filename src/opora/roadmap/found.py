"""From what a page or a file is asked for to the roadmap and the indicator it shows."""

from django.http import Http404

from opora.accounts.guard import AskingRequest
from opora.indicators.context import Context
from opora.programmes.asked import asked_of
from opora.roadmap.access import visible_to
from opora.roadmap.loading import RoadmapRecords, roadmap_records
from opora.roadmap.models import Roadmap
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView, roadmap_in


def asked_context(request: AskingRequest) -> Context | None:
    """The programme, day and moment asked for, through the door of `visible_to`; None without a roadmap (yet)."""
    context = asked_of(request).context
    if context is None or not visible_to(request.actor, Roadmap.objects.filter(programme=context.programme)).exists():
        return None
    return context


def asked_roadmap(request: AskingRequest) -> RoadmapView | None:
    """The roadmap asked for, answered; None when there is none (yet)."""
    context = asked_context(request)
    return roadmap_in(context) if context else None


def asked_records(request: AskingRequest) -> RoadmapRecords | None:
    """What is known of the roadmap asked for, through the same door; no figure is computed."""
    context = asked_of(request).context
    if context is None or not visible_to(request.actor, Roadmap.objects.filter(programme=context.programme)).exists():
        return None
    return context.history.once(roadmap_records)


def asked_view(request: AskingRequest) -> RoadmapView:
    """The same for pages that make no sense without one; 404 when there is none."""
    view = asked_roadmap(request)
    if view is None:
        raise Http404("no roadmap")
    return view


def asked_action(view: RoadmapView, number: str) -> ActionView:
    """An action by its number; 404 when the roadmap has none of it."""
    row = view.action(number)
    if row is None:
        raise Http404(f"no action {number!r}")
    return row


def asked_indicator(view: RoadmapView, key: str) -> tuple[ActionView, IndicatorView]:
    """An indicator with its action; 404 when the roadmap has none of this key."""
    if key not in view.indicators:
        raise Http404(f"no indicator {key!r}")
    return view.indicators[key]
