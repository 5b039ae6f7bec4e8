"""A library that comes with an extra → the module, or one sentence that says how to install it."""

import importlib
from typing import Any

from timeline.errors import UsageError


class ExtraMissing(UsageError):
    """A format whose library is not installed; the message names the command that installs it."""

    def __init__(self, what: str, extra: str) -> None:
        how = f"pip install 'timeline-of-arms-policy[{extra}]'"
        super().__init__(f"{what} needs a library that is not installed: {how}, then run it again.")


def library(module: str, *, what: str, extra: str) -> Any:  # noqa: ANN401 - a module has no type of its own
    """The module, imported where it is needed: these libraries take long to start. Raises ExtraMissing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != module.partition(".")[0]:
            raise  # the library is there, and something that it wants itself is not
        raise ExtraMissing(what, extra) from error
