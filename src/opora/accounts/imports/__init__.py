"""Lists of people and of appointments from spreadsheets."""

from opora.accounts.imports.appointments import APPOINTMENTS
from opora.accounts.imports.people import PEOPLE

__all__ = ["APPOINTMENTS", "PEOPLE"]
