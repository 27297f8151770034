"""One order written as text, document, workbook and separated text is one order, whatever the format does to places."""

import csv
import io
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

import docx
import pytest
from django.utils import translation

from opora.orders import Order, order_json, read, read_order
from opora.orders.document import Document, Paragraph, Row
from tests.orders.readers.written import workbook

TEXT = Path(__file__).parents[1] / "damaged-order.txt"
WIDTH = 6


def as_document(source: Document) -> bytes:
    """Paragraphs, and a table for rows that follow each other, with the empty lines between."""
    made = docx.Document()
    line = 0
    for is_row, group in groupby(source.blocks, lambda block: isinstance(block, Row)):
        blocks = list(group)
        for _empty in range(blocks[0].line - line - 1):
            made.add_paragraph()
        if is_row:
            table = made.add_table(0, WIDTH)
            for row in blocks:
                assert isinstance(row, Row)
                for cell, text in zip(table.add_row().cells, row.texts(), strict=False):
                    cell.text = text
        else:
            for before, block in zip([None, *blocks], blocks, strict=False):
                for _empty in range(block.line - before.line - 1 if before else 0):
                    made.add_paragraph()
                made.add_paragraph(block.text if isinstance(block, Paragraph) else "")
        line = blocks[-1].line
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def lines(source: Document) -> list[list[str]]:
    """The blocks as rows of a sheet, each on its line; the page numbers of a paper stand on none."""
    found: list[list[str]] = [[] for _line in range(source.blocks[-1].line)]
    for block in source.blocks:
        if isinstance(block, Paragraph) and block.text.isdigit():
            continue
        found[block.line - 1] = block.texts() if isinstance(block, Row) else [block.text]
    return found


def as_workbook(source: Document) -> bytes:
    return workbook({"Приказ": lines(source)})


def as_separated(source: Document) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(lines(source))
    return stream.getvalue().encode("cp1251")


def told(order: Order) -> dict[str, Any]:
    """What the order says, without where it stands."""
    found = order_json(order)
    for action in found["actions"]:
        action["source"] = [one["text"] for pieces in action["source"]["cells"].values() for one in pieces]
    return found


@pytest.mark.parametrize(("suffix", "written"), [("docx", as_document), ("xlsx", as_workbook), ("csv", as_separated)])
def test_the_same_order_in_every_format(suffix: str, written: Callable[[Document], bytes]) -> None:
    data = TEXT.read_bytes()
    with translation.override("en"):
        expected = told(read_order(data, "order.txt"))
        found = told(read_order(written(read(data, "order.txt")), f"order.{suffix}"))
    assert len(expected["actions"]) == 22
    assert found == expected
