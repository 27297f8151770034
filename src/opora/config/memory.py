"""What a serving process does about memory: it lets go of a page at once, and seldom looks for unreachable objects.

A page of figures keeps some hundred thousand objects until it is answered. With Python's own settings the collector
walks through all of them, and through everything that was imported, several times within one request and finds nothing:
a third of the time of every fourth request. And Django leaves a request in a cycle, so that what it holds would wait
for the collector, which then takes half a second for the pages of many readers at once.
"""

import gc
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

THRESHOLDS = (50_000, 20, 20)
"""New objects before a look at the young ones; looks before the next generation's."""


def settle() -> None:
    """Call once, when everything is imported: what is there now stays, so it is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


class LetGoMiddleware:
    """Takes what the page asked for, the programme with all that its figures loaded, from an answered request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        vars(request).pop("asked", None)
        return response
