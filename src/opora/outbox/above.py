"""What apps above lend to these pages: the page where a message is begun."""

_PAGES: list[str] = []


def lend_page(url_name: str) -> None:
    """Say where a new message is begun; called from `AppConfig.ready`."""
    _PAGES[:] = [url_name]


def page() -> str:
    """The name of the page where a new message is begun; "" when no app has one."""
    return _PAGES[0] if _PAGES else ""
