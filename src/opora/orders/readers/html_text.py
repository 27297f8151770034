"""The text of a part of a web page, line by line as a page shows it; what it hides is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_SPACED = HEADINGS | {"p", "ul", "ol", "dl", "blockquote", "table", "pre", "hr", "header", "footer", "nav", "section"}
_BLOCKS = _SPACED | frozenset(
    {"div", "li", "dt", "dd", "tr", "td", "th", "article", "main", "aside", "form", "fieldset", "center", "address"}
)
_LEFT_OUT = frozenset(
    {"head", "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio"}
    | {"video", "select", "textarea", "button", "map", "xml", "applet", "frameset", "noframes", "datalist"}
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_ALIGNED = re.compile(r"(?:^|;)\s*text-align\s*:\s*(center|right)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a page that is not empty; `gap`: a free line stands above it."""

    text: str
    heading: bool = False
    gap: bool = False
    links: tuple[str, ...] = ()


@dataclass
class _Current:
    """The line being put together and what is known for the next ones."""

    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    heading: bool = False
    gap: bool = False
    aligned: str = ""
    above: str = ""
    link: tuple[str, int] | None = None
    lists: list[int | None] = field(default_factory=list)

    def ended(self) -> Iterator[Shown]:
        """The line, if it has words."""
        text = " ".join(_INVISIBLE.sub("", "".join(self.parts)).split())
        if text:
            yield Shown(text, self.heading, self.gap, tuple(dict.fromkeys(self.links)))
            self.gap, self.above = False, self.aligned
        self.parts, self.links = [], []
        if self.link:
            self.link = self.link[0], 0


def shown(root: HtmlElement, base: str, apart: frozenset[HtmlElement] = frozenset()) -> Iterator[Shown | HtmlElement]:
    """The lines of an element in their order; elements of `apart` come as they are, in their place."""
    now = _Current()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element in apart:
                yield from now.ended()
                now.gap = True
                yield element
                walk.skip_subtree()
            elif is_hidden(element):
                walk.skip_subtree()
            else:
                yield from _opened(element, now, base)
        else:
            if element not in apart and not is_hidden(element):
                yield from _closed(element, now)
            if element is not root:
                yield from _added(element.tail, element.getparent(), now)
    yield from now.ended()


def _opened(element: HtmlElement, now: _Current, base: str) -> Iterator[Shown]:
    tag = element.tag
    if tag in _BLOCKS or tag == "br":
        yield from now.ended()
    if tag in _SPACED:
        now.aligned = _alignment(element)
        now.gap = now.gap or not now.aligned or now.aligned != now.above
    if tag in HEADINGS:
        now.heading = True
    elif tag in {"ol", "ul"}:
        now.lists.append(_whole(element, "start", 1) if tag == "ol" else None)
    elif tag == "li":
        _number(element, now)
    elif tag == "a" and (address := absolute(element.get("href"), base)):
        now.link = address, len(now.parts)
    yield from _added(element.text, element, now)


def _closed(element: HtmlElement, now: _Current) -> Iterator[Shown]:
    tag = element.tag
    if tag == "a" and now.link:
        address, begun = now.link
        words = "".join("".join(now.parts[begun:]).split())
        if words and words.rstrip("/") != address.rstrip("/"):
            now.links.append(address)
        now.link = None
    if tag in _SPACED and not "".join(now.parts).strip():
        now.gap = now.gap or tag == "p"
    if tag in _BLOCKS:
        yield from now.ended()
    if tag in _SPACED:
        now.gap, now.aligned = now.gap or not now.above, ""
    if tag in HEADINGS:
        now.heading = False
    elif tag in {"ol", "ul"} and now.lists:
        now.lists.pop()


def _added(text: str | None, within: HtmlElement | None, now: _Current) -> Iterator[Shown]:
    if not text:
        return
    if within is None or within.tag != "pre":
        now.parts.append(text)
        return
    first, *rest = text.split("\n")
    now.parts.append(first)
    for line in rest:
        yield from now.ended()
        now.parts.append(line)


def _number(item: HtmlElement, now: _Current) -> None:
    """The number that a page sets before an item of an ordered list."""
    if not now.lists or now.lists[-1] is None:
        return
    number = _whole(item, "value", now.lists[-1])
    now.parts.append(f"{number}. ")
    now.lists[-1] = number + 1


def _alignment(element: HtmlElement) -> str:
    found = _ALIGNED.search(element.get("style") or "")
    told = found[1] if found else element.get("align") or ""
    return told.lower() if told.lower() in {"center", "right"} else ""


def _whole(element: HtmlElement, name: str, usual: int) -> int:
    text = (element.get(name) or "").strip()
    return int(text) if re.fullmatch(r"\d{1,6}", text) else usual


def is_hidden(element: HtmlElement) -> bool:
    """What a page does not show, or shows otherwise than as text."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return True
    return element.get("hidden") is not None or _HIDING.search(element.get("style") or "") is not None


def absolute(address: str | None, base: str) -> str | None:
    """An address of the web; one without a host needs the base that the page names. None for any other."""
    try:
        whole = urljoin(base, (address or "").strip())
        return whole if urlsplit(whole).scheme in {"http", "https"} and urlsplit(whole).netloc else None
    except ValueError:
        return None
