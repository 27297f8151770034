"""The six states of an action: sign, word and order. Colour is never the only difference."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class State:
    """How one state looks: its word, the suffix of its classes and tokens in opora.css, its sign."""

    key: str
    word: str | Promise
    css: str
    sign: SafeString


def _sign(shapes: str) -> SafeString:
    svg = f'<svg class="op-g" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{shapes}</svg>'
    return mark_safe(svg)  # noqa: S308 - drawn here, nothing from outside


_TICK = (
    '<path d="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" stroke="var(--op-surface)" stroke-width="1.8"'
    ' stroke-linecap="round" stroke-linejoin="round"/>'
)

STATES = {
    state.key: state
    for state in (
        State(
            "overdue",
            pgettext_lazy("state", "Overdue"),
            "overdue",
            _sign(
                '<rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="var(--op-overdue)"/>'
                '<path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" stroke="var(--op-surface)" stroke-width="1.8"'
                ' stroke-linecap="round"/>'
            ),
        ),
        State(
            "at_risk",
            pgettext_lazy("state", "At risk"),
            "risk",
            _sign(
                '<path d="M8 .8L15.2 8 8 15.2.8 8z" fill="var(--op-risk)"/>'
                '<path d="M8 4.3v4.2M8 11v.2" stroke="var(--op-surface)" stroke-width="1.9" stroke-linecap="round"/>'
            ),
        ),
        State(
            "unknown",
            pgettext_lazy("state", "No data"),
            "unknown",
            _sign(
                '<circle cx="8" cy="8" r="6.5" fill="var(--op-unknown-soft)" stroke="var(--op-unknown)"'
                ' stroke-width="1.5" stroke-dasharray="2.6 1.8"/>'
                '<path d="M6 6.3a2 2 0 114 .1c0 1.4-2 1.5-2 2.8M8 11.5v.1" fill="none" stroke="var(--op-unknown)"'
                ' stroke-width="1.6" stroke-linecap="round"/>'
            ),
        ),
        State(
            "in_progress",
            pgettext_lazy("state", "In progress"),
            "progress",
            _sign(
                '<circle cx="8" cy="8" r="6" fill="none" stroke="var(--op-progress)" stroke-width="2"/>'
                '<path d="M8 4.5a3.5 3.5 0 010 7z" fill="var(--op-progress)"/>'
            ),
        ),
        State(
            "executed",
            pgettext_lazy("state", "Executed"),
            "met",
            _sign(f'<circle cx="8" cy="8" r="7" fill="var(--op-met)"/>{_TICK}'),
        ),
        State(
            "upcoming",
            pgettext_lazy("state", "Upcoming"),
            "ahead",
            _sign('<circle cx="8" cy="8" r="6" fill="none" stroke="var(--op-field)" stroke-width="1.5"/>'),
        ),
    )
}
"""In the one order used everywhere: what needs a decision comes first."""

LISTS = {
    "met": STATES["executed"].sign,
    "missing": _sign(
        '<circle cx="8" cy="8" r="6" fill="none" stroke="var(--op-ink)" stroke-width="1.5"/>'
        '<path d="M5 8h6" stroke="var(--op-ink)" stroke-width="1.8" stroke-linecap="round"/>'
    ),
    "unknown": STATES["unknown"].sign,
    "excluded": _sign(
        '<circle cx="8" cy="8" r="6" fill="none" stroke="var(--op-ink-3)" stroke-width="1.5"/>'
        '<path d="M3.8 12.2l8.4-8.4" stroke="var(--op-ink-3)" stroke-width="1.5"/>'
    ),
}
"""The signs of the four lists of a figure."""


def state_of(key: str) -> State:
    """The state with this key; ValueError lists the six."""
    try:
        return STATES[str(key)]
    except KeyError:
        raise ValueError(f"No state {key!r}: one of {', '.join(STATES)}") from None


def word(key: str, *, late: bool = False) -> str:
    """The word of a state; what was executed after its last day says so."""
    return str(pgettext_lazy("state", "Executed late")) if late and key == "executed" else str(state_of(key).word)


def status(*, state: str, text: str = "", late: bool = False, boxed: bool = False, small: bool = False) -> SafeString:
    """Sign and word of a state; `text` in place of the word ("Просрочено на 23 дня")."""
    shown = state_of(state)
    classes = f"op-st op-st-{shown.css}" + (" op-st-box" if boxed else "") + (" op-st-small" if small else "")
    return format_html('<span class="{}">{}{}</span>', classes, shown.sign, text or word(state, late=late))


def glyph(*, state: str, late: bool = False) -> SafeString:
    """The sign alone, for a place where the word stands elsewhere; readers of the screen hear the word."""
    return format_html('{}<span class="op-vh">{}</span>', state_of(state).sign, word(state, late=late))
