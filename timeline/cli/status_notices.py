"""An Answer → what stderr says of it: totals, what has to be known to read it, and where sources disagree."""

import shutil
import sys
import textwrap

import typer

from timeline.cli.status_words import disagreement_words, totals_words
from timeline.cli.visible import visible
from timeline.queries.standing import Answer


def tell(answer: Answer) -> None:
    """Say on stderr what the rows do not say."""
    if not answer.stands and not answer.changes and not answer.notes:
        _say("Nothing that matches is recorded.")
    if answer.totals is not None and answer.rules is not None and answer.stands:
        about = f"{answer.rules.name} on {answer.stands[0].on}: "
        first, *rest = totals_words(answer.totals, answer.rules, answer.names) or [""]
        if first:
            _say(about + first)
        for sentence in rest:
            _say(sentence)
    for note in answer.notes:
        _say(note)
    if answer.disagreements:
        _say("Sources disagree:")
    for said in answer.disagreements:
        _say("  " + disagreement_words(said, one_treaty=answer.rules is not None))


def _say(sentence: str) -> None:
    """One sentence, wrapped where stderr is a terminal."""
    if sys.stderr.isatty():
        width = max(40, shutil.get_terminal_size().columns)
        sentence = "\n".join(textwrap.wrap(sentence, width, subsequent_indent="    ", break_on_hyphens=False))
    typer.echo(visible(sentence), err=True)
