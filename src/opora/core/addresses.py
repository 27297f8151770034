"""Pages of things by their kind: the app that shows schools lends the address, apps below link to it unknowingly."""

from django.urls import reverse

_PAGES: dict[str, str] = {}


def lend(kind: str, page: str) -> None:
    """Say which URL shows one thing of a kind; it takes the thing's id. Called from `AppConfig.ready`."""
    _PAGES[kind] = page


def address(kind: str, pk: int | str) -> str:
    """The page of a thing; "" while no app shows things of this kind."""
    return reverse(_PAGES[kind], args=[pk]) if kind in _PAGES else ""
