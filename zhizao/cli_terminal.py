"""What all commands share: the terminal they print to, and errors as plain sentences."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from zhizao.errors import ZhizaoError

P = ParamSpec("P")
R = TypeVar("R")


def terminal() -> Console:
    """The terminal; wide enough for a log when the output is a file or a pipe."""
    return Console() if sys.stdout.isatty() else Console(width=120)


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """A fault the user can mend ends the command with its sentence and status 1, never with a traceback."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ZhizaoError as error:
            Console(stderr=True).print(Text.assemble(("error: ", "bold red"), str(error)), soft_wrap=True)
            raise typer.Exit(1) from None

    return wrapped
