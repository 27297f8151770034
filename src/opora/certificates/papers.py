"""Certificates as PDF: one page of A4 each, on its side, in the language of the installation, with the code to verify.

What is printed is what the row says; whoever looks at the paper finds the same on the public page.
"""

from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from opora.certificates.models import Certificate
from opora.certificates.showing import show
from opora.core.pdf import pdf_of

PORTION = 25
"""Certificates that are set at once."""
LONG, LONGER = 90, 220
"""Characters of a title above which its type becomes smaller, and smaller again."""
LONG_NAME, LONGER_NAME = 44, 90
"""The same of a name."""


def papers(certificates: Sequence[Certificate], *, site: str, tell: Callable[[int, int], object]) -> bytes:
    """All of them as one document, in their order; at least one. `site`: where the code leads, "https://opora.example".

    `tell` hears how many are set of how many. Raises PdfUnavailableError where the system cannot make PDF.
    """

    def portions() -> Iterator[str]:
        for begin in range(0, len(certificates), PORTION):
            tell(begin, len(certificates))
            sheets = [_sheet(one, site) for one in certificates[begin : begin + PORTION]]
            yield render_to_string("certificates/paper.html", {"sheets": sheets})

    with translation.override(settings.LANGUAGE_CODE):
        return pdf_of(portions())


def _sheet(certificate: Certificate, site: str) -> dict[str, object]:
    """One page: what it says, the sizes of what may be long, and where the code leads."""
    shown = show(certificate)
    return {
        "shown": shown,
        "invented": certificate.region.demonstration_on is not None,
        "name_size": _size(shown.name, LONG_NAME, LONGER_NAME),
        "title_size": _size(shown.title, LONG, LONGER),
        "address": site + shown.verify_url,
        "form_address": (site + reverse("certificates:verify")).partition("://")[2],
    }


def _size(text: str, long: int, longer: int) -> str:
    return "longer" if len(text) > longer else "long" if len(text) > long else "short"
