"""Hyphens at line ends: which belong to the word and which only divided it, told by the other words of the document."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from opora.orders.document import Block, Cell, Paragraph, Row
from opora.orders.readers.wrapping import BROKEN
from opora.orders.wording import fold

_WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*")
_BROKEN = re.compile(rf"([А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*)([-‑]){BROKEN}([а-яё]+)")
_FIRST = re.compile(
    r"(?:организационно|научно|учебно|информационно|материально|социально|психолого|нормативно|культурно"
    r"|спортивно|физкультурно|военно|программно|финансово|экспертно|контрольно|консультационно|воспитательно"
    r"|практико|духовно|гражданско|проектно|общественно|государственно|методико|коррекционно|лечебно|северо|юго"
    r"|интернет|онлайн|офлайн|интенсив|мастер|бизнес|пресс|медиа|кейс|веб|видео|экспресс|план|отч[её]т)$"
)
_SECOND = re.compile(r"(?:участни[кц]|наставник|партн[её]р|победител|призер|призёр|библиотек)")
_HEADER = re.compile(
    r"(?:показател|исполнител|ответственн|мероприят|наименован|результат|реализаци|информационн|сопровожден|содержан"
    r"|действи|индикатор|описани|примечан|выполнени|проведени|ожидаем|направлени)"
)


def settled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every such word in one piece, or with a space after the hyphen where nothing tells."""
    found = tuple(blocks)
    if not any(BROKEN in text for block in found for text in _texts(block)):
        return found
    known = frozenset(word for block in found for text in _texts(block) for word in _words(text))
    return tuple(_settled(block, known) for block in found)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    else:
        yield from (cell.text for cell in block.cells)


def _words(text: str) -> list[str]:
    return _WORD.findall(re.sub(rf"\S+{BROKEN}\S+", " ", text.lower()).replace("ё", "е"))


def _settled(block: Block, known: frozenset[str]) -> Block:
    if not any(BROKEN in text for text in _texts(block)):
        return block
    if isinstance(block, Paragraph):
        return replace(block, text=_mended(block.text, known))
    return Row(tuple(_cell(cell, known) for cell in block.cells), block.line, block.page, block.table)


def _cell(cell: Cell, known: frozenset[str]) -> Cell:
    return replace(cell, text=_mended(cell.text, known)) if BROKEN in cell.text else cell


def _mended(text: str, known: frozenset[str]) -> str:
    return _BROKEN.sub(partial(_word, known), text).replace(BROKEN, " ")


def _word(known: frozenset[str], found: re.Match[str]) -> str:
    left, hyphen, right = found.groups()
    first, second = fold(left), fold(right)
    if f"{first}-{second}" in known or _FIRST.search(first) or _SECOND.match(second):
        return f"{left}{hyphen}{right}"
    if first + second in known or _HEADER.match(first + second):
        return left + right
    whole = len(first) > 3 and len(second) > 3 and {first, second} <= known
    return f"{left}{hyphen}{right}" if whole else f"{left}{hyphen} {right}"
