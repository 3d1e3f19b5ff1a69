"""Reads the catalogue tables that governments really publish, and writes them as one change.

A reader (`spreadsheets`, `documents`, `webpages`, `plaintext`) makes grids of text; `headers` finds the columns by
their words; `tables` makes items of the rows, and flags for a person what it will not guess; `difference` compares
them with today's catalogue; `actions` writes the difference in one transaction.
"""
