"""Small files of every accepted kind, made here, and the means to make hostile ones of them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx
import xlsxwriter
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, TextStringObject

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
EXTERNAL = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def pdf(pages: int = 2, **root: object) -> bytes:
    """A PDF with this many pages and these entries in its catalogue."""
    return saved(written(pages, **root))


def written(pages: int = 2, **root: object) -> PdfWriter:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(200, 300)
    for key, value in root.items():
        writer.root_object[NameObject(f"/{key}")] = value
    return writer


def saved(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def action(kind: str, **more: object) -> DictionaryObject:
    """An action of a PDF."""
    made = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})
    for key, value in more.items():
        made[NameObject(f"/{key}")] = value
    return made


def text(value: str) -> TextStringObject:
    return TextStringObject(value)


def word() -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Приказ № 14")
    document.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["Код", "Школа"])
    page.write_url(1, 0, "https://example.org/")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet1!$A$1:$A$5"})
    page.insert_chart("D2", chart)
    book.close()
    return stream.getvalue()


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, changes: Mapping[str, bytes | str]) -> bytes:
    """An archive with some parts replaced or added."""
    return packed({**parts(content), **changes})


def related(content: bytes, rels: str, *, kind: str, target: str) -> bytes:
    """An office file with one more relation to something outside it."""
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    given = parts(content).get(rels, empty).decode()
    return with_parts(content, {rels: given.replace("</Relationships>", EXTERNAL.format(kind=kind, target=target))})


def slides() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return packed(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{main}"/></Types>',
            "ppt/presentation.xml": "<p:presentation xmlns:p='p'/>",
        }
    )


def open_document(kind: str, content: str = "<office:document-content xmlns:office='o'/>") -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def picture(form: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    stream = io.BytesIO()
    drawn = Image.new("RGB", size, "navy")
    drawn.paste("white", (0, 0, size[0] // 2, size[1] // 2))
    drawn.save(stream, form, **options)
    return stream.getvalue()


def photograph(orientation: int = 6) -> bytes:
    """A JPEG as a telephone writes it: the place, the moment, the owner, and which way is up."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Kenar Owner"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 20.0, 56.4), 3: "E", 4: (83.0, 46.0, 10.0)})
    return picture("JPEG", exif=exif, comment=b"Kenar comment", quality=85)


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


TABLE = "Код;Школа\n0012;СОШ № 1, Ёлкино\n"

VALID: dict[str, bytes] = {
    "act.pdf": pdf(),
    "act.docx": word(),
    "list.xlsx": workbook(),
    "talk.pptx": slides(),
    "act.odt": open_document("text"),
    "list.ods": open_document("spreadsheet"),
    "talk.odp": open_document("presentation"),
    "photo.jpg": picture("JPEG"),
    "scan.png": picture("PNG"),
    "list.csv": TABLE.encode("cp1251"),
    "note.txt": "Заметка".encode(),
}
"""One file of each kind, by name."""


def embedded_stream() -> DecodedStreamObject:
    """A file inside a PDF."""
    stream = DecodedStreamObject()
    stream.set_data(b"MZ")
    stream[NameObject("/Type")] = NameObject("/EmbeddedFile")
    return stream


def destination(writer: PdfWriter) -> ArrayObject:
    """Where a reader opens the file: harmless."""
    return ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit"), NumberObject(0)])
