"""What a file says of itself: of which order, for which day, as known when, and that a demonstration is invented."""

from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.components.states import word
from opora.programmes.asked import Asked
from opora.roadmap.board import Choice, executor_of
from opora.roadmap.outline import Outline
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import executors, order_text


def moment(view: RoadmapView) -> str:
    """Both clocks: "На дату 01.06.2022, известно на 01.06.2022 16:00"."""
    told = {"day": numbers.day(view.as_of), "moment": numbers.moment(view.known_at)}
    return _("As of %(day)s, as known at %(moment)s") % told


def demonstration(view: RoadmapView) -> str:
    """That all of it is invented; "" in a real region."""
    said = (_("Demonstration"), _("The region, the people and the figures are invented."))
    return ". ".join(said) if invented(view) else ""


def invented(view: RoadmapView) -> bool:
    """Whether the region is a demonstration."""
    return view.context.programme.region.demonstration_on is not None


def title(outline: Outline) -> str:
    """The name of the roadmap: "Дорожная карта: Проект 500+"."""
    return _("Roadmap: %(title)s") % {"title": outline.title} if outline.title else _("Roadmap")


def lines(view: RoadmapView, choice: Choice, shown: int, found: Asked) -> list[str]:
    """What stands between the title and the table."""
    said = [demonstration(view), order_text(view.outline), moment(view), _shown(view, choice, shown)]
    return [line for line in (*said, *found.moment.errors) if line]


def foot(view: RoadmapView) -> str:
    """What stands on every sheet."""
    mark = _("Demonstration") if invented(view) else ""
    return " · ".join(part for part in (mark, title(view.outline), moment(view)) if part)


def _shown(view: RoadmapView, choice: Choice, shown: int) -> str:
    """How many rows there are, and by what they were chosen."""
    said = [_("%(shown)d of %(total)d actions") % {"shown": shown, "total": len(view.actions)}]
    if choice.state:
        said.append(_("state: %(state)s") % {"state": word(choice.state)})
    if choice.executor:
        named = next((executors(one.outline) for one in view.actions if executor_of(one) == choice.executor), "")
        said.append(_("executor: %(executor)s") % {"executor": named})
    return "; ".join(said)
