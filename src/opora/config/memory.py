"""How often a serving process looks for unreachable objects.

A page of figures keeps some hundred thousand objects until it is answered. With Python's own settings the collector
walks through all of them, and through everything that was imported, several times within one request and finds nothing:
a third of the time of every fourth request.
"""

import gc

THRESHOLDS = (50_000, 20, 20)
"""New objects before a look at the young ones; looks before the next generation's."""


def settle() -> None:
    """Call once, when everything is imported: what is there now stays, so it is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
