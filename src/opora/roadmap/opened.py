"""A figure opened: its lists as one reader may see them, its parts, its source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from opora.accounts.models import Post
from opora.core.actors import Actor, Scope
from opora.core.components.links import Link
from opora.indicators.access import visible_members
from opora.indicators.facts import State
from opora.indicators.figures import FigureKind, Member
from opora.programmes.populations import region_municipalities
from opora.roadmap.closing import HEADED_BY
from opora.roadmap.extent import By, breakdown
from opora.roadmap.models import Action, SourceCell
from opora.roadmap.outline import ActionOutline
from opora.roadmap.queries import ActionView, IndicatorView, RoadmapView, links, oddities, roadmap_of, source_cells
from opora.roadmap.showing import Links, moved, show_member, value
from opora.roadmap.shown import ShownCell, ShownDefinition, ShownMove, ShownPart, ShownSource

PAGE = 50
"""Members of a list on one page."""
PARTS = 8
"""Lines of the breakdown beside the lists."""
OF_SUBJECTS = (FigureKind.SHARE, FigureKind.COUNT, FigureKind.CHANGE)
"""Kinds that count a population; without records a tally is 0 and nothing is amiss."""

LIST_FORMS = ("xlsx", "csv")
"""Files that a list can be had as."""

CELLS = {
    "title": lambda: _("Action"),
    "periods": lambda: _("Deadline"),
    "executors": lambda: _("Executors"),
    "indicators": lambda: _("Indicator"),
}
"""Columns of the order, in their order; addresses stand by themselves below them."""


@dataclass(frozen=True)
class OpenedList:
    """One list as a reader sees it: this page of it, and how many members are outside what the reader's post covers."""

    members: list[Member]
    hidden: int
    page: int
    pages: int


def whole_list(indicator: IndicatorView, state: State, actor: Actor) -> tuple[list[Member], int]:
    """All members of a list that the reader may see, and how many more there are."""
    everybody = indicator.figure.list(state)
    seen = visible_members(actor, everybody)
    return seen, len(everybody) - len(seen)


def open_list(indicator: IndicatorView, state: State, actor: Actor, page: str | None) -> OpenedList:
    """What has no page falls back to the nearest one."""
    seen, hidden = whole_list(indicator, state, actor)
    paginator = Paginator(seen, PAGE)
    shown = paginator.get_page(page)
    return OpenedList(list(shown.object_list), hidden, shown.number, paginator.num_pages)


def first_list(indicator: IndicatorView) -> State:
    """The list a figure opens with: what is missing, then what is not known, then what is met."""
    counts = indicator.figure.counts
    return next((state for state in (State.MISSING, State.UNKNOWN) if counts[state]), State.MET)


def lists(
    view: RoadmapView, indicator: IndicatorView, state: State, actor: Actor, page: str | None, to: Links
) -> dict[str, Any]:
    """Context of the four lists."""
    counts = indicator.figure.counts
    opened = open_list(indicator, state, actor, page)
    name = municipality_name(view)
    title = executor_title(view)
    return {
        **{key.value: counts[key] for key in State},
        "nobody": not indicator.figure.members and indicator.figure.kind in OF_SUBJECTS,
        "listed": indicator.figure.known,
        "awaiting": indicator.why_unknown,
        "warnings": indicator.figure.warnings,
        "current": state.value,
        "members": [show_member(member, to, name, title) for member in opened.members],
        "hidden": opened.hidden,
        "files": [Link(form.upper(), to.members_file(indicator.key, state, form)) for form in LIST_FORMS],
        "page": opened.page,
        "pages": opened.pages,
    }


