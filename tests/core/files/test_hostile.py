"""What could harm is refused with a word on what it is: active content, calls to the network, bombs, masks."""

import io
import time
import zipfile

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from opora.core.files import office
from opora.core.files.reading import files_of
from tests.core.files import corpus
from tests.core.files.corpus import action, pdf, picture, text, with_parts

pytestmark = pytest.mark.django_db
SCRIPT = action("JavaScript", JS=text("app.alert(1)"))
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
WORD_RELS = "word/_rels/document.xml.rels"


def dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def annotated(**entries: object) -> bytes:
    """A PDF whose first page bears one annotation."""
    writer = corpus.written()
    writer.pages[0][NameObject("/Annots")] = ArrayObject([dictionary(**entries)])
    return corpus.saved(writer)


def locked() -> bytes:
    writer = corpus.written()
    writer.encrypt("", "owner")
    return corpus.saved(writer)


def carrying() -> bytes:
    writer = corpus.written()
    writer.add_attachment("run.exe", b"MZ")
    return corpus.saved(writer)


PDFS = {
    "script on opening": (pdf(OpenAction=SCRIPT), "script"),
    "named scripts": (pdf(Names=dictionary(JavaScript=dictionary(Names=ArrayObject([text("a"), SCRIPT])))), "script"),
    "script of an event": (pdf(AA=dictionary(WC=SCRIPT)), "script"),
    "script, its name masked": (pdf(OpenAction=SCRIPT).replace(b"/JavaScript", b"/J#61vaScript"), "script"),
    "launch": (pdf(OpenAction=action("Launch", F=text("cmd.exe"))), "launch"),
    "launch on pressing": (annotated(Subtype=NameObject("/Link"), A=action("Launch", F=text("a"))), "launch"),
    "sends itself": (annotated(Subtype=NameObject("/Widget"), A=action("SubmitForm", F=text("http://a"))), "media"),
    "opens another file": (pdf(OpenAction=action("GoToR", F=text("//host/share/a.pdf"))), "media"),
    "embedded files": (carrying(), "embedded"),
    "a file pinned to a page": (annotated(Subtype=NameObject("/FileAttachment")), "embedded"),
    "XFA": (pdf(AcroForm=dictionary(XFA=text("x"))), "forms"),
    "media": (annotated(Subtype=NameObject("/RichMedia")), "media"),
    "a film": (annotated(Subtype=NameObject("/Screen")), "media"),
    "password": (locked(), "locked"),
    "no page": (pdf(0), "empty"),
    "cut off": (pdf()[:200], "damaged"),
    "only a head": (b"%PDF-1.7\n", "damaged"),
    "html before it": (HTML + pdf(), "kind"),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_pdf_that_does_more_than_being_read(refused, name: str) -> None:
    content, code = PDFS[name]
    found, told = refused(content, "a.pdf")
    assert found == ("damaged" if code == "kind" else code)
    assert len(told) > 20


def test_a_pdf_may_open_at_a_page_and_link_to_the_web(store) -> None:
    writer = corpus.written()
    writer.root_object[NameObject("/OpenAction")] = corpus.destination(writer)
    link = dictionary(Subtype=NameObject("/Link"), A=action("URI", URI=text("https://example.org/")))
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])
    assert store(corpus.saved(writer), "a.pdf").pages == 2


def test_a_pdf_of_a_hundred_thousand_pages_is_refused_soon(refused) -> None:
    one = "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n"
    kids = "3 0 R " * 100_000
    content = (
        f"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
        f"2 0 obj <</Type/Pages/Count 100000/Kids[{kids}]>> endobj\n{one}trailer <</Root 1 0 R>>\n"
    )
    begun = time.monotonic()
    assert refused(content.encode(), "a.pdf")[0] in {"many", "damaged"}
    assert time.monotonic() - begun < 60


def test_nesting_without_end_does_not_take_the_process_down(refused) -> None:
    content = pdf().replace(b"/Type /Catalog", b"/Type /Catalog /Deep " + b"[" * 200_000 + b"]" * 200_000)
    assert refused(content, "a.pdf")[0] == "damaged"


def related(kind: str, target: str, rels: str = WORD_RELS) -> bytes:
    return corpus.related(corpus.word(), rels, kind=kind, target=target)


