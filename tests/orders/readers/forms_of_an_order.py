"""One invented order, written as plain text in four ways, as a web page and as a PDF."""

import textwrap
from collections.abc import Sequence
from html import escape

from weasyprint import HTML

HEAD = (
    ("КОМИТЕТ ПО ОБРАЗОВАНИЮ", "ПОЛЕСНОЙ ОБЛАСТИ"),
    ("ПРИКАЗ",),
    ("14.01.2024",),
    ("№ 12-п",),
    ("О плане «Мост» для школ Полесной области", "на 2024 год"),
    ("В целях поддержки школ, где ученикам трудно, п р и к а з ы в а ю:",),
    ("1. Утвердить план «Мост».",),
    ("2. Контроль за исполнением приказа возложить на заместителя председателя Рябинину О.К.",),
    ("Председатель комитета                Т.В. Осокин",),
    ("ПРИЛОЖЕНИЕ", "к приказу комитета", "от 14.01.2024 № 12-п"),
    ("План «Мост» на 2024 год",),
)
HEADER = ("№ п/п", "Мероприятие", "Срок", "Исполнители", "Показатель", "Ссылка")
SECTION = "Раздел 2. Работа со школами"
ROWS = (
    ("1.", "Совещание с директорами школ о том, что предстоит сделать за год", "до 15.02.2024", "Комитет",
     "Доля директоров школ, принявших участие в совещании", "https://most.polesye.example/news/2024"),
    ("2.", "Подбор наставников для школ", "март 2024 г.", "Комитет, институт развития", "Наставники назначены", "-"),
    (SECTION,),
    ("3.", "Выезды наставников в школы и разбор уроков вместе с учителями", "01.04.2024 – 31.05.2024",
     "Институт развития", "Доля школ, посещенных наставниками, не менее 90 %",
     "https://most.polesye.example/visits/list"),
    ("4.", "Семинар о чтении", "ежемесячно, сентябрь – декабрь 2024 г.", "Институт развития, школы",
     "Проведено не менее 4 занятий", "https://most.polesye.example/reading"),
)  # fmt: skip
_WIDTHS = (5, 24, 16, 18, 22, 40)


def _head() -> list[str]:
    return [line for lines in HEAD for line in (*lines, "")]


def tabs() -> bytes:
    """Cells divided by tabs, a row a line."""
    return "\n".join([*_head(), *("\t".join(row) for row in (HEADER, *ROWS))]).encode()


def pipes() -> bytes:
    """The way of Markdown."""
    rows = [f"| {' | '.join(row)} |" for row in (HEADER, ("---",) * 6, *ROWS)]
    return "\n".join([*_head(), *rows]).encode()


def grid(corner: str = "+", dash: str = "-", bar: str = "|") -> bytes:
    """A drawn grid; a row is several lines high."""
    rule = corner + corner.join(dash * (width + 2) for width in _WIDTHS) + corner
    lines = [rule]
    for row in (HEADER, *ROWS):
        if len(row) == 1:
            lines.append(f"{bar} {row[0].ljust(len(rule) - 4)} {bar}")
        else:
            lines += [f"{bar} {f' {bar} '.join(cells)} {bar}" for cells in _wrapped(row)]
        lines.append(rule)
    return "\n".join([*_head(), *lines]).encode()


def columns(*, spaced: bool = True, feeds: bool = False) -> bytes:
    """Columns by spaces; between the rows a free line, or none."""
    lines: list[str] = []
    for row in (HEADER, *ROWS):
        if feeds and row[0] == "3.":
            lines += ["", "2\f"]
        lines += ["  ".join(cells).rstrip() for cells in _wrapped(row)] if len(row) > 1 else ["", row[0]]
        if spaced or len(row) == 1:
            lines.append("")
    return "\n".join([*_head(), *lines]).encode()


def _wrapped(row: Sequence[str]) -> list[list[str]]:
    cells = [textwrap.wrap(text, width, break_on_hyphens=False) for text, width in zip(row, _WIDTHS, strict=True)]
    height = max(map(len, cells))
    return [
        [(cell[at] if at < len(cell) else "").ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)]
        for at in range(height)
    ]


def page(*, rules: bool = True, style: str = "") -> str:
    """A web page; a link in the table is an address that stands there in full."""
    border = "td, th { border: 1px solid black; }" if rules else ""
    head = "".join(f"<p>{'<br>'.join(map(escape, lines))}</p>" for lines in HEAD)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>"
        if len(row) > 1
        else f"<tr><td colspan=6>{escape(row[0])}</td></tr>"
        for row in ROWS
    )
    header = "".join(f"<th>{escape(text)}</th>" for text in HEADER)
    return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>План</title><style>
        @page {{ size: A4 landscape; margin: 15mm }} table {{ border-collapse: collapse; width: 100% }}
        body {{ font: 11pt serif }} td, th {{ padding: 2pt 4pt; vertical-align: top; text-align: left;
        overflow-wrap: anywhere }} {border} {style}</style></head><body>{head}
        <table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></body></html>"""


def pdf(html: str) -> bytes:
    """A web page printed."""
    printed: bytes = HTML(string=html).write_pdf()
    return printed
