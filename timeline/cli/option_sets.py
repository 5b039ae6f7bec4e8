"""A set of options, defined once → the same parameters on every command that takes them."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def with_options(options: Mapping[str, Any]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Give a command with a parameter `given` these options in its place; it receives them as one dictionary.

    An option that was not used is None in it.
    """

    def decorate(command: Callable[P, R]) -> Callable[P, R]:
        own = list(inspect.signature(command, eval_str=True).parameters.values())
        place = next(index for index, parameter in enumerate(own) if parameter.name == "given")
        added = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=None)
            for name, annotation in options.items()
        ]
        parameters = [
            *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own[:place]),
            *added,
            *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own[place + 1 :]),
        ]

        @functools.wraps(command)
        def with_given(**values: Any) -> R:  # noqa: ANN401 - whatever Typer parsed
            given = {name: values.pop(name) for name in options}
            return command(given=given, **values)  # type: ignore[call-arg, arg-type]

        with_given.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        with_given.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return with_given  # type: ignore[return-value]

    return decorate
