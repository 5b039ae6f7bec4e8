"""Positions, acts and totals → the words in which `timeline status` speaks of them."""

from collections.abc import Mapping, Sequence

from timeline.cli.visible import counted
from timeline.law.acts import ACTIONS, Act
from timeline.law.rules import TreatyRules
from timeline.law.standings import Kind
from timeline.law.totals import Change, Totals
from timeline.law.wording import KIND_WORDS, describe, told_acts
from timeline.queries.standing_sources import Disagreement, Source

position_words = describe
_CHECKED = {0: "general knowledge", 1: "one source"}
_MARKS = {0: "**", 1: "*"}
MARKS_EXPLAINED = "* something it rests on has one source only; ** general knowledge, without a source"


def kind_words(kind: Kind) -> str:
    """What a kind of position is called."""
    return KIND_WORDS[kind]


def checked_words(checked: int | None) -> str:
    """How little a fact rests on; nothing where two sources agree or there is no fact."""
    return "" if checked is None else _CHECKED.get(checked, "")


def checked_mark(checked: int | None) -> str:
    """The sign for `checked_words` in a list, explained by MARKS_EXPLAINED."""
    return "" if checked is None else _MARKS.get(checked, "")


def act_words(act: Act) -> str:
    """ "ratified 2005-12-27", "in force for it 2006-06-01 (computed)"."""
    computed = " (computed)" if act.basis == "derived" else ""
    return f"{ACTIONS[act.action]} {act.date or 'on an unknown date'}{computed}"


def change_acts(change: Change) -> str:
    """The acts that a change rests on; a withdrawal's effect only where it is the change."""
    return ", ".join(map(act_words, told_acts(change.acts, change.after, change.date)))


def totals_words(totals: Totals, rules: TreatyRules, names: Mapping[str, str]) -> list[str]:
    """How many parties and signatories the treaty has, in sentences; none where it is not recorded who joined it."""
    if rules.coverage == "none":
        return []
    least = "at least " if rules.coverage == "partial" else ""
    if rules.members_of:
        count = f"{least}{_so_many(totals.parties, totals.possible_parties, 'participant', 'participants')}."
        return [count]
    parties = _so_many(totals.parties, totals.possible_parties, "party", "parties")
    if (totals.in_force, totals.possible_in_force) != (totals.parties, totals.possible_parties):
        bound = "none" if not totals.in_force else str(totals.in_force)
        more = f" and possibly {totals.possible_in_force} more" if totals.possible_in_force else ""
        parties += f" (in force for {bound}{more})"
    signed = _so_many(totals.signatories, totals.possible_signatories, "signatory", "signatories")
    if totals.signatories:
        signed += " that has not joined" if totals.signatories == 1 else " that have not joined"
    words = [f"{least}{parties}, {signed}."]
    if totals.contested:
        words.append(f"Others contest the position of {', '.join(names[id_] for id_ in totals.contested)}.")
    return words


def _so_many(certain: int, possible: int, one: str, several: str) -> str:
    more = f" and possibly {possible} more" if possible else ""
    return counted(certain, one, several) + more


def disagreement_words(said: Disagreement, *, one_treaty: bool) -> str:
    """ "Guinea-Bissau, signature: kept 2008-12-04, another source has 2008-12-03 (why)"."""
    about = [] if one_treaty else [said.treaty.name]
    about += [said.actor.name] if said.actor else []
    kept, other = said.kept or "nothing", said.other or "nothing"
    why = f" ({said.comment})" if said.comment else ""
    return f"{', '.join([*about, said.what.replace('_', ' ')])}: kept {kept}, otherwise {other}{why}"


def source_words(source: Source) -> str:
    """What a source is, behind the key that facts name it by."""
    as_of = "" if source.as_of in ("", "unknown") else f"as of {source.as_of}"
    return ", ".join(filter(None, (source.title, as_of, source.url)))


def numbers(sources: Sequence[str], place: Mapping[str, int]) -> str:
    """ "[1-3, 7]": the numbers of a position's sources."""
    from timeline.queries.standing_sources import pieces

    runs: list[list[int]] = []
    for number in sorted(place[piece] for piece in pieces(sources)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"[{shown}]" if shown else ""
