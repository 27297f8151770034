"""The text of a Word paragraph as its reader sees it: fields, tracked changes, hidden text, links, page breaks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from opora.orders.readers.markup import Node, Overgrown
from opora.orders.readers.packages import Relation
from opora.orders.readers.word_styles import Styles

LONGEST_LINE = 1_000_000
"""Characters of a line."""
LEFT_OUT = frozenset({"del", "moveFrom", "delText", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "delInstrText"})
"""Elements without text that is read: taken back, or about the text."""
_HYPERLINK = re.compile(r"""\s*HYPERLINK\s+(?:"([^"]+)"|([^\s"\\]+))""", re.IGNORECASE)
_FURNITURE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|SECTION)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S", re.IGNORECASE)
_SYMBOL_DASH = "F02D"
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\u2011]")
_SEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]) | {0x2011: "-"}


def address(target: str) -> str:
    """An address of the web, from a link; "" for places in the document, letters and files."""
    target = target.strip()
    if target.lower().startswith("www."):
        target = f"http://{target}"
    return target if _ADDRESS.match(target) else ""


def plain(text: str) -> str:
    """One line of text: single spaces, no signs that nobody sees, a hyphen that does not break as a hyphen.

    Raises Overgrown for a line that no person has written.
    """
    if len(text) > LONGEST_LINE:
        raise Overgrown
    return " ".join((text.translate(_SEEN) if _UNSEEN.search(text) else text).split())


@dataclass(slots=True)
class Pages:
    """The page of the text that is read now. A break that is written and drawn at one place counts once."""

    number: int = 1
    known: bool = False
    fresh: bool = False

    def turn(self) -> None:
        """A page begins here because the author wants it."""
        self.number += 1
        self.known = self.fresh = True

    def drawn(self) -> None:
        """A page began here when the document was last shown."""
        if not self.fresh:
            self.turn()
        self.fresh = False

    def written(self) -> None:
        """Text follows."""
        self.fresh = False


@dataclass(slots=True)
class Words:
    """A paragraph: its lines, addresses under its words, boxes anchored in it, and the page of its first text."""

    text: str = ""
    links: list[str] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    page: int = 0
    heading: bool = False
    label: str = ""

    @property
    def lines(self) -> list[str]:
        """Its lines, plain; the automatic number stands before the first."""
        lines = [plain(line) for line in self.text.split("\n")]
        return [f"{self.label} {lines[0]}".strip(), *lines[1:]] if any(lines) else [""]


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: bool = False


class Reading:
    """Reads one paragraph after another; pages are counted on."""

    def __init__(self, relations: dict[str, Relation], styles: Styles, pages: Pages) -> None:
        self.relations, self.styles, self.pages = relations, styles, pages
        self.words = Words()
        self.pieces: list[str] = []
        self.fields: list[_Field] = []
        self.targets: list[str] = []
        self.hidden = False
        self._doors: dict[str, Callable[[Node], None]] = {
            "r": self._run,
            "t": lambda node: self._say(node.text.replace("\n", " ")),
            "tab": lambda _node: self._say("\t"),
            "ptab": lambda _node: self._say("\t"),
            "cr": lambda _node: self._say("\n"),
            "noBreakHyphen": lambda _node: self._say("-"),
            "sym": self._symbol,
            "br": self._break,
            "lastRenderedPageBreak": lambda _node: self.pages.drawn(),
            "fldChar": self._turn_field,
            "instrText": self._instruct,
            "fldSimple": self._simple_field,
            "hyperlink": self._hyperlink,
            "sdt": self._control,
            "AlternateContent": self._alternative,
            "txbxContent": self._box,
        }

    def paragraph(self, node: Node) -> Words:
        """What a paragraph says. Fields that it leaves open end with it."""
        self.words, self.pieces, self.fields, self.targets = Words(), [], [], []
        self.hidden = self.styles.hidden(node.value("pPr", "pStyle") or "")
        self._within(node)
        self.words.text = "".join(self.pieces).strip("\n")
        self.words.page = self.words.page or self.pages.number
        seen = self.words.text.lower()
        self.words.links = [one for one in dict.fromkeys(self.words.links) if _bare(one) not in seen]
        return self.words

    def _within(self, node: Node) -> None:
        for one in node.children:
            if door := self._doors.get(one.name):
                door(one)
            elif one.name not in LEFT_OUT:
                self._within(one)

    def _say(self, text: str) -> None:
        if self.hidden or not text or any(not one.result or _FURNITURE.match(one.instruction) for one in self.fields):
            return
        self.pieces.append(text)
        if text.strip():
            self.pages.written()
            self.words.page = self.words.page or self.pages.number
            self.words.links.extend(self.targets)

    def _run(self, node: Node) -> None:
        before, properties = self.hidden, node.child("rPr")
        if properties is not None:
            self.hidden = before or self._vanishes(properties)
        if not any("customMarkFollows" in one.attributes for one in node.children):  # a note's mark, typed by hand
            self._within(node)
        self.hidden = before

    def _vanishes(self, properties: Node) -> bool:
        if properties.child("vanish"):
            return properties.on("vanish")
        style = properties.value("rStyle")
        return bool(style) and self.styles.hidden(style or "")

    def _symbol(self, node: Node) -> None:
        code = node.get("char").upper()
        if code == _SYMBOL_DASH:
            self._say("–")
        elif re.fullmatch("[0-9A-D][0-9A-F]{3}", code) and not 0xD800 <= int(code, 16) <= 0xDFFF:
            self._say(chr(int(code, 16)))

    def _break(self, node: Node) -> None:
        self._say("\n")
        if node.get("type") == "page" and not self.hidden:
            self.pages.turn()

    def _box(self, node: Node) -> None:
        self.words.boxes.append(node)

    def _turn_field(self, node: Node) -> None:
        turn = node.get("fldCharType")
        if turn == "begin":
            self.fields.append(_Field())
        elif turn == "separate" and self.fields:
            self.fields[-1].result = True
            self._aim(self.fields[-1].instruction)
        elif turn == "end" and self.fields:
            ended = self.fields.pop()
            if ended.result and self._target_of(ended.instruction) and self.targets:
                self.targets.pop()

    def _instruct(self, node: Node) -> None:
        if self.fields and not self.fields[-1].result:
            self.fields[-1].instruction += node.text

    def _simple_field(self, node: Node) -> None:
        self.fields.append(_Field(node.get("instr"), result=True))
        self._linked(node, self._target_of(node.get("instr")))
        self.fields.pop()

    def _hyperlink(self, node: Node) -> None:
        relation = self.relations.get(node.get("id"))
        self._linked(node, address(relation.target) if relation and relation.external else "")

    def _linked(self, node: Node, target: str) -> None:
        before, self.targets = self.targets, [*self.targets, *([target] if target else [])]
        self._within(node)
        self.targets = before

    def _aim(self, instruction: str) -> None:
        if target := self._target_of(instruction):
            self.targets.append(target)

    def _target_of(self, instruction: str) -> str:
        found = _HYPERLINK.match(instruction)
        return address(found[1] or found[2]) if found else ""

    def _control(self, node: Node) -> None:
        if content := content_of(node):
            self._within(content)

    def _alternative(self, node: Node) -> None:
        """One drawing for new programs and one for old: the first that says anything."""
        for one in node.children:
            before = len(self.words.boxes), len(self.pieces)
            self._within(one)
            if before != (len(self.words.boxes), len(self.pieces)):
                return


def content_of(control: Node) -> Node | None:
    """What stands in a content control; None for a placeholder that nobody filled in and for a table of contents."""
    properties = control.child("sdtPr")
    if properties and (properties.on("showingPlcHdr") or properties.child("docPartObj", "docPartGallery")):
        gallery = properties.value("docPartObj", "docPartGallery") or "Table of Contents"
        if gallery == "Table of Contents":
            return None
    return control.child("sdtContent")


def _bare(link: str) -> str:
    return re.sub(r"^\w+://(?:www\.)?", "", link.lower()).rstrip("/")