def macro_word() -> bytes:
    types = corpus.parts(corpus.word())["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    return with_parts(corpus.word(), {"[Content_Types].xml": types})


def locked_zip() -> bytes:
    content = bytearray(corpus.word())
    for head, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(head)
        while start >= 0:
            content[start + at] |= 1
            start = content.find(head, start + 4)
    return bytes(content)


def document(body: str) -> bytes:
    main = corpus.parts(corpus.word())["word/document.xml"].decode()
    return with_parts(corpus.word(), {"word/document.xml": main.replace("<w:body>", f"<w:body>{body}")})


def field(*pieces: str) -> str:
    """A field, its instruction divided over runs."""
    return "<w:p>" + "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces) + "</w:p>"


DDE = '<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
OFFICE = {
    "macros": (with_parts(corpus.word(), {"word/vbaProject.bin": corpus.OLE}), "a.docx", "macros"),
    "macros by type": (macro_word(), "a.docx", "macros"),
    "xlsm": (with_parts(corpus.workbook(), {"xl/vbaProject.bin": b"x"}), "a.xlsm", "macros"),
    "xlsm called xlsx": (with_parts(corpus.workbook(), {"xl/VBAPROJECT.BIN": b"x"}), "a.xlsx", "macros"),
    "old macro sheets": (with_parts(corpus.workbook(), {"xl/macrosheets/sheet1.xml": b"<a/>"}), "a.xlsx", "macros"),
    "activeX": (with_parts(corpus.word(), {"word/activeX/activeX1.xml": b"<a/>"}), "a.docx", "macros"),
    "ribbon": (with_parts(corpus.word(), {"customUI/customUI.xml": b"<a/>"}), "a.docx", "macros"),
    "OLE": (with_parts(corpus.word(), {"word/embeddings/oleObject1.bin": corpus.OLE}), "a.docx", "embedded"),
    "OLE under another name": (with_parts(corpus.word(), {"word/media/image1.png": corpus.OLE}), "a.docx", "embedded"),
    "a program": (with_parts(corpus.word(), {"word/embeddings/run.exe": b"MZ"}), "a.docx", "embedded"),
    "macros in a workbook inside": (
        with_parts(
            corpus.word(),
            {"word/embeddings/a.xlsx": with_parts(corpus.workbook(), {"xl/vbaProject.bin": b"x"})},
        ),
        "a.docx",
        "macros",
    ),
    "inside of inside": (
        with_parts(
            corpus.word(),
            {"word/embeddings/a.xlsx": with_parts(corpus.workbook(), {"xl/embeddings/b.xlsx": corpus.workbook()})},
        ),
        "a.docx",
        "embedded",
    ),
    "template from elsewhere": (
        related("attachedTemplate", "http://example.org/a.dotm", "word/_rels/settings.xml.rels"),
        "a.docx",
        "external",
    ),
    "picture from elsewhere": (related("image", "file://host/a.png"), "a.docx", "external"),
    "frame from elsewhere": (related("frame", "http://example.org/"), "a.docx", "external"),
    "object from elsewhere": (related("oleObject", "\\\\host\\a.doc"), "a.docx", "external"),
    "another workbook": (
        corpus.related(
            corpus.workbook(),
            "xl/externalLinks/_rels/externalLink1.xml.rels",
            kind="externalLinkPath",
            target="file:///other.xlsx",
        ),
        "a.xlsx",
        "external",
    ),
    "DDE in a workbook": (with_parts(corpus.workbook(), {"xl/externalLinks/externalLink1.xml": DDE}), "a.xlsx", "dde"),
    "DDE in a document": (document(field("DDEAUTO c:\\\\cmd.exe")), "a.docx", "dde"),
    "DDE in pieces": (document(field(" D", "DEA", "UTO cmd")), "a.docx", "dde"),
    "DDE in a simple field": (document('<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>'), "a.docx", "dde"),
    "entities": (
        with_parts(corpus.word(), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "a.docx",
        "entities",
    ),
    "password": (locked_zip(), "a.docx", "locked"),
    "password of Office": (corpus.OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "locked"),
    "old Office": (corpus.OLE, "a.doc", "kind"),
    "ODF, macros": (
        corpus.packed({"mimetype": "application/vnd.oasis.opendocument.text", "Basic/Standard/a.xml": "<a/>"}),
        "a.odt",
        "macros",
    ),
    "ODF, program of an event": (
        corpus.open_document("text", '<a><script:event-listener xlink:href="vnd.sun.star.script:a"/></a>'),
        "a.odt",
        "macros",
    ),
    "ODF, fetched picture": (
        corpus.open_document("text", '<a><draw:image xlink:href="http://example.org/a.png"/></a>'),
        "a.odt",
        "external",
    ),
    "ODF, DDE": (
        corpus.open_document("spreadsheet", '<a><office:dde-source office:dde-application="cmd"/></a>'),
        "a.ods",
        "dde",
    ),
    "ODF, OLE": (
        corpus.packed({"mimetype": "application/vnd.oasis.opendocument.text", "Object 1": corpus.OLE}),
        "a.odt",
        "embedded",
    ),
    "ODF, password": (
        corpus.packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
            }
        ),
        "a.odt",
        "locked",
    ),
    "zip": (corpus.packed({"a.exe": "MZ"}), "a.zip", "archive"),
    "zip called pdf": (corpus.packed({"a.exe": "MZ"}), "a.pdf", "archive"),
    "empty zip": (corpus.packed({}), "a.docx", "kind"),
    "cut off": (corpus.word()[:-300], "a.docx", "damaged"),
    "another office file": (corpus.packed({"[Content_Types].xml": "<Types/>"}), "a.docx", "kind"),
}


