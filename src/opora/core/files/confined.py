"""A process of its own for work on what strangers made: it may use little memory and time, and it may die.

`python -m opora.core.files.confined VERB PATH …` answers one line of JSON. Started without Django, so it is quick and
knows no setting, no database and no key.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 2 * 1024**3
SECONDS = 20
PAGES = 2000
"""Of a PDF."""
WRITTEN = 64 * 1024 * 1024


def main(arguments: list[str]) -> int:
    """Do one thing to one file and print what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    verb, path, *rest = arguments
    json.dump(_done(verb, Path(path), rest), sys.stdout)
    return 0


def _done(verb: str, path: Path, rest: list[str]) -> dict[str, Any]:
    if verb == "inspect":
        from opora.core.files.pdf_inside import inspect  # noqa: PLC0415 - pypdf is needed for this verb alone

        return inspect(path)
    from opora.core.files import drawing  # noqa: PLC0415 - neither Pillow nor pdfium is needed for the other verb

    if verb == "page":
        drawing.draw_page(path, int(rest[0]), Path(rest[1]))
    elif verb == "picture":
        drawing.draw_picture(path, Path(rest[0]))
    else:
        raise ValueError(verb)
    return {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
