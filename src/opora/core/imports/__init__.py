"""Spreadsheets in: read, recognised, planned without writing, written in short transactions, taken back as a whole."""
