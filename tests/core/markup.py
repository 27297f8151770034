"""What is read of a piece of HTML, and an attack to try on it."""

from html.parser import HTMLParser

HOSTILE = '"><script>alert(1)</script>'


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text(html: str) -> str:
    """What is read of it."""
    parser = _Text()
    parser.feed(html)
    return " ".join("".join(parser.parts).split())


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[list[str]]] = {}
        self.sections = [""]
        self.cell: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.sections.append(dict(attrs).get("aria-labelledby") or "")
        elif tag == "tr":
            self.found.setdefault(self.sections[-1], []).append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "div" and self.cell is not None:
            self.cell += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag == "section":
            self.sections.pop()
        elif tag in ("td", "th") and self.cell is not None:
            lines = (" ".join(line.split()) for line in self.cell.split("\n"))
            self.found[self.sections[-1]][-1].append("\n".join(filter(None, lines)))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell += data


def tables(html: str) -> dict[str, list[list[str]]]:
    """The rows of its tables as their cells, without the head, by the id of the heading of their section ("": none)."""
    reader = _Tables()
    reader.feed(html)
    return {heading: rows[1:] for heading, rows in reader.found.items()}
