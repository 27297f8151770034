"""Which figures an appointment moves. The app that knows figures lends the answer, apps below ask unknowingly."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from opora.accounts.models import Post
from opora.core.numbers import NBSP, integer
from opora.indicators.context import Context

Counts = Mapping[str, tuple[int, int]]
"""By the key of an indicator ("5"): how many are counted in, and of how many."""

WORDS = {Post.CURATOR.value: "curator_appointed", Post.COORDINATOR.value: "coordinator_appointed"}
"""The word of the formula language that asks for a post."""

_SOURCES: list[Callable[[Context, str], Counts]] = []


def lend(source: Callable[[Context, str], Counts]) -> None:
    """Say who counts the indicators with a word on the day of a context. Called from `AppConfig.ready`."""
    _SOURCES.append(source)


def counts(context: Context | None, post: str) -> Counts:
    """The indicators that ask for a post; nothing for one that none asks for, or without a programme."""
    if context is None or post not in WORDS:
        return {}
    return {key: pair for source in _SOURCES for key, pair in source(context, WORDS[post]).items()}


def told(before: Counts, after: Counts) -> list[str]:
    """What moved: "№ 5: 39 → 40 из 41"."""
    return [_line(key, pair, after[key]) for key, pair in before.items() if key in after and pair != after[key]]


def _line(key: str, before: tuple[int, int], after: tuple[int, int]) -> str:
    (met, of), (met_now, of_now) = before, after
    if of == of_now:
        text = _("No. %(key)s: %(before)s → %(after)s of %(total)s")
    else:
        text = _("No. %(key)s: %(before)s of %(of)s → %(after)s of %(total)s")
    numbers = {"before": integer(met), "of": integer(of), "after": integer(met_now), "total": integer(of_now)}
    return (text % {"key": key, **numbers}).replace(" ", NBSP)
