"""Puts a few files on a desk and prints their numbers: `python -m tests.desk.fill`."""

import io
import json
import os
import sys

import django
import weasyprint
from PIL import Image


def main() -> None:
    """A PDF of three pages, a photograph, a table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.desk.settings"
    django.setup()
    from opora.core.actors import SYSTEM
    from opora.core.files import actions

    pages = "".join(f"<h1 style='page-break-before: always'>Страница {number}</h1>" for number in (1, 2, 3))
    photograph = io.BytesIO()
    Image.new("RGB", (1600, 900), "steelblue").save(photograph, "JPEG")
    given = {
        "Приказ № 212.pdf": weasyprint.HTML(string=pages).write_pdf(),
        "Посещение.jpg": photograph.getvalue(),
        "Школы.csv": "Код;Школа\n1;СОШ № 1\n".encode("cp1251"),
    }
    stored = {
        name: actions.store(content=content, name=name, of="desk:1", by=SYSTEM).pk for name, content in given.items()
    }
    json.dump(stored, sys.stdout)


if __name__ == "__main__":
    main()
