"""A process that stores and removes files until it is killed, and one that lists the rows there are.

`upload_loop work SEED [POINT]` prints `+ id sha256` for each file once it is acknowledged and `- id` before it removes
one. POINT names the step at which the process kills itself. `upload_loop rows` prints the rows as JSON.
"""

import json
import os
import random
import signal
import sys
from typing import Any

import django

POINTS = ("received", "settled", "held", "placed", "committed", "removed", "dropped")


def die(*_given: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at(point: str) -> None:
    """Let this process die at a step of the sixth file."""
    from opora.core.files import actions, antivirus, blobs

    module, name = {
        "received": (antivirus, "check"),
        "settled": (blobs, "settle"),
        "held": (blobs, "hold"),
        "placed": (blobs, "place"),
        "committed": (actions, "store"),
        "removed": (actions, "drop_unneeded"),
        "dropped": (blobs, "drop"),
    }[point]
    real, calls = getattr(module, name), [0]

    def counted(*given: Any, **named: Any) -> Any:
        calls[0] += 1
        last = calls[0] == (2 if point in {"removed", "dropped"} else 6)
        if last and point == "removed":
            die()
        result = real(*given, **named)
        if last:
            die()
        return result

    setattr(module, name, counted)


def work(seed: int, point: str) -> None:
    from opora.core.actors import SYSTEM
    from opora.core.files import actions

    if point:
        killed_at(point)
    chance = random.Random(seed)  # noqa: S311 - repeatable
    for number in range(1000):
        if chance.random() < 0.3:
            content = b"the same in many files"
        else:
            content = b"%d %d\n" % (seed, number) + b"x" * chance.choice((10, 300_000))
        stored = actions.store(content=content, name=f"{number}.txt", of=f"desk:{seed}", by=SYSTEM)
        sys.stdout.write(f"+ {stored.pk} {stored.sha256}\n")
        sys.stdout.flush()
        if number % 3 == 2:
            sys.stdout.write(f"- {stored.pk}\n")
            sys.stdout.flush()
            actions.remove(stored=stored, by=SYSTEM)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opora.config.settings")
    django.setup()
    if sys.argv[1] == "rows":
        from opora.core.models import StoredFile

        json.dump(list(StoredFile.objects.order_by("pk").values_list("pk", "sha256", "size", "name", "of")), sys.stdout)
    else:
        work(int(sys.argv[2]), "".join(sys.argv[3:]))


if __name__ == "__main__":
    main()
