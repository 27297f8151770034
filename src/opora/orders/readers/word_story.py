"""The body of a Word document as paragraphs and tables in their order, with numbers and pages counted on the way."""

from collections.abc import Iterator
from itertools import accumulate

from opora.orders.readers.markup import Node, Overgrown, whole
from opora.orders.readers.packages import Package, damaged
from opora.orders.readers.word_numbering import Numbering
from opora.orders.readers.word_styles import Styles, numbered_by
from opora.orders.readers.word_tables import Block, Grid, Item, Line
from opora.orders.readers.word_text import Pages, Reading, Words, content_of

_LOOKS = frozenset(
    {
        *("rFonts", "sz", "szCs", "color", "lang", "b", "bCs", "i", "iCs", "u", "caps", "kern", "position"),
        *("jc", "ind", "spacing", "shd", "pBdr", "tabs", "keepNext", "keepLines", "widowControl", "highlight"),
        *("tblBorders", "tblCellMar", "tblLook", "tblW", "tcBorders", "tcMar", "tcW", "vAlign", "trHeight"),
        *("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblGridChange", "sectPrChange"),
        *("proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "numberingChange"),
    }
)
"""How it looks, and how it looked before a tracked change: not read."""
_IDLE = frozenset({"rPr", "pPr", "tcPr", "trPr"})
_PLAIN_OUTLINE = 9
_WIDEST = 63
"""Most cells of a row that Word allows."""


class Story:
    """Reads the body once, from its beginning: automatic numbers and pages depend on what stands before."""

    def __init__(self, body: Node, reading: Reading, styles: Styles, numbering: Numbering) -> None:
        self.body, self.reading, self.styles, self.numbering = body, reading, styles, numbering
        self.pages = reading.pages

    @classmethod
    def of(cls, package: Package) -> "Story":
        """The story of a document's archive; raises UnreadableOrder."""
        root = package.tree(package.main, skip=_LOOKS, idle=_IDLE)
        body = root.child("body") if root else None
        if body is None:
            raise damaged(package.name)
        related = {one.kind: one.target for one in package.relations(package.main).values() if not one.external}
        styles = Styles(package.tree(related.get("styles", "")))
        numbering = Numbering(package.tree(related.get("numbering", "")), styles)
        reading = Reading(package.relations(package.main), styles, Pages())
        return cls(body, reading, styles, numbering)

    def items(self) -> list[Item]:
        """Paragraphs and tables of the body."""
        return self._items(self.body)

    def _items(self, container: Node) -> list[Item]:
        items: list[Item] = []
        left: Words | None = None
        for node in _parts(container, "p", "tbl"):
            if node.name == "tbl":
                items.append(self._grid(node))
                continue
            words, boxes = self._paragraph(node)
            items.extend(boxes)
            words, left = _after(left, words), None
            if _taken_back(node):  # the end of the paragraph: the next goes on with it
                left = words
            else:
                items.append(words)
        return [*items, left] if left and left.text else items

    def _paragraph(self, node: Node) -> tuple[Words, list[Item]]:
        """A paragraph, and before it what stands in the boxes that are anchored there."""
        properties = node.child("pPr")
        style = properties.value("pStyle") or "" if properties else ""
        if properties and properties.on("pageBreakBefore") and not self.pages.fresh:
            self.pages.turn()
        words = self.reading.paragraph(node)
        words.heading = self._is_heading(properties, style)
        if words.text.strip() or not _taken_back(node):
            words.label = self._label(properties, style)
        boxes = [item for box in words.boxes for item in self._items(box)]
        self._end_section(properties)
        return words, boxes

    def _is_heading(self, properties: Node | None, style: str) -> bool:
        own = properties.value("outlineLvl") if properties else None
        if own is not None:
            return whole(own, _PLAIN_OUTLINE) < _PLAIN_OUTLINE
        return self.styles.heading(style)

    def _label(self, properties: Node | None, style: str) -> str:
        """The automatic number, of the list that the paragraph names itself or through its style."""
        own, bound = numbered_by(properties), self.styles.numbering(style)
        number = own.list if own and own.list else bound.list if bound else None
        if not number:
            return ""
        if own and own.level is not None:
            return self.numbering.label(number, own.level)
        by_style = self.numbering.level_of_style(number, style) or (bound and bound.level) or 0
        return self.numbering.label(number, 0 if own and own.list else by_style)

    def _end_section(self, properties: Node | None) -> None:
        section = properties.child("sectPr") if properties else None
        if section is not None and section.value("type") not in {"continuous", "nextColumn"}:
            self.pages.turn()

    def _grid(self, node: Node) -> Grid:
        grid = Grid()
        edges = _edges(node.child("tblGrid"))
        above: list[Block] = []
        for row in _parts(node, "tr"):
            properties = row.child("trPr")
            if properties and (properties.child("del") or properties.on("hidden")):
                continue
            line = self._line(row, edges, above)
            above = line.blocks
            if above:
                grid.lines.append(line)
        return grid

    def _line(self, row: Node, edges: list[float], above: list[Block]) -> Line:
        """A row. Its page is the one on which its cells begin; the next row follows the cell that ends last.

        Raises Overgrown for a row that no office program could have made.
        """
        at = whole(row.value("trPr", "gridBefore"), 0)
        before, number, last, begins = self.pages.fresh, self.pages.number, self.pages.number, []
        blocks: list[Block] = []
        for cell in _parts(row, "tc"):
            properties = cell.child("tcPr")
            wide = max(whole(properties.value("gridSpan") if properties else None, 1), 1)
            start, at = _edge(edges, at), at + wide
            end = _edge(edges, at)
            self.pages.number, self.pages.fresh = number, before
            if properties and (properties.child("cellDel") or properties.value("hMerge") in {"", "continue"}):
                if blocks:
                    blocks[-1].end = end
                continue
            block = Block(start, end, above=_continued(properties, start, end, above))
            if block.above is None:
                block.content = self._items(cell)
            blocks.append(block)
            if len(blocks) > _WIDEST:
                raise Overgrown
            begins += [one.page for one in block.content if isinstance(one, Words) and one.text.strip()][:1]
            last = max(last, self.pages.number)
        self.pages.number, self.pages.fresh = last, before and not begins
        return Line(blocks, max(begins, default=number))


def _parts(container: Node, *names: str) -> Iterator[Node]:
    """The elements of these names in a container, also inside controls and tracked changes."""
    for one in container.children:
        if one.name in names:
            yield one
        elif one.name == "sdt":
            if content := content_of(one):
                yield from _parts(content, *names)
        elif one.name in {"customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"}:
            yield from _parts(one, *names)


def _taken_back(paragraph: Node) -> bool:
    mark = paragraph.child("pPr", "rPr")
    return mark is not None and any(one.name in {"del", "moveFrom"} for one in mark.children)


def _after(before: Words | None, words: Words) -> Words:
    if before is None or not before.text.strip():
        return words
    links = [*before.links, *words.links]
    return Words(before.text + words.text, links, [], before.page, before.heading, before.label or words.label)


def _edges(grid: Node | None) -> list[float]:
    """Where the lines of the grid stand; without widths every column is one unit wide."""
    widths = [float(whole(one.get("w"), 0)) for one in grid.children if one.name == "gridCol"] if grid else []
    return list(accumulate((width or 1.0 for width in widths), initial=0.0))


def _edge(edges: list[float], at: int) -> float:
    """Where a line of the grid stands; those beyond the last are as far apart as the others are on average."""
    inside = min(at, len(edges) - 1)
    average = edges[-1] / (len(edges) - 1) if len(edges) > 1 else 1.0
    return edges[inside] + average * (at - inside)


def _continued(properties: Node | None, start: float, end: float, above: list[Block]) -> Block | None:
    """The cell that this one continues downwards: the one above it, most of which it shares."""
    if properties is None or properties.value("vMerge") not in {"", "continue"}:
        return None
    shared = [(min(end, one.end) - max(start, one.start), one) for one in above]
    most, one = max(shared, key=lambda found: found[0], default=(0.0, None))
    return one.owner if one is not None and most > 0 else None
