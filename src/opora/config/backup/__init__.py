"""Backups: one file of rows for both databases, made from one snapshot, and proven by restoring it.

archive     the file: members, row checksums, the seal over every byte
rows        tables as lines of text and back
manifest    what a backup says of itself
figures     every indicator on a few days, so that a restored base can be held against them
making, verifying, restoring, drill     the four things that are done with it
"""
