"""Figures and lists going out: as plain data, as spreadsheets, as a document."""
