"""A cell holds what a spreadsheet shows when it cannot compute: «#ССЫЛКА!», «####».

Proposed: write what the cell should say.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.cells import texts
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity

_ERROR = re.compile(r"#(?:(?:REF|VALUE|DIV/0|ССЫЛКА|ЗНАЧ|ДЕЛ/0)!|(?:NAME|ИМЯ)\?|N/A\b|Н/Д\b|#{3,})")


@rule("R-50", Severity.ERROR)
def spreadsheet_error_left(order: Order) -> Iterator[Found]:
    for action, place, text in texts(order):
        if found := _ERROR.search(text):
            message = _("The cell holds an error of a spreadsheet: {error}.").format(error=found[0])
            yield Found(action, message, _("Write what the cell should say."), place)
