"""What an answer tells, in whatever form it comes."""

import io
import re
import zipfile
from urllib.parse import unquote

from django.http import HttpResponseBase
from pypdf import PdfReader

from opora.core.pdf import PDF


def told(response: HttpResponseBase) -> str:
    """Everything that leaves the house: body, headers (names of files as a browser shows them), cookies."""
    headers = "\n".join(f"{name}: {unquote(value)}" for name, value in response.items())
    return f"{headers}\n{response.cookies.output()}\n{body(response)}"


def body(response: HttpResponseBase) -> str:
    """The body as text; of an office file every part inside it, of a PDF what is written on its pages."""
    if response["Content-Type"] == PDF:
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    if "openxmlformats" not in response["Content-Type"]:
        return response.content.decode()
    with zipfile.ZipFile(io.BytesIO(response.content)) as parts:
        return "\n".join(f"{part}\n{parts.read(part).decode('utf-8', 'replace')}" for part in parts.namelist())


def bare(response: HttpResponseBase) -> tuple[int, str]:
    """The answer without what differs from one request to the next: tokens, nonces, and its own address."""
    text = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[\w-]+"', "", body(response))
    return response.status_code, re.sub(r'name="next" value="[^"]*"', "", text)
