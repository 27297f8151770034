"""The roadmap in the shape of the order that approves it: its head, and rows that `opora.orders` reads back the same.

It is an official paper, so it is Russian whatever language the reader of the page has chosen. The order's own words
stand where an order is attached; deadlines and executors are those in force.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core.numbers import NBSP
from opora.core.periods import Period, Precision, write_period
from opora.indicators.context import Context
from opora.indicators.sentences import sentence
from opora.indicators.syntax import Call
from opora.indicators.targets import Target
from opora.orders.measures import kind_of, minimum_of, split_indicators
from opora.orders.order import Kind
from opora.roadmap.answers import outline_in
from opora.roadmap.exports import heading
from opora.roadmap.loading import known
from opora.roadmap.models import Roadmap, SourceCell
from opora.roadmap.outline import ActionOutline, IndicatorOutline
from opora.roadmap.queries import RoadmapView, cells_of, links_of

LANGUAGE = "ru"
NONE = "–"
"""What an order writes into a cell that has nothing."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading of the order; "" has none. Each row has the cells of `COLUMNS`."""

    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class OrderShape:
    """`opening` stands above the stamp of approval, `stamp` and `heading` above the table."""

    opening: Sequence[str]
    stamp: Sequence[str]
    heading: str
    columns: Sequence[str]
    sections: Sequence[Section]


def russian_view(context: Context) -> RoadmapView | None:
    """The roadmap of a context with its titles in Russian and without figures; None when none was known."""
    fresh = Context.of(context.programme, context.as_of, context.known_at)  # what it keeps is in another language
    with translation.override(LANGUAGE):
        outline = outline_in(fresh)
    return RoadmapView(outline, fresh, ()) if outline else None


def order_shape(view: RoadmapView) -> OrderShape:
    """A `russian_view` as an order. Five queries."""
    with translation.override(LANGUAGE):
        return _Shaper(view).shape()


def order_notes(view: RoadmapView) -> list[str]:
    """What must be said of the file besides: that the region is invented."""
    with translation.override(LANGUAGE):
        return list(filter(None, [heading.demonstration(view)]))


def order_name(view: RoadmapView) -> str:
    """What programs call the file."""
    with translation.override(LANGUAGE):
        return heading.title(view.outline)


def write_deadline(periods: Sequence[Period]) -> str:
    """Periods in words that `read_periods` reads back as the same values.

    How often something returns and that it goes by a plan is said once: an order says it of the whole deadline.
    """
    with translation.override(LANGUAGE):
        days = [write_period(Period(one.start, one.end, one.precision)) for one in periods if one.start or one.end]
        returns = [one.recurring for one in periods if one.recurring]
        returning = [write_period(Period(None, None, Precision.OPEN, one)) for one in returns]
        told = ", ".join(dict.fromkeys([*days, *returning]))
        if any(one.by_plan for one in periods):
            plan = pgettext("in an order", "by a separate plan")
            return f"{told} ({plan})" if told else plan
        return told or "".join(write_period(one) for one in periods[:1])


def write_indicator(indicator: IndicatorOutline, text: str) -> str:
    """The sentence of an indicator with its target in the words of orders; `text` is the sentence.

    A semicolon would begin another indicator. What cannot be read by this installation stands as its formula.
    """
    text = (text or indicator.formula).replace(NBSP, " ").replace(";", ",").rstrip(".")
    word = indicator.node.name if isinstance(indicator.node, Call) else ""
    if word == "change":
        text = pgettext("in an order", "Growth: {indicator}").format(indicator=f"{text[:1].lower()}{text[1:]}")
    if indicator.target and indicator.target.text == "done" and kind_of(text) is not Kind.DOCUMENT:
        text = pgettext("in an order", "Prepared: {indicator}").format(indicator=f"{text[:1].lower()}{text[1:]}")
    return text + _target(indicator.target, word)


def _target(target: Target | None, word: str) -> str:
    """«, не менее 80 %»; nothing where there is none, and where the head word says it: "done", growth above zero."""
    if target is None or target.text == "done" or (word == "change" and target.number == 0):
        return ""
    number = f"{float(target.number):g}".replace(".", ",")
    unit = {"share": " %", "change": pgettext("in an order", " percentage points")}.get(word, "")
    bounds = {
        "=": pgettext("in an order", ", {number}") if unit else pgettext("in an order", ", exactly {number}"),
        ">=": pgettext("in an order", ", not less than {number}"),
        ">": pgettext("in an order", ", more than {number}"),
        "<=": pgettext("in an order", ", not more than {number}"),
        "<": pgettext("in an order", ", less than {number}"),
    }
    return bounds[target.sign].format(number=f"{number}{unit}")


