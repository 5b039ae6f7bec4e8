"""The revisions of the schema, oldest first: what the read path knows of Alembic, whose import costs more than a query.

A test holds them against the scripts in `alembic/versions`.
"""

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
HEAD = REVISIONS[-1]
