"""Choices that are links: lists of a figure, filters, pages. They work without a script and can be sent to others."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from opora.core.components.states import LISTS, state_of


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: a crumb, a programme, an item of the menu. `current`: the reader is there."""

    label: str
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One filter: pressed again it lets go, so `url` leads to the page without it when `on`."""

    label: str
    url: str
    count: int | None = None
    on: bool = False
    state: str = ""

    @property
    def sign(self) -> SafeString | str:
        """The sign of a state, when the filter is by state."""
        return state_of(self.state).sign if self.state else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the four lists."""

    key: str
    word: str | Promise
    count: int
    current: bool

    @property
    def sign(self) -> SafeString:
        """The sign of the list."""
        return LISTS[self.key]


WORDS = {
    "met": pgettext_lazy("list of a figure", "Met"),
    "missing": pgettext_lazy("list of a figure", "Missing"),
    "unknown": pgettext_lazy("list of a figure", "Unknown"),
    "excluded": pgettext_lazy("list of a figure", "Excluded"),
}


def list_status(*, key: str) -> SafeString:
    """In which list a subject stands, sign and word."""
    return format_html('<span class="op-st">{}{}</span>', LISTS[key], WORDS[key])


def tabs(*, met: int, missing: int, unknown: int, excluded: int, current: str) -> list[Tab]:
    """The four lists in their order; ValueError when `current` is none of them."""
    if current not in WORDS:
        raise ValueError(f"No list {current!r}: one of {', '.join(WORDS)}")
    counts = {"met": met, "missing": missing, "unknown": unknown, "excluded": excluded}
    return [Tab(key=key, word=WORDS[key], count=counts[key], current=key == current) for key in WORDS]


def sum_of(*, met: int, missing: int, unknown: int) -> str:
    """The sum that is the denominator: "31 + 6 + 3 = 40"."""
    return f"{met} + {missing} + {unknown} = {met + missing + unknown}"


def page_numbers(number: int, last: int) -> Iterator[int | None]:
    """Pages to show around the current one; None is a gap."""
    shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    previous = 0
    for page in shown:
        if page - previous > 1:
            yield None
        yield page
        previous = page


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of `steps`: its state is one of the six."""

    title: str
    note: str = ""
    state: str = "upcoming"
