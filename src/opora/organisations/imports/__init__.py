"""Lists of municipalities and schools from spreadsheets."""

from opora.organisations.imports.municipalities import MUNICIPALITIES
from opora.organisations.imports.schools import SCHOOLS

__all__ = ["MUNICIPALITIES", "SCHOOLS"]