def parts(view: RoadmapView, indicator: IndicatorView, actor: Actor, to: Links) -> list[ShownPart]:
    """The figure by municipality, what lacks most first; for a restricted reader only municipalities wholly theirs."""
    figure = indicator.figure
    scope = actor.scope("members")
    if not figure.known or scope is None or figure.kind in (FigureKind.DELIVERY, FigureKind.MINIMUM):
        return []
    names = {one.pk: one.name for one in view.context.history.once(region_municipalities)}
    rows = [
        part
        for part in breakdown(figure, By.MUNICIPALITY, names)
        if scope is Scope.REGION or part.key in actor.municipality_ids
    ]
    if all(part.key is None for part in rows):
        return []
    rows.sort(key=lambda part: -(part.figure.counts[State.MISSING] + part.figure.counts[State.UNKNOWN]))
    return [
        ShownPart(
            title=capfirst(part.label) if part.key is None else part.label,
            url=to.thing("municipality", part.key) if isinstance(part.key, int) else "",
            value=value(part.figure, indicator.unit, indicator.outline.target),
            excluded=part.figure.counts[State.EXCLUDED],
        )
        for part in rows
    ]


def definition(indicator: IndicatorView) -> ShownDefinition:
    """How the indicator is counted."""
    outline = indicator.outline
    return ShownDefinition(
        formula=outline.formula, version=outline.version, since=outline.since, target_basis=outline.target_basis
    )


def moves(action: ActionOutline) -> list[ShownMove]:
    """Deadlines that were moved, the latest first."""
    return [ShownMove(due=due, until=until, basis=basis) for due, until, basis in moved(action)]


def source(view: RoadmapView, action: ActionView, reading: str = "") -> ShownSource:
    """What the order says of the row; three queries."""
    row = Action(pk=action.outline.id)
    roadmap = roadmap_of(view.context.programme, view.known_at)
    cells = source_cells(row, view.known_at, view.as_of)
    amendment = next((cell.amendment for cell in cells.values()), None)
    order = amendment.order_number if amendment else view.outline.order_number
    return ShownSource(
        order=_("Source: order No. %(number)s") % {"number": order} if order else _("Source"),
        cells=_cells(cells),
        pages=[Link(page.title, page.url) for page in action.outline.pages],
        addresses=links(row, view.known_at, view.as_of),
        reading=reading or action.outline.reading,
        oddities=oddities(roadmap, view.known_at, row) if roadmap else (),
    )


def _cells(found: Mapping[str, SourceCell]) -> list[ShownCell]:
    """The cells of the row; a place in the file is said once where the next cells stand at the same."""
    named = [(name, found[name]) for name in CELLS if name in found]
    after = [*(cell.place for _name, cell in named), ""][1:]
    return [
        ShownCell(title=CELLS[name](), text=cell.text, place="" if cell.place == following else cell.place)
        for (name, cell), following in zip(named, after, strict=True)
    ]


def neighbours(view: RoadmapView, action: ActionView, to: Links) -> dict[str, Link | None]:
    """The actions before and after, as buttons."""
    rows = list(view.actions)
    place = rows.index(action)
    around = {
        "previous": rows[place - 1] if place else None,
        "next": rows[place + 1] if place + 1 < len(rows) else None,
    }
    return {
        name: Link(_("No. %(number)s") % {"number": row.number}, to.action(row.outline)) if row else None
        for name, row in around.items()
    }


def municipality_name(view: RoadmapView) -> Callable[[int | None], str]:
    """Names of municipalities by id; nothing for none."""
    names = {one.pk: one.name for one in view.context.history.once(region_municipalities)}
    return lambda pk: names.get(pk, "") if pk is not None else ""


def executor_title(view: RoadmapView) -> Callable[[str], str]:
    """Who closes a gap, by the code of a post or of an executor."""
    titles = {executor.code: executor.title for action in view.outline.actions for executor in action.executors}
    titles |= {"person": _("the person"), "post": _("who holds the post")}
    titles |= {kind: str(post.label) for kind, post in HEADED_BY.items()}
    return lambda code: titles.get(code) or (str(Post(code).label) if code in Post.values else code)