@pytest.mark.parametrize("name", OFFICE)
def test_an_office_file_that_does_more_than_being_read(refused, name: str) -> None:
    content, called, code = OFFICE[name]
    found, told = refused(content, called)
    assert found == code, told
    assert len(told) > 20


def test_a_chart_brings_its_table_along(store) -> None:
    content = with_parts(corpus.word(), {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": corpus.workbook()})
    assert store(content, "a.docx").name == "a.docx"


def test_a_link_to_press_may_lead_elsewhere(store) -> None:
    assert store(related("hyperlink", "https://example.org/"), "a.docx").size


def test_a_bomb_is_not_unpacked(refused, monkeypatch) -> None:
    monkeypatch.setattr(office, "INFLATED", 5 * 1024 * 1024)
    bomb = with_parts(corpus.word(), {"word/media/a.bin": b"\0" * (6 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert refused(bomb, "a.docx")[0] == "bomb"


def test_an_archive_of_countless_parts_is_not_unpacked(refused) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(office.PARTS + 1):
            archive.writestr(f"word/{number}.xml", b"")
    assert refused(stream.getvalue(), "a.docx")[0] == "bomb"


OTHERS = {
    "html": (HTML, "a.html", "kind"),
    "html called txt": (HTML, "a.txt", "active"),
    "html further down": (b"hello\n<script>alert(1)</script>", "a.txt", "active"),
    "html in a table": (b"a;b\n1;<svg/onload=alert(1)>\n", "a.csv", "active"),
    "html in utf-16": (HTML.decode().encode("utf-16"), "a.txt", "active"),
    "svg": (SVG, "a.svg", "kind"),
    "svg called png": (SVG, "a.png", "damaged"),
    "svg called csv": (SVG, "a.csv", "active"),
    "xml": (b"<?xml version='1.0'?><a/>", "a.txt", "active"),
    "gif and script": (b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(1)", "a.gif", "kind"),
    "gif called png": (b"GIF89a" + b"\0" * 40, "a.png", "kind"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "kind"),
    "program": (b"MZ\x90\x00" + b"\0" * 60, "a.exe", "kind"),
    "program called csv": (b"MZ\x90\x00" + b"\0" * 60, "a.csv", "damaged"),
    "rtf": (rb"{\rtf1\objocx}", "a.rtf", "kind"),
    "rar": (b"Rar!\x1a\x07\x00", "a.rar", "kind"),
    "empty": (b"", "a.pdf", "empty"),
    "only spaces": (b"  \r\n ", "a.txt", "empty"),
    "no name": (b"text", "", "kind"),
    "cell that starts a program": (b"a;=cmd|'/C calc'!A0\n", "a.csv", "dde"),
    "the same in quotation marks": (b"a,\"@SUM(1)+cmd|'/C calc'!A0\"\n", "a.csv", "dde"),
    "picture of 50000 x 50000": (corpus.png_header(50_000, 50_000), "a.png", "bomb"),
    "picture of 30000 x 1": (corpus.png_header(30_000, 1), "a.png", "bomb"),
    "png that holds nothing": (corpus.png_header(100, 100), "a.png", "damaged"),
    "jpeg cut off": (picture("JPEG")[:-20], "a.jpg", "damaged"),
    "png cut off": (picture("PNG")[:-20], "a.png", "damaged"),
    "jpeg of two bytes": (b"\xff\xd8\xff", "a.jpg", "damaged"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_everything_else_that_is_not_what_it_says(refused, name: str) -> None:
    content, called, code = OTHERS[name]
    found, told = refused(content, called)
    assert found == code, told
    assert len(told) > 10


def test_what_is_refused_leaves_nothing(refused, home) -> None:
    refused(PDFS["launch"][0], "a.pdf")
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert not files_of("desk:1").exists()


def test_an_innocent_formula_in_a_table_may_stay(store) -> None:
    assert store(b"a;=SUM(A1:A2)\n-5;+7 (3852) 29-40-00\n", "a.csv").size


@pytest.mark.parametrize("piece", ["<draw:image ", "<w:fldSimple ", "<w:instrText ", '<a b="', "<draw:image href"])
def test_a_part_that_never_closes_is_read_once(store, piece: str) -> None:
    content = corpus.open_document("text", piece * 400_000)
    begun = time.process_time()
    store(content, "a.odt")
    assert time.process_time() - begun < 20
