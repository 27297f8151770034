"""Frames around content: cards, notes, heads of pages. The content is written in the page's template."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opora.core.components.icons import icon
from opora.core.components.links import Link

NOTES = {
    "info": "info-circle",
    "ok": "circle-check",
    "risk": "alert-triangle",
    "bad": "alert-triangle",
    "plain": "info-circle",
}


def page_head(content: str, *, title: str, lead: str = "", crumbs: Sequence[Link] = ()) -> SafeString:
    """Crumbs, the heading of the page and one sentence of meaning; the content is its actions, three at most."""
    return format_html(
        '{}<div class="op-head"><div><h1>{}</h1>{}</div>{}</div>',
        _trail(crumbs) if crumbs else "",
        title,
        format_html('<p class="op-lead">{}</p>', lead) if lead else "",
        format_html('<div class="op-actions">{}</div>', content) if content.strip() else "",
    )


def card_head(content: str, *, title: str, key: str, note: str = "") -> SafeString:
    """The heading of a card: `key` is the id the section is labelled by; the content stands right of it."""
    return format_html(
        '<div class="op-card-h"><h2 id="{}">{}</h2>{}{}</div>',
        key,
        title,
        format_html('<span class="op-s">{}</span>', note) if note else "",
        content.strip() and content,
    )


def card(content: str, *, title: str, key: str, note: str = "", link: str = "", url: str = "") -> SafeString:
    """A card with a heading, a note or a link at its right, and content of its own padding."""
    aside = format_html('<a class="op-s" href="{}">{}</a>', url, link) if link else SafeString("")
    return format_html(
        '<section class="card" aria-labelledby="{}">{}{}</section>',
        key,
        card_head(aside, title=title, key=key, note=note),
        content,
    )


def card_foot(content: str) -> SafeString:
    """The last line of a card: explanation at the left, a link at the right."""
    return format_html('<div class="op-card-f">{}</div>', content)


def note(content: str, *, kind: str = "plain", alert: bool = False) -> SafeString:
    """A message inside the page: plain, info, ok, risk or bad; `alert` is read out at once."""
    if kind not in NOTES:
        raise ValueError(f"No kind of note {kind!r}: one of {', '.join(NOTES)}")
    return format_html(
        '<div class="op-note op-note-{}"{}>{}<div>{}</div></div>',
        kind,
        SafeString(' role="alert"') if alert else "",
        icon(name=NOTES[kind]),
        content,
    )


def kv(content: str, *, label: str, note: str = "") -> SafeString:
    """A line of a side card: what (and a smaller explanation) at the left, its value at the right."""
    return format_html(
        '<div class="op-kv"><div>{}{}</div><div class="op-kv-v">{}</div></div>',
        label,
        format_html('<div class="op-xs op-3rd">{}</div>', note) if note else "",
        content,
    )


def empty_list(*, title: str, text: str, done: bool = False, level: int = 3) -> SafeString:
    """A list without rows: what that means, then what to do or when it fills. `done`: nothing is left to do here.

    Not `empty`: inside a `for` that word is the loop's own.
    """
    return format_html(
        '<div class="op-empty{4}">{0}<h{1}>{2}</h{1}><p>{3}</p></div>',
        icon(name="circle-check" if done else "inbox", size=24),
        level,
        title,
        text,
        " op-empty-done" if done else "",
    )


def tag(*, text: str, line: bool = False) -> SafeString:
    """A small label; `line` draws it as an outline."""
    return format_html('<span class="op-tag{}">{}</span>', " op-tag-line" if line else "", text)


def field_error(*, errors: Sequence[str], key: str) -> SafeString:
    """What is wrong with a field and how it is right; `key` is the id that the field is described by."""
    if not errors:
        return SafeString("")
    return format_html(
        '<div class="op-err" id="{}">{}<span>{}</span></div>',
        key,
        icon(name="x", size=12),
        format_html_join(SafeString("<br>"), "{}", ((error,) for error in errors)),
    )


def _trail(crumbs: Sequence[Link]) -> SafeString:
    return format_html(
        '<nav class="op-crumbs" aria-label="{}">{}</nav>',
        _("You are here"),
        format_html_join(SafeString('<span aria-hidden="true">/</span>'), "{}", ((_crumb(crumb),) for crumb in crumbs)),
    )


def _crumb(crumb: Link) -> SafeString:
    return format_html('<a href="{}">{}</a>' if crumb.url else "<span>{1}</span>", crumb.url, crumb.label)
