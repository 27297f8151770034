"""Which region a command is about."""

import argparse

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from opora.organisations.models import Region


def add_region(parser: argparse.ArgumentParser) -> None:
    """Add --region."""
    parser.add_argument("--region", metavar=_("CODE"), help=_("code of the region, where there are several"))


def choose_region(code: str | None) -> Region:
    """The region with this code, or the only one. ValidationError lists the codes."""
    regions = list(Region.objects.order_by("code"))
    chosen = [region for region in regions if code in (None, region.code)]
    if len(chosen) == 1:
        return chosen[0]
    if not regions:
        raise ValidationError(
            _("There is no region yet: “opora region create NAME” makes one, “opora demo” an invented one.")
        )
    message = _("Say which region with --region: %(codes)s")
    raise ValidationError(message % {"codes": ", ".join(region.code for region in regions)})
