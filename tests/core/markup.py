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
