"""Documents written down by hand: a notation for paragraphs and tables with merged cells.

A line that begins with «|» is a row of a table; the next table begins after `----`. A cell «^» is covered by the one
above it, `\\n` ends a line inside a cell, `[words](address)` is a link under words. «# …» is a heading; any other line
is a paragraph. Lines are counted as they stand in the file.
"""

import re
from pathlib import Path
from typing import Any

from opora.core.periods import Period
from opora.orders.document import Block, Cell, Document, Paragraph, Row
from opora.orders.order import Order

HERE = Path(__file__).parent
PAPERS = sorted(path.stem for path in HERE.glob("*.txt"))
_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def document(name: str) -> Document:
    """The document of a paper."""
    blocks: list[Block] = []
    table = 1
    above: list[Cell] = []
    for number, line in enumerate((HERE / f"{name}.txt").read_text("utf-8").split("\n"), 1):
        if line == "----":
            table, above = table + 1, []
        elif line.startswith("|"):
            texts = [text.strip() for text in line.strip("|").split("|")]
            above = [_cell(text, number, place, above) for place, text in enumerate(texts, 1)]
            blocks.append(Row(tuple(above), number, 1, table))
        elif line.strip():
            blocks.append(Paragraph(line.removeprefix("# "), number, 1, heading=line.startswith("# ")))
    return Document(f"{name}.docx", tuple(blocks))


def _cell(text: str, line: int, column: int, above: list[Cell]) -> Cell:
    if text == "^":
        return Cell(above[column - 1].text, line, column, 1, merged=True)
    links = tuple(address for _words, address in _LINK.findall(text))
    return Cell(_LINK.sub(r"\1", text).replace("\\n", "\n"), line, column, 1, links=links)


def told(order: Order) -> dict[str, Any]:
    """What this part of the import answers for: the head, and of each action all but kinds, formulas and the source."""
    head = {name: value for name, value in order.head.as_json().items() if value}
    actions = [_action(one.as_json(), one.periods, one.problems) for one in order.actions]
    return {"order": head | {"heading": order.head.heading}, "actions": actions}


def _action(whole: dict[str, Any], periods: tuple[Period, ...], problems: tuple[str, ...]) -> dict[str, Any]:
    kept = ("number", "title", "section", "executors", "executor_codes", "links", "repairs")
    values = {name: whole[name] for name in kept} | {"problems": list(problems)}
    values |= {"indicators": [one["text"] for one in whole["indicators"]], "periods": [_period(one) for one in periods]}
    return {name: value for name, value in values.items() if value}


def _period(period: Period) -> str:
    """ "2023-03-01..2023-03-31 month monthly plan"; an end may be empty."""
    days = f"{period.start or ''}..{period.end or ''}"
    return " ".join([days, period.precision, *filter(None, [period.recurring]), *(["plan"] if period.by_plan else [])])
