"""The environment or the system's keyring → the key of an endpoint, in a wrapping that shows it nowhere."""

import os
import re
from types import ModuleType
from typing import NoReturn

from timeline.endpoint.settings import Endpoint
from timeline.errors import UsageError

SERVICE = "timeline model"  # under which the keyring keeps it, with the endpoint's origin as the user
HIDDEN = "[key]"
_LONGEST = 4096
_TELLING = 8  # as many signs in a row give away a part of a key; a shorter key is no secret


class Key:
    """A key that only `authorization` gives away: no representation, copy for another process or message holds it."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        """Raises UsageError for what no header can carry, without quoting it."""
        stripped = secret.strip()
        if not re.fullmatch(r"[!-~]+", stripped) or len(stripped) > _LONGEST:
            raise UsageError(
                "The key of the model is empty, too long, or has blanks or signs in it that no key has; give it again."
            )
        self._secret = stripped

    def __repr__(self) -> str:
        return f"Key({HIDDEN})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written down")

    def authorization(self) -> str:
        """The header that carries it."""
        return f"Bearer {self._secret}"

    def hidden_in(self, text: str) -> str:
        """The text of an answer without the key. A placeholder of a few signs, such as local endpoints take, stays."""
        return text if len(self._secret) < _TELLING else text.replace(self._secret, HIDDEN)

    def hidden_in_message(self, text: str) -> str:
        """A message of an endpoint without any word that holds a part of the key: some repeat its start or end."""
        ends = range(len(self._secret) - _TELLING + 1)
        parts = {self._secret[at : at + _TELLING] for at in ends}
        return " ".join(HIDDEN if any(part in word for part in parts) else word for word in text.split(" "))


def key_for(endpoint: Endpoint) -> Key | None:
    """The key of the endpoint; None where it needs none. Raises UsageError, saying how to give one."""
    if endpoint.key_variable:
        secret = os.environ.get(endpoint.key_variable, "")
        if not secret.strip():
            raise UsageError(
                f"The key of the model is to come from the environment variable {endpoint.key_variable}, which is not "
                f"set; set it (export {endpoint.key_variable}=…) and run the command again."
            )
        return Key(secret)
    if not endpoint.key_in_keyring:
        return None
    kept = _kept(endpoint)
    if not kept:
        raise UsageError(
            f"The keyring has no key for {endpoint.origin}; give it with timeline model set --key-in-keyring."
        )
    return Key(kept)


def keep_key(endpoint: Endpoint, key: Key) -> None:
    """Put the key into the keyring, for this endpoint's origin alone. Raises UsageError."""
    keyring = _keyring()
    try:
        keyring.set_password(SERVICE, endpoint.origin, key.authorization().removeprefix("Bearer "))
    except keyring.errors.KeyringError:
        raise _no_keyring() from None
    if not _kept(endpoint):  # one that is switched off keeps nothing, and does not say so
        raise _no_keyring()


def forget_key(endpoint: Endpoint) -> bool:
    """Take the endpoint's key out of the keyring → whether one was there. Raises UsageError."""
    if not _kept(endpoint):
        return False
    keyring = _keyring()
    try:
        keyring.delete_password(SERVICE, endpoint.origin)
    except keyring.errors.KeyringError:
        raise _no_keyring() from None
    return True


def _kept(endpoint: Endpoint) -> str | None:
    keyring = _keyring()
    try:
        found = keyring.get_password(SERVICE, endpoint.origin)
    except keyring.errors.KeyringError:
        raise _no_keyring() from None
    return found if isinstance(found, str) else None


def _keyring() -> ModuleType:
    """The library, imported late: it looks for the system's services."""
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise UsageError(
            "The keyring needs a library that is not installed: pip install 'timeline-of-arms-policy[model]', "
            "or give the key by an environment variable."
        ) from None
    return keyring


def _no_keyring() -> UsageError:
    return UsageError(
        "The system's keyring cannot be used here, or is locked; unlock it, or give the key by an environment variable "
        "(timeline model set --key-variable NAME)."
    )
