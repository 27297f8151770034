"""Columns that lists of schools share."""

from django.utils.translation import gettext_lazy

from opora.core.imports import cells
from opora.core.imports.tables import Column

SCHOOL = Column(
    key="school",
    title=gettext_lazy("Code of the school"),
    help=gettext_lazy("The code the school was brought in by, or its name; the name may stand in a column of its own."),
    example="22-0415",
    read=cells.text(400),
    required=True,
    instead="name",
    also=("код", "код оо", "code"),
)
NAME = Column(
    key="name",
    title=gettext_lazy("Name of the school"),
    help=gettext_lazy("Its name. Where there is a code it is for people and not read."),
    example="СОШ № 2, Боровое",
    read=cells.text(400),
    also=("название", "наименование", "краткое название", "полное название"),
    width=32,
)
MUNICIPALITY = Column(
    key="municipality",
    title=gettext_lazy("Municipality"),
    help=gettext_lazy("Its code or name; it helps to find a school by its name."),
    example="Боровской район",
    read=cells.text(200),
    also=("район", "моуо", "мо", "муниципальное образование", "код муниципалитета"),
    width=28,
)
BASIS = Column(
    key="basis",
    title=gettext_lazy("Basis"),
    help=gettext_lazy("The document it rests on. --basis stands in for an empty cell or a missing column."),
    example="приказ от 15.12.2021 № 1500",
    read=cells.text(300),
    required=True,
    option="basis",
    also=("документ", "приказ"),
    width=36,
)
