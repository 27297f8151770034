"""Office files written by the tests: raw parts of Word where python-docx has no word for it, and sheets."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def archive(parts: Mapping[str, str | bytes], *, compressed: bool = True) -> bytes:
    """A ZIP of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def relations(targets: Mapping[str, tuple[str, str]], *, outside: Iterable[str] = ()) -> str:
    """The relations of a part: key to kind and target."""
    told = ""
    for key, (kind, target) in targets.items():
        mode = ' TargetMode="External"' if key in outside else ""
        told += f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{P}">{told}</Relationships>'


def types(main: str = _WORD, part: str = "/word/document.xml") -> str:
    """The content types of an archive."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/></Types>'
    )


def word_parts(
    body: str, *, numbering: str = "", styles: str = "", links: Mapping[str, str] | None = None
) -> dict[str, str | bytes]:
    """The parts of a Word document with this body, lists and styles; `links`: key to address."""
    told = {"rS": ("styles", "styles.xml"), "rN": ("numbering", "numbering.xml")}
    outside = {key: ("hyperlink", target) for key, target in (links or {}).items()}
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": relations(told | outside, outside=outside),
        "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
    }


def word(body: str, **parts: object) -> bytes:
    """A Word document with this body; the rest as `word_parts` takes it."""
    return archive(word_parts(body, **parts))  # type: ignore[arg-type] # handed on


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def tc(content: str, properties: str = "") -> str:
    """A cell; plain text becomes a paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, which plain texts become."""
    told = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{told}</w:tr>"


def tbl(*rows: str, widths: Sequence[int] = ()) -> str:
    """A table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


HEADER = ("№ п/п", "Мероприятие", "Срок", "Исполнитель")


def roadmap(*rows: str) -> str:
    """A Word table with the header of a roadmap."""
    return tbl(tr(*HEADER), *rows)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], *, changed: "object" = None) -> bytes:
    """A workbook of sheets of rows; `changed(book, sheet by name)` writes what plain values cannot say."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    made = {}
    for name, rows in sheets.items():
        sheet = made[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    if callable(changed):
        changed(book, made)
    book.close()
    return stream.getvalue()
