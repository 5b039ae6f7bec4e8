"""Search: an index of the words of documents, FTS5 on SQLite and tsvector on PostgreSQL.

Revision 0003, after 0002. The documents that are there are filed after the migration (`timeline.database.migrating`),
because the terms are made in Python. The FTS5 table is outside the models: SQLAlchemy knows no virtual tables.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The index, empty."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE document_search USING fts5(terms, content='', tokenize='ascii')")
        return
    op.execute(
        "CREATE TABLE document_search ("
        "document_id bigint NOT NULL, part integer NOT NULL, terms tsvector NOT NULL,"
        " CONSTRAINT pk_document_search PRIMARY KEY (document_id, part),"
        " CONSTRAINT fk_document_search_document_id FOREIGN KEY (document_id) REFERENCES document (id))"
        # What a document is filed under lies beside the rows, so that a list of keys is read from few pages.
        " WITH (toast_tuple_target = 128)"
    )
    op.execute("CREATE INDEX ix_document_search_terms ON document_search USING gin (terms) WITH (fastupdate = off)")


def downgrade() -> None:
    """Without the index; it can be made again from the documents."""
    op.execute("DROP TABLE document_search")
