"""What apps above lend to these pages: where a message is begun, and pages about letters that go by themselves."""

from dataclasses import dataclass

from django.utils.functional import Promise

from opora.core.actors import Actor

_PAGES: list[str] = []


@dataclass(frozen=True, slots=True)
class Way:
    """A way from the history to a page, for who has a grant."""

    url_name: str
    title: str | Promise
    needs: tuple[str, str]


_WAYS: list[Way] = []


def lend_page(url_name: str) -> None:
    """Say where a new message is begun; called from `AppConfig.ready`."""
    _PAGES[:] = [url_name]


def page() -> str:
    """The name of the page where a new message is begun; "" when no app has one."""
    return _PAGES[0] if _PAGES else ""


def lend_way(way: Way) -> None:
    """Add a button to the history; called from `AppConfig.ready`."""
    _WAYS.append(way)


def ways(actor: Actor) -> list[Way]:
    """Those for the reader."""
    return [way for way in _WAYS if actor.scope(*way.needs) is not None]
