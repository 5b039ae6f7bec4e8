"""The types of columns that the models and the light tables share."""

from sqlalchemy import BigInteger, Integer, Text

# SQLite compares texts byte by byte; only the collation "C" makes PostgreSQL sort them alike, whatever its locale.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
# A rowid alias on SQLite must be spelled INTEGER; on PostgreSQL four bytes could run out.
KEY = BigInteger().with_variant(Integer(), "sqlite")
