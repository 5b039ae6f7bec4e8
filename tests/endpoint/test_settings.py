"""The settings of the user's model: what is read, what is refused, and what is written."""

import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rights import without_rights
from timeline.endpoint.address import is_local
from timeline.endpoint.settings import (
    Endpoint,
    endpoint_from,
    endpoint_of,
    forget_settings,
    in_toml,
    needed_settings,
    read_settings,
    settings_path,
    write_settings,
)
from timeline.errors import OutputFailed, UsageError
from timeline.proposing.exchange import ModelSettings

PLACE = Path("model.toml")
NO_NAME = "The model's name must be a text of at most 200 printable signs, as the endpoint names it."
NO_TOML = "model.toml is not TOML in UTF-8{}; put it right, or write it anew with timeline model set."
NEEDED = {"url": "https://api.example.org/v1", "name": "small-1"}
WHOLE = """\
# Which language model is asked; written by `timeline model set`. The key is never kept in this file.
url = "https://api.example.org/v1"
name = "small \\"1\\""
key_variable = "MODEL_API_KEY"
key_in_keyring = false
requests_a_minute = 60
requests_at_once = 4
timeout = 120
max_tokens = 4096
temperature = 0.0
piece_characters = 12000
runs = 1
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration folder for this test alone."""
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "settings"))
    return tmp_path / "settings"


def test_settings_are_written_for_the_user_alone_and_read_back(folder: Path) -> None:
    made = endpoint_of({"url": " https://API.example.org/v1/ ", "name": 'small "1"', "key_variable": "MODEL_API_KEY"})
    assert read_settings() is None and not forget_settings()
    path = write_settings(made)
    assert path == settings_path() == folder / "model.toml"
    assert path.read_text() == WHOLE == in_toml(made)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert read_settings() == needed_settings() == made
    assert made.model == ModelSettings('small "1"') and made.origin == "https://api.example.org"
    path.chmod(0o644)
    write_settings(endpoint_of(NEEDED))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600 and [path] == list(folder.iterdir())
    assert forget_settings() and read_settings() is None


