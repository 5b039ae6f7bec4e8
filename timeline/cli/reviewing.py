"""The queue at the terminal → one proposal after the other, each decided, edited or passed over by the person."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.cli.asking import ask, say
from timeline.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from timeline.review.queue import Wanted

_QUESTION = "[a]ccept, [r]eject, [e]dit, [n]ext or [q]uit"


def walk(engine: "Engine", wanted: "Wanted") -> None:
    """Show each waiting proposal and do as the person says. Each decision is a transaction: quitting keeps it."""
    from timeline.database.opening import reading
    from timeline.review.queue import still_waiting, waiting

    with reading(engine) as connection:
        keys = waiting(connection, wanted)
    if not keys:
        say("Nothing waits for a decision.")
        return
    reviewing = _Reviewing(engine)
    try:
        for number, key in enumerate(keys, start=1):
            with reading(engine) as connection:
                if not still_waiting(connection, [key]):
                    continue
            if not reviewing.decided(key, f"{number} of {len(keys)}"):
                break
    finally:
        with reading(engine) as connection:
            left = len(still_waiting(connection, keys))
        done = ", ".join(f"{number} {what}" for what, number in sorted(reviewing.done.items()))
        say(f"{done or 'Nothing decided'}; {left} left.")


@dataclass(slots=True)
class _Reviewing:
    """One walk through the queue, and what was done in it."""

    engine: "Engine"
    done: Counter[str] = field(default_factory=Counter)

    def decided(self, key: int, place: str) -> bool:
        """Show one proposal and ask until it is decided or passed over; False where the person quits."""
        actions: dict[str, Callable[[int], bool]] = {
            "a": self._accept,
            "r": self._reject,
            "e": self._edit,
            "n": lambda _: True,
        }
        self._show(key, place)
        while True:
            answer = ask(_QUESTION).lower()
            if answer in ("q", "quit"):
                return False
            action = actions.get(answer[:1])
            if action is None:
                say("Answer with one of the letters in brackets.")
                continue
            try:
                if action(key):
                    return True
            except UsageError as error:
                say(f"  {error}")

    def _show(self, key: int, place: str) -> None:
        from timeline.cli.accounts import event_lines, link_lines
        from timeline.cli.explain import terminal_width
        from timeline.database.opening import reading
        from timeline.review.account import account

        with reading(self.engine) as connection:
            told = account(connection, key)
        sys.stdout.write(f"\n── {place} ──\n")
        sys.stdout.writelines(line + "\n" for line in event_lines(told, terminal_width()))
        sys.stdout.writelines(line + "\n" for line in link_lines(told, terminal_width()))
        sys.stdout.flush()

    def _accept(self, key: int) -> bool:
        from timeline.database.opening import writing
        from timeline.review.deciding import accept

        with writing(self.engine) as connection:
            accept(connection, [key])
        self.done["accepted"] += 1
        return True

    def _reject(self, key: int) -> bool:
        from timeline.database.opening import writing
        from timeline.review.deciding import reject

        reason = ask("Why (empty: not rejected after all)")
        if not reason:
            return False
        with writing(self.engine) as connection:
            reject(connection, [key], reason)
        self.done["rejected"] += 1
        return True

    def _edit(self, key: int) -> bool:
        """Change fields and show the proposal again: editing decides nothing."""
        from timeline.cli.edit import edit_by_asking
        from timeline.database.opening import reading
        from timeline.database.vocabulary import stored_vocabulary

        with reading(self.engine) as connection:
            vocabulary = stored_vocabulary(connection)
        edit_by_asking(self.engine, vocabulary, key)
        self._show(key, "as it is now")
        return False
