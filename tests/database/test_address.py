"""What names a database, and how a message names it without giving a secret away."""

from pathlib import Path

import pytest

from timeline.database.address import database_url, shown, sqlite_path
from timeline.errors import DatabaseUnusable


@pytest.mark.parametrize(
    ("choice", "url"),
    [
        ("mines.db", "sqlite:///mines.db"),
        ("/data/mines 2024.db", "sqlite:////data/mines 2024.db"),
        ("sqlite:///mines.db", "sqlite:///mines.db"),
        ("sqlite+aiosqlite:///mines.db", "sqlite:///mines.db"),
        ("postgresql://ana@db.example/mines", "postgresql+psycopg://ana@db.example/mines"),
        ("postgres://ana@db.example/mines", "postgresql+psycopg://ana@db.example/mines"),
        ("postgresql+psycopg2://ana@db.example/mines", "postgresql+psycopg://ana@db.example/mines"),
    ],
)
def test_a_path_or_a_url_names_a_database(choice: str, url: str) -> None:
    assert database_url(choice).render_as_string(hide_password=False) == url


def test_without_a_choice_the_variable_counts_then_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TIMELINE_DB", "from-variable.db")
    assert sqlite_path(database_url("from-option.db")) == Path("from-option.db")
    assert sqlite_path(database_url(None)) == Path("from-variable.db")
    monkeypatch.delenv("TIMELINE_DB")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert sqlite_path(database_url(None)) == tmp_path / "timeline" / "timeline.db"


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    assert sqlite_path(database_url("~/mines.db")) == Path("/home/ana/mines.db")


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (
            "mysql://ana:s3cret@db/mines",
            "A mysql database cannot be used; give the path of a file (SQLite) or postgresql",
        ),
        ("postgresql://ana:s3cret@db:s3cret/mines", "The database URL cannot be read; write it as postgresql://user:"),
        ("://s3cret", "The database URL cannot be read"),
    ],
)
def test_a_url_that_means_nothing_is_refused_without_repeating_it(choice: str, sentence: str) -> None:
    with pytest.raises(DatabaseUnusable) as refusal:
        database_url(choice)
    assert str(refusal.value).startswith(sentence)
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("mines.db", "mines.db"),
        ("sqlite://", "in memory"),
        ("postgresql://ana:s3cret@db/mines", "postgresql://ana:***@db/mines"),
        ("postgresql://db/mines?user=ana&password=s3cret", "postgresql://db/mines?password=***&user=ana"),
    ],
)
def test_a_message_names_the_database_without_its_secrets(choice: str, words: str) -> None:
    said = shown(database_url(choice)).replace("%2A", "*")
    assert sorted(said.replace("?", "&").split("&")) == sorted(words.replace("?", "&").split("&"))
