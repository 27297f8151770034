"""Files on their way in: into a temporary file, no more of each than could be accepted; the field of a form."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from opora.core.files import kinds


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Keeps one byte more than the limit, so that the action says "too large", and lets the rest pass by."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        left = settings.FILE_LIMIT_MB * kinds.MEGABYTE + 1 - start
        if left > 0:
            super().receive_data_chunk(raw_data[:left], start)

    def file_complete(self, file_size: int) -> Any:
        return super().file_complete(min(file_size, settings.FILE_LIMIT_MB * kinds.MEGABYTE + 1))


class UploadField(forms.FileField):
    """A file to choose: which kinds and how large is said before choosing. `actions.store` judges what was chosen."""

    def __init__(self, *, accept: Collection[str], **kwargs: Any) -> None:
        self.accept = tuple(accept)
        kwargs.setdefault("help_text", lazy(told, str)(self.accept))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": kinds.suffixes(self.accept)}


def told(accept: Collection[str]) -> str:
    """What may be chosen, in one sentence."""
    families = set(accept)
    limit = kinds.megabytes(families)
    text = _("%(suffixes)s; at most %(size)d MB.") % {"suffixes": kinds.suffixes(families), "size": limit}
    if kinds.Family.PICTURE in families and len(families) > 1:
        text += " " + _("Pictures: at most %(size)d MB.") % {"size": kinds.JPEG.limit // kinds.MEGABYTE}
    return text
