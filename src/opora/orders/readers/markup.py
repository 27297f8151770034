"""XML of an office document as light nodes: local names, without what is not read, under limits of size and depth.

Office programs differ in prefixes and namespaces, never in the local names that are read here. A document type
declaration, which alone could expand or fetch, is refused in any encoding.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

NODES = 500_000
"""Elements that are kept of one part."""
DEEP = 120
"""Elements inside each other; real documents have about thirty."""
LONGEST_TAG = 4_000_000
"""Bytes of a start tag: attributes hold old pictures, and a million of attributes would fill the memory."""
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % LONGEST_TAG)


class Strange(Exception):
    """Not the XML of an office program: damaged, or with a declaration that could expand or fetch."""


class Overgrown(Exception):
    """Too many elements, or too deep inside each other."""


class Node:
    """An element. `text` is what stands in it before the first child; attributes and name are without prefixes."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)

    def child(self, *path: str) -> "Node | None":
        """The first child of that name, and so on down the path."""
        found: Node | None = self
        for name in path:
            found = next((one for one in found.children if one.name == name), None) if found else None
        return found

    def value(self, *path: str) -> str | None:
        """The attribute `val` at the end of the path; None where there is no such element."""
        found = self.child(*path)
        return None if found is None else found.get("val")

    def on(self, *path: str) -> bool:
        """Whether a switch is there and not turned off."""
        value = self.value(*path)
        return value is not None and value.lower() not in {"0", "false", "off", "none"}

    def walk(self, name: str) -> Iterator["Node"]:
        """All elements of that name beneath, in their order; not those inside another one."""
        for one in self.children:
            if one.name == name:
                yield one
            else:
                yield from one.walk(name)


def whole(text: str | None, default: int, *, most: int = 1_000_000) -> int:
    """A whole number between 0 and `most`; the default where none is written."""
    if text is None or not re.fullmatch(r"\s*\+?[0-9]{1,12}\s*", text):
        return default
    return min(int(text), most)


def parse(content: bytes, *, skip: frozenset[str] = frozenset(), idle: frozenset[str] = frozenset()) -> Node:
    """The root of a part. `skip`: elements left out with all in them; `idle`: left out when they hold nothing.

    Raises Strange and Overgrown.
    """
    if _LONG_TAG.search(content):
        raise Overgrown
    return _Builder(skip, idle).built(content)


class _Builder:
    def __init__(self, skip: frozenset[str], idle: frozenset[str]) -> None:
        self.skip, self.idle = skip, idle
        self.stack: list[Node] = [Node("", {})]
        self.skipping = 0
        self.kept = 0
        self.names: dict[str, str] = {}

    def built(self, content: bytes) -> Node:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 20  # a text of many megabytes comes in few pieces
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._declared
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place
        except (expat.ExpatError, UnicodeError, LookupError, ValueError) as error:
            raise Strange(str(error)) from None
        return self.stack[0].children[0]

    def _declared(self, *_declaration: object) -> None:
        raise Strange("a document type declaration")

    def _start(self, given: str, attributes: dict[str, str]) -> None:
        if self.skipping:
            self.skipping += 1
            return
        name = self.names.get(given) or self._local(given)
        if name in self.skip:
            self.skipping = 1
            return
        self.kept += 1
        if self.kept > NODES or len(self.stack) > DEEP:
            raise Overgrown
        if attributes:
            names = self.names
            attributes = {names.get(key) or self._local(key): value for key, value in attributes.items()}
        node = Node(name, attributes)
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _end(self, _name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        node = self.stack.pop()
        if node.name in self.idle and not node.children and not node.text.strip():
            self.stack[-1].children.pop()
            self.kept -= 1

    def _text(self, text: str) -> None:
        node = self.stack[-1]
        if not self.skipping and not node.children:
            node.text += text

    def _local(self, name: str) -> str:
        """A name without its prefix, kept for the next time."""
        local = self.names[name] = name.rpartition(":")[2]
        return local
