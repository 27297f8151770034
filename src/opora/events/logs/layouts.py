"""Which service wrote a file, by what only its files say; for people to recognise it, nothing is read by it."""

import re
from collections.abc import Sequence

from opora.events.logs.records import Layout
from opora.events.logs.tables import Table

_SIGNS: tuple[tuple[Layout, str], ...] = (
    (Layout.TELEMOST, r"телемост|telemost"),
    (Layout.TOLK, r"контур|толк\b|tolk"),
    (Layout.TRUECONF, r"trueconf|труконф"),
    (Layout.JAZZ, r"jazz|сбер ?джаз"),
    (Layout.SFERUM, r"сферум|sferum|vk ?звон|vk ?calls|вк ?звон"),
    (Layout.PRUFFME, r"pruffme|пруффми"),
    (Layout.MTS_LINK, r"мтс ?линк|mts ?link|webinar\.?ru"),
    (Layout.BIGBLUEBUTTON, r"bigbluebutton|\bbbb\b|activity score|talk time|оценка активности"),
    (
        Layout.TEAMS,
        (
            r"teams|\bupn\b|first join|last leave|in-meeting|первое присоединение|последний выход|user action"
            r"|идентификатор участника"
        ),
    ),
    (
        Layout.ZOOM,
        (
            r"zoom|original name|исходное имя|настоящее имя|waiting room|зал\w* ожидан|\bguest\b|^гость$"
            r"|идентификатор конференции"
        ),
    ),
    (Layout.MEET, r"google meet|\bmeet\b|first name.*last name.*email.*duration|time joined|time exited"),
)
_FORMS = tuple((layout, re.compile(form, re.IGNORECASE | re.MULTILINE)) for layout, form in _SIGNS)


def layout_of(tables: Sequence[Table], name: str) -> Layout:
    """The service whose signs the headings, the lines above them or the name of the file bear."""
    said = "\n".join([" ".join(tables[0].headings), *tables[0].headings, *tables[0].above, tables[0].sheet, name])
    found = next((layout for layout, form in _FORMS if form.search(said)), None)
    return found or (Layout.LOG if tables[0].detail else Layout.SHEET)
