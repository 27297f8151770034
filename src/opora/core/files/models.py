"""The table of stored files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.core.files.kinds import Kind, of_media_type


class StoredFile(models.Model):
    """One file as somebody gave it to one object. Files of the same content share one blob, found by `sha256`.

    `of` is the key of the object it belongs to ("visit:17"): whoever may see that object may see the file. `pages` is
    known for PDF, `width` and `height` (pixels) for pictures; None where it means nothing. Never changed, only removed.
    """

    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    of = models.CharField(max_length=80, db_index=True)
    stored_at = models.DateTimeField()
    stored_by = models.CharField(max_length=40)
    pages = models.PositiveIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    objects: ClassVar["models.Manager[StoredFile]"] = models.Manager()

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="core_storedfile_whole",
                condition=Q(size__gt=0) & ~Q(name="") & ~Q(sha256="") & ~Q(of="") & ~Q(stored_by=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> Kind:
        """What it is."""
        return of_media_type(self.media_type)

    @property
    def previews(self) -> int:
        """How many pages can be looked at in the browser: those of a PDF, one of a picture, else none."""
        return self.pages or (1 if self.width else 0)
