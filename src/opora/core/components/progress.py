"""How far background work is: a bar and the same in words."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opora.core import numbers


def progress(*, done: int, total: int, label: str, what: str = "") -> SafeString:
    """A bar, "312 of 1,100" and with what; `label` names it for readers of the screen.

    Without a `total` the bar only says that something goes on, and the words how much is done.
    """
    bar = format_html('<progress max="{}" value="{}" aria-label="{}"></progress>', total, done, label)
    endless = format_html('<progress aria-label="{}"></progress>', label)
    return format_html(
        '<div class="op-progress">{}<p>{}</p></div>',
        bar if total else endless,
        progress_words(done=done, total=total, what=what),
    )


def progress_words(*, done: int, total: int, what: str = "") -> str:
    """ "312 of 1,100 · Бор", "312", or "" before the first sign of progress."""
    if total:
        count = _("{done} of {total}").format(done=numbers.integer(done), total=numbers.integer(total))
    else:
        count = numbers.integer(done) if done else ""
    return " · ".join(filter(None, (count, what)))