class _Shaper:
    """What is read once for all rows: the order's words by the key of the action, and its head."""

    def __init__(self, view: RoadmapView) -> None:
        outline, known_at = view.outline, view.known_at
        self.outline = outline
        self.roadmap = Roadmap.objects.get(pk=outline.roadmap_id)
        head = known(SourceCell, known_at, roadmap=outline.roadmap_id, action=None)
        self.head: Mapping[str, str] = dict(head.order_by("pk").values_list("field", "text"))
        self.titles = cells_of(outline.roadmap_id, "title", known_at)
        self.indicators = cells_of(outline.roadmap_id, "indicators", known_at)
        self.links = links_of(outline.roadmap_id, known_at)

    def shape(self) -> OrderShape:
        return OrderShape(
            tuple(self._opening()),
            tuple(self._stamp()),
            heading.title(self.outline),
            columns(),
            tuple(self._sections()),
        )

    def _opening(self) -> Iterator[str]:
        """Date, number, title, basis and points, as far as they are known."""
        if day := self.roadmap.order_date:
            yield f"{day:%d.%m.%Y}"
        if number := self.roadmap.order_number:
            yield f"№ {number}"
        own = _("On approving the roadmap “%(title)s”") % {"title": self.outline.title}
        yield self.head.get("order.title") or own
        if points := self.head.get("order.points"):
            basis = self.head.get("order.basis", "")
            command = pgettext("in an order", "I order:")
            yield f"{basis}, {command}" if basis else command
            yield from _numbered(points)

    def _stamp(self) -> Iterator[str]:
        yield pgettext("stamp of an order", "APPROVED")
        day = self.roadmap.order_stamp_date or self.roadmap.order_date
        parts = [
            pgettext("stamp of an order", "by the order"),
            pgettext("stamp of an order", "of {day}").format(day=f"{day:%d.%m.%Y}") if day else "",
            f"№ {self.roadmap.order_number}" if self.roadmap.order_number else "",
        ]
        if any(parts[1:]):
            yield " ".join(filter(None, parts))

    def _sections(self) -> Iterator[Section]:
        """The sections where each is one run of rows; sections that only group by theme are not the order's."""
        runs = [(key, list(rows)) for key, rows in groupby(self.outline.actions, key=lambda action: action.section)]
        if len(runs) != len({key for key, _rows in runs}):
            runs = [(None, list(self.outline.actions))]
        for section, actions in runs:
            yield Section(section.title if section else "", [self._row(action) for action in actions])

    def _row(self, action: ActionOutline) -> list[str]:
        return [
            f"{action.number}.",
            self.titles.get(action.id) or action.title,
            write_deadline(action.periods) or NONE,
            ",\n".join(executor.title for executor in action.executors) or NONE,
            self._indicators(action) or NONE,
            "\n".join(self.links.get(action.id) or [page.url or page.title for page in action.pages]) or NONE,
        ]

    def _indicators(self, action: ActionOutline) -> str:
        """The order's words as long as they still say how many indicators there are, and their targets."""
        words = self.indicators.get(action.id, "")
        if words and _still_said(words, action.indicators):
            return words
        return ";\n".join(write_indicator(one, self._sentence(one)) for one in action.indicators)

    def _sentence(self, indicator: IndicatorOutline) -> str:
        return sentence(indicator.node, self.outline.registry, self.outline.titles) if indicator.node else ""


def columns() -> list[str]:
    """The headings of the order's table."""
    return [
        pgettext("column of the order", "No."),
        pgettext("column of the order", "Description of actions"),
        pgettext("column of the order", "Time of implementation"),
        pgettext("column of the order", "Executors"),
        pgettext("column of the order", "Regional indicator of implementation"),
        pgettext("column of the order", "Information support"),
    ]


def _still_said(words: str, indicators: Sequence[IndicatorOutline]) -> bool:
    texts = split_indicators(words)
    return len(texts) == len(indicators) and all(map(_says_target, texts, indicators))


def _says_target(text: str, indicator: IndicatorOutline) -> bool:
    """Whether a text names the target of an indicator by its number, or says that the thing is done or grows."""
    if indicator.target is None or kind_of(text) in {Kind.DOCUMENT, Kind.GROWTH}:
        return True
    return minimum_of(text)[0] == indicator.target.number


def _numbered(points: str) -> Iterator[str]:
    """The points with their numbers; a line that begins with a small letter goes on with the point above."""
    number = 0
    for line in points.splitlines():
        goes_on = line[:1].islower() and number
        number += not goes_on
        yield line if goes_on else f"{number}. {line}"
