"""The schema by subject, opening and upgrading a database, its reference facts, and the history of every change."""
