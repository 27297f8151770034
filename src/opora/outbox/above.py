"""What apps above lend to these pages: names of people by their keys, and the page where a message is begun."""

from collections.abc import Callable, Iterable

Names = Callable[[Iterable[str]], dict[str, str]]

_LENT: dict[str, Names] = {}
_PAGES: list[str] = []


def lend_names(names: Names) -> None:
    """Say who is meant by keys such as "user:5"; called from `AppConfig.ready`."""
    _LENT["names"] = names


def names(keys: Iterable[str]) -> dict[str, str]:
    """Names by key, of those that are known."""
    return _LENT["names"](keys) if "names" in _LENT else {}


def lend_page(url_name: str) -> None:
    """Say where a new message is begun; called from `AppConfig.ready`."""
    _PAGES[:] = [url_name]


def page() -> str:
    """The name of the page where a new message is begun; "" when no app has one."""
    return _PAGES[0] if _PAGES else ""
