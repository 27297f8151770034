"""Documents and workbooks of office programs: which of the two an archive is, its content tells and not its name."""

from opora.core.files.archives import OLE
from opora.orders.document import Document
from opora.orders.readers import docx, xlsx
from opora.orders.readers.markup import Overgrown
from opora.orders.readers.packages import opened, too_large

MOST_LETTERS = 30_000_000
"""Characters of all rows together; a merged cell counts in each row that it covers."""
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


def sniff(data: bytes) -> bool:
    """An archive, or the container of the old programs, which also wraps what is locked with a password."""
    return data.startswith((_ZIP, _EMPTY_ZIP, OLE))


def read(data: bytes, name: str) -> Document:
    """The document; raises UnreadableOrder. Nothing is computed, executed or fetched."""
    package = opened(data, name)
    try:
        document = docx.read(package) if package.kind == "docx" else xlsx.read(package)
    except Overgrown:
        raise too_large(name) from None
    if sum(len(cell.text) for row in document.rows() for cell in row.cells) > MOST_LETTERS:
        raise too_large(name)
    return document
