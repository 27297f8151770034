"""A row of the roadmap as files write it: the order's own columns, then the value, the target and the execution."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core import numbers
from opora.core.components.figures import plain
from opora.core.components.states import word
from opora.roadmap.outline import ActionOutline
from opora.roadmap.queries import RoadmapView, cells_of, links_of
from opora.roadmap.shown import ShownAction, ShownIndicator


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading, its width in characters of a spreadsheet and in millimetres on paper."""

    title: str
    characters: int
    millimetres: int


@dataclass(frozen=True)
class OrderWords:
    """The order's own words by the key of the action; empty until the order is imported. Two queries."""

    indicators: Mapping[int, str]
    links: Mapping[int, Sequence[str]]

    @classmethod
    def read(cls, view: RoadmapView) -> "OrderWords":
        """Of the whole roadmap."""
        roadmap, moment, day = view.outline.roadmap_id, view.known_at, view.as_of
        return cls(cells_of(roadmap, "indicators", moment, day), links_of(roadmap, moment, day))


def headings(view: RoadmapView) -> list[Heading]:
    """The order's columns in their order, and ours after them."""
    value = _("Value as of %(day)s") % {"day": numbers.day(view.as_of)}
    return [
        Heading(pgettext("column of the order", "No."), 7, 12),
        Heading(pgettext("column of the order", "Description of actions"), 48, 53),
        Heading(pgettext("column of the order", "Time of implementation"), 22, 27),
        Heading(pgettext("column of the order", "Executors"), 22, 29),
        Heading(pgettext("column of the order", "Regional indicator of implementation"), 40, 42),
        Heading(pgettext("column of the order", "Information support"), 30, 31),
        Heading(value, 26, 25),
        Heading(_("Target"), 20, 18),
        Heading(_("Execution"), 22, 20),
    ]


def cells(action: ShownAction, outline: ActionOutline, words: OrderWords) -> list[str]:
    """One row in the order of `headings`."""
    return [
        action.number,
        action.title,
        "\n".join(filter(None, (action.due, action.due_note))),
        action.executors,
        words.indicators.get(outline.id) or _each(action, [one.sentence for one in action.indicators]),
        "\n".join(words.links.get(outline.id) or _pages(outline)),
        _each(action, [plain(figure=one.value) for one in action.indicators]),
        _each(action, [_target(one) for one in action.indicators]),
        execution(action),
    ]


def execution(action: ShownAction) -> str:
    """The state in words, with the day when it is executed: "Выполнено с опозданием, 14.02.2022"."""
    state = action.state_text or word(action.state, late=action.late)
    return f"{state}, {numbers.day(action.done_on)}" if action.done_on else state


def verdict(indicator: ShownIndicator) -> str:
    """Met or not met; "" without a target and while nobody can say."""
    words = {"met": pgettext("target", "met"), "not_met": pgettext("target", "not met")}
    return words.get(indicator.verdict, "")


def _target(indicator: ShownIndicator) -> str:
    return ", ".join(filter(None, (indicator.target, verdict(indicator))))


def _each(action: ShownAction, texts: Sequence[str]) -> str:
    """What is said of each indicator, by its number where there are several."""
    if len(action.indicators) < 2:
        return "".join(texts)
    return "\n".join(f"{one.number}: {text}" for one, text in zip(action.indicators, texts, strict=True))


def _pages(outline: ActionOutline) -> list[str]:
    return [": ".join(filter(None, (page.title, page.url))) for page in outline.pages]
