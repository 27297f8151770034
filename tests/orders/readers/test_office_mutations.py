"""Office files with parts changed at random are read or refused in one line; nothing else is ever raised."""

import random
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from opora.orders import UnreadableOrder, read
from opora.orders.document import Document
from tests.orders.readers.written import HEADER, archive, p, roadmap, tc, tr, word, workbook

VALUES = ("", "-1", "0", "1e9", "NaN", "9" * 30, "A1:XFD1048576", "ZZZ0", "restart", "continue", "true", "begin")
NAMES = ("w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:t", "w:sdt", "w:sdtContent", "row", "c", "v", "si", "mergeCell")
DOWN, NUMBERED = '<w:vMerge w:val="restart"/>', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="russianLower"/>'
    '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BODY = p("Приказ", NUMBERED) + roadmap(
    tr(tc(p("", NUMBERED)), tc("Встреча", DOWN), tc("март", '<w:gridSpan w:val="2"/>')),
    tr("2", tc("", "<w:vMerge/>"), "май", "Отдел"),
)


def sheet() -> bytes:
    def change(book: object, sheets: dict[str, object]) -> None:
        plan = sheets["План"]
        plan.merge_range("C2:C3", "март")  # type: ignore[attr-defined] # a sheet of XlsxWriter
        plan.write_url("D2", "https://a.example", string="Отдел")  # type: ignore[attr-defined] # the same

    return workbook({"План": [HEADER, (1, "Встреча"), (0.5, "Опрос", "", True)]}, changed=change)


def mutated(text: str, rnd: random.Random) -> str:
    """One change: a value, a tag left out, doubled or renamed."""
    values, tags = list(re.finditer(r'="[^"]*"', text)), list(re.finditer(r"</?[\w:]+[^<>]*>", text))
    if values and rnd.random() < 0.5:
        one = rnd.choice(values)
        return f'{text[: one.start()]}="{rnd.choice(VALUES)}"{text[one.end() :]}'
    one = rnd.choice(tags)
    name = re.match(r"</?([\w:]+)", one[0])
    assert name
    match rnd.randrange(3):
        case 0:
            return re.sub(rf"<{name[1]}\b[^<>]*/>", "", text)
        case 1:
            return re.sub(rf"(</?){name[1]}\b", rf"\g<1>{rnd.choice(NAMES)}", text)
        case _:
            return text[: one.start()] + one[0] + text[one.start() :]


@pytest.mark.parametrize("data", [word(BODY, numbering=LISTS), sheet()], ids=["docx", "xlsx"])
def test_whatever_is_changed(data: bytes) -> None:
    rnd = random.Random(8)  # noqa: S311 - the same changes in every run
    with ZipFile(BytesIO(data)) as made:
        parts = {name: made.read(name).decode() for name in made.namelist()}
    changed = [name for name in parts if "theme" not in name and "docProps" not in name]
    read_whole = 0
    for _turn in range(500):
        told = dict(parts)
        for name in rnd.choices(changed, k=2):
            told[name] = mutated(told[name], rnd)
        try:
            read_whole += isinstance(read(archive(told, compressed=False), "a"), Document)
        except UnreadableOrder as error:
            assert "\n" not in str(error)  # noqa: PT017 - one of 500 turns
    assert read_whole > 100