def test_a_link_to_the_settings_stays_one(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (folder / "model.toml").symlink_to(tmp_path / "elsewhere.toml")
    write_settings(endpoint_of(NEEDED))
    assert (folder / "model.toml").is_symlink() and read_settings() == endpoint_of(NEEDED)


def test_where_nothing_is_set_up_nothing_is_asked() -> None:
    with pytest.raises(UsageError) as refused:
        needed_settings()
    assert str(refused.value) == (
        "No language model is set up, so nothing was sent; name one with timeline model set --url … --name …, "
        "or write the requests to a file with --requests-to."
    )


def test_the_user_s_own_folder_is_used_where_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TIMELINE_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path() == tmp_path / "timeline" / "model.toml"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://api.example.org/v1", "https://api.example.org/v1"),
        ("https://API.Example.org/V1//", "https://api.example.org/V1"),
        ("https://api.example.org/v1/chat/completions", "https://api.example.org/v1"),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("https://example.org/a/b%20c", "https://example.org/a/b%20c"),
    ],
)
def test_an_address_is_kept_as_the_base_of_the_interface(typed: str, kept: str) -> None:
    assert endpoint_of({**NEEDED, "url": typed}).url == kept


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "example.org/v1", "ftp://example.org", "file:///etc/passwd", "javascript:alert(1)", "http://"),
        *("https:///v1", "https://user:secret-word@example.org", "https://secret-word@example.org"),
        *(
            "https://example.org/v1?key=secret-word",
            "https://example.org/#secret-word",
            "https://example.org\\@evil.org",
        ),
        *("https://exa mple.org", "https://ex\nample.org", "https://exаmple.org", "https://example.org:99999"),
        *("https://example.org:x", "https://[::1", "https://a/../b", "https://" + "h" * 600),
        *(7, None, ["https://example.org"], b"https://example.org"),
    ],
)
def test_other_addresses_are_refused_and_not_repeated(typed: object) -> None:
    with pytest.raises(UsageError, match=r"^The model's url ") as refused:
        endpoint_of({**NEEDED, "url": typed})
    assert "secret-word" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:1/v1", True),
        ("http://127.8.0.1", True),
        ("http://[::1]/v1", True),
        ("http://192.168.0.1", False),
        ("http://localhost.example.org", False),
        ("http://0.0.0.0", False),
    ],
)
def test_only_this_machine_is_local(url: str, local: bool) -> None:
    assert is_local(url) is local


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"url": NEEDED["url"]}, "The settings of the model lack name; give it with timeline model set."),
        (
            {**NEEDED, "api_key": "sk-0123456789"},
            "A model has no setting 'api_key'; the settings are url, name, key_variable, key_in_keyring, "
            "requests_a_minute, requests_at_once, timeout, max_tokens, temperature, piece_characters, runs, and a key "
            "is given by an environment variable or the keyring.",
        ),
        (
            {**NEEDED, "key_variable": "sk-0123456789"},
            "The key's source must be the name of an environment variable in capitals (MODEL_API_KEY), not the key.",
        ),
        (
            {**NEEDED, "key_variable": "KEY", "key_in_keyring": True},
            "The key comes either from an environment variable or from the keyring; name one of them.",
        ),
        (
            {"url": "http://example.org", "name": "m", "key_variable": "KEY"},
            "A key would cross the network readable by anyone; give the endpoint's https:// address.",
        ),
        ({**NEEDED, "name": "a\x1b[0m"}, NO_NAME),
        ({**NEEDED, "name": 7}, NO_NAME),
        ({**NEEDED, "key_in_keyring": "yes"}, "The model's key_in_keyring must be true or false."),
        ({**NEEDED, "timeout": True}, "The model's timeout must be a whole number from 1 to 3600."),
        ({**NEEDED, "runs": 0}, "The model's runs must be a whole number from 1 to 20."),
        ({**NEEDED, "max_tokens": 1.5}, "The model's max_tokens must be a whole number from 16 to 1000000."),
        ({**NEEDED, "temperature": float("nan")}, "The model's temperature must be a number from 0 to 2."),
    ],
)
def test_settings_that_mean_nothing_are_refused(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        endpoint_of(values)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'url = "a\n', NO_TOML.format(" (at line 1, column 9)")),
        (b"\xff", NO_TOML.format("")),
        (b"sk-0123456789", NO_TOML.format(" (at end of document)")),
        (b"", "model.toml cannot be used: The settings of the model lack url; give it with timeline model set."),
        (b"a = " + b"[" * 9000, NO_TOML.format("")),
    ],
)
def test_a_file_that_is_something_else_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        endpoint_from(content, PLACE)
    assert str(refused.value) == sentence


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_whatever_the_file_holds_it_is_read_or_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match=r"model\.toml"):
        endpoint_from(content, PLACE)


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=50)


@given(NAMES.filter(str.isprintable), st.integers(1, 20), st.floats(0, 2), st.booleans())
def test_what_is_written_is_read(name: str, runs: int, temperature: float, keyring: bool) -> None:
    values: dict[str, Any] = {
        **NEEDED,
        "name": name,
        "runs": runs,
        "temperature": temperature,
        "key_in_keyring": keyring,
    }
    made = endpoint_of(values)
    assert endpoint_from(in_toml(made).encode(), PLACE) == made == Endpoint(**values)


def test_files_that_cannot_be_read_or_written_are_one_sentence(folder: Path) -> None:
    folder.mkdir()
    path = folder / "model.toml"
    path.write_bytes(b"#" * 70_000)
    with pytest.raises(UsageError, match="is too large for settings of a model"):
        read_settings()
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError, match=r"cannot be read: is a directory\."):
        read_settings()
    with pytest.raises(OutputFailed, match="was not removed"):
        forget_settings()
    with pytest.raises(OutputFailed, match=r"was not written: is a directory\."):
        write_settings(endpoint_of(NEEDED))
    assert list(folder.iterdir()) == [path]
    folder.chmod(0o500)
    with without_rights(), pytest.raises(OutputFailed, match=r"was not written: permission denied\."):
        write_settings(endpoint_of(NEEDED))
