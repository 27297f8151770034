"""The order's own words in tables, as an import attaches them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opora.core.models import Record
from opora.roadmap.models.rows import Action, Roadmap
from opora.roadmap.models.versions import Brought


class SourceCell(Brought):
    """One cell of the order in the order's own words, attached by the import; without an action it is of its head."""

    roadmap = models.ForeignKey(Roadmap, on_delete=models.PROTECT, related_name="source_cells")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="source_cells", null=True, blank=True)
    field = models.CharField(_("field"), max_length=40)
    text = models.TextField(_("text"))
    place = models.CharField(_("place in the source"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("cell of the order")
        verbose_name_plural = _("cells of the order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                name="roadmap_sourcecell_once",
                fields=["roadmap", "action", "field"],
                condition=Q(voided_at=None, action__isnull=False, amendment=None),
            ),
            models.UniqueConstraint(
                name="roadmap_sourcecell_head_once",
                fields=["roadmap", "field"],
                condition=Q(voided_at=None, action=None, amendment=None),
            ),
            models.UniqueConstraint(
                name="roadmap_sourcecell_amended_once",
                fields=["amendment", "action", "field"],
                condition=Q(voided_at=None, amendment__isnull=False),
            ),
        ]
