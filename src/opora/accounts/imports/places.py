"""In which organisation a row of a list appoints somebody: by the post, the school and the municipality it names."""

from typing import cast

from django.utils.translation import gettext as _

from opora.accounts.actions import Organisation
from opora.accounts.imports.posts import NamedPost
from opora.accounts.models import REGION_POSTS, SCHOOL_POSTS, Post, Tier
from opora.core.imports.cells import Fault, folded
from opora.core.imports.tables import Row, Where
from opora.organisations.imports.lookup import Municipalities, Schools
from opora.organisations.models import Municipality, Region, School


class Places:
    """The region, its municipalities and its schools; a fixed number of queries."""

    def __init__(self, where: Where) -> None:
        self.region = cast(Region, where.region)
        self._municipalities = Municipalities(self.region.municipalities.all())
        self._schools = Schools(School.objects.filter(municipality__region=self.region))
        self._region_names = {folded(name) for name in (self.region.name, self.region.code, "регион", "region")}

    def find(self, row: Row, named: NamedPost) -> Organisation:
        """Where the post of a row is; Fault says what is missing. For posts of the region nothing else is read."""
        if named.post in REGION_POSTS:
            return self.region
        if named.post in SCHOOL_POSTS:
            return self._school(row)
        if named.post == Post.COORDINATOR and self._means_region(row, named):
            return self.region
        return self._municipality(row)

    def _school(self, row: Row) -> School:
        """The one place where a school is looked up by what a cell says."""
        text = row.get("organisation")
        if not text:
            raise Fault("organisation-missing", _("Say at which school."))
        return self._schools.find(text, row.get("municipality") or "")

    def _municipality(self, row: Row) -> Municipality:
        text = row.get("municipality") or row.get("organisation")
        if not text:
            raise Fault("organisation-missing", _("Say in which municipality."))
        return self._municipalities.find(text)

    def _means_region(self, row: Row, named: NamedPost) -> bool:
        """Whether a coordinator is the region's own: the row says so, or calls them regional and names no place."""
        organisation, municipality = row.get("organisation"), row.get("municipality")
        if organisation and folded(organisation) in self._region_names and not municipality:
            return True
        return named.tier == Tier.REGIONAL and not organisation and not municipality
