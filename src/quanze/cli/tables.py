"""How commands read a catalogue that is a table: the engine does not know of spreadsheets."""

from __future__ import annotations

from quanze.engine.references import TableReader
from quanze.exchange.catalogue_file import TABLES, read_catalogue_table

#: Reads jsonl, xlsx, xls and csv as the document that says the same.
CATALOGUE_TABLES = TableReader(TABLES, read_catalogue_table)
