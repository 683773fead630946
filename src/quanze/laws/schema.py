"""The form of the law table on disk: its statements, its version, where the shipped one lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

#: Raised with every change of the form; a table of another version is not read.
SCHEMA_VERSION = 2
#: Number of the application in the file header ("QZLT"): tells a law table from any other SQLite file.
APPLICATION_ID = 0x515A4C54
PAGE_SIZE = 4096

FACTS_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE law(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, title TEXT NOT NULL, rank TEXT, rank_sure INTEGER NOT NULL,
    region TEXT, issuer TEXT, number TEXT, ended TEXT NOT NULL, cut_off TEXT);
CREATE TABLE name(key TEXT PRIMARY KEY, law INTEGER NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE number(key TEXT PRIMARY KEY, law INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE version(
    law INTEGER NOT NULL, place INTEGER NOT NULL, law_id TEXT NOT NULL, title TEXT, promulgated TEXT, adopted TEXT,
    effective TEXT, since TEXT, since_sure INTEGER NOT NULL, articles INTEGER NOT NULL, last_article INTEGER NOT NULL,
    gaps TEXT, complete INTEGER NOT NULL, annex_items INTEGER NOT NULL,
    PRIMARY KEY(law, place)) WITHOUT ROWID;
CREATE TABLE repeal(
    law INTEGER NOT NULL, place INTEGER NOT NULL, by TEXT NOT NULL, by_article INTEGER, day TEXT,
    PRIMARY KEY(law, place)) WITHOUT ROWID;
CREATE TABLE structure(law_id TEXT PRIMARY KEY, articles BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE wording(law_id TEXT PRIMARY KEY, tenors BLOB NOT NULL, marks BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE moved(
    law_id TEXT NOT NULL, target TEXT NOT NULL, articles BLOB NOT NULL, PRIMARY KEY(law_id, target)) WITHOUT ROWID;
"""

TEXT_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE text(
    law_id TEXT NOT NULL, article INTEGER NOT NULL, sub INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY(law_id, article, sub)) WITHOUT ROWID;
"""


def shipped_table() -> Path:
    """Return the path of the table that ships with the program."""
    return Path(__file__).with_name("table.sqlite")


def prepare(connection: sqlite3.Connection, tables: str) -> None:
    """Set an empty database up for a deterministic build, and make its tables."""
    connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
    connection.execute("PRAGMA journal_mode=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA encoding='UTF-8'")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.executescript(tables)
