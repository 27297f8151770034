"""A typed list: a name in each line, numbered or not, perhaps with post and organisation behind a dash."""

import re
from collections.abc import Iterable

from opora.events.logs.headings import about_the_list
from opora.events.logs.records import Entry
from opora.events.logs.rows import address

_NUMBERED = re.compile(r"^\s*(?:\d{1,4}\s*[.)\t:;-]\s*|\d{1,4}\s+(?=[^\W\d])|[•·▪●○*–—>✓✔☑+-]\s*)+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PARTED = re.compile(r"\s+[–—-]+\s+|\t+|\s*;\s*")
_LONGEST = 200


def entries(lines: Iterable[tuple[int, str]]) -> list[Entry]:
    """An entry for every line that may be a name; titles, days and empty lines are not."""
    return [made for number, line in lines if (made := _entry(number, line))]


def _entry(number: int, line: str) -> Entry | None:
    text = _NUMBERED.sub("", line).strip(" ;,\t") if line.strip() else ""
    if not _WORD.search(text) or len(text) > _LONGEST or about_the_list(text):
        return None
    name, *rest = _PARTED.split(text)
    if not _WORD.search(name):
        return Entry(number, text, email=address(text))
    about = ", ".join(part for part in rest if part)
    email = address(about)
    return Entry(number, name, email=email or address(name), organisation=about.replace(email, "").strip(" ,"))
