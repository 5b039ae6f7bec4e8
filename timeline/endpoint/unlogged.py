"""What the HTTP client logs, for whoever turns that on → the same without the key, should an endpoint repeat it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.endpoint.key import Key

# A filter counts for the logger alone that it stands at, so that each is named.
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.socks")


@contextmanager
def unlogged(key: Key | None) -> Iterator[None]:
    """Keep the key out of the HTTP client's logs: it logs the headers of an answer."""
    if key is None:
        yield
        return

    def hide(record: logging.LogRecord) -> bool:
        record.msg, record.args = key.hidden_in_message(record.getMessage()), ()
        return True

    for name in _LOGGERS:
        logging.getLogger(name).addFilter(hide)
    try:
        yield
    finally:
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(hide)
