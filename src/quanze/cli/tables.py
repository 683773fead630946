"""How commands read a catalogue or register that is a table: the engine does not know of spreadsheets."""

from __future__ import annotations

from quanze.engine.references import TableReader
from quanze.exchange.catalogue_file import read_catalogue_table
from quanze.exchange.reference_table import TABLES
from quanze.exchange.register_file import read_register_table

#: Reads jsonl, xlsx, xls and csv as the document that says the same.
REFERENCE_TABLES = TableReader(TABLES, read_catalogue_table, read_register_table)
