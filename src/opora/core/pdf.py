"""PDF from the HTML of a page. Nothing is fetched: only our own static files can be named, as "static:opora.css"."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders

PDF = "application/pdf"
SCHEME = "static:"


class PdfUnavailableError(Exception):
    """The system lacks Pango, with which text is set: install libpangoft2-1.0-0."""


def pdf(html: str) -> bytes:
    """A document of one page after the other as the styles of the HTML say. Raises PdfUnavailableError."""
    return pdf_of([html])


def pdf_of(parts: Iterable[str]) -> bytes:
    """One document of the pages of several, each set when it is asked for. Raises PdfUnavailableError."""
    documents = [_document(html) for html in parts]
    written: bytes = documents[0].copy([page for one in documents for page in one.pages]).write_pdf()
    return written


def available() -> bool:
    """Whether this system can make PDF."""
    try:
        import weasyprint  # noqa: F401, PLC0415 - it looks for the libraries of the system when it is imported
    except OSError:
        return False
    return True


def _document(html: str) -> Any:
    if not available():
        raise PdfUnavailableError("libpangoft2-1.0-0")
    from weasyprint import HTML  # noqa: PLC0415 - see above
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415 - see above

    class OwnFiles(URLFetcher):  # type: ignore[misc] # ships no types
        """Opens static files of ours and refuses every other address."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith(SCHEME):
                raise ValueError(f"{url!r} is not a file of ours")
            path = finders.find(url.removeprefix(SCHEME))
            if not isinstance(path, str):
                raise FatalURLFetchingError(f"{url!r} is missing")
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": kind})

    return HTML(string=html, base_url=SCHEME, url_fetcher=OwnFiles(), media_type="print").render()
