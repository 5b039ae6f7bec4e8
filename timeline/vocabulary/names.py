"""A text that means an actor, a weapon or a treaty → a Name, with its form, its doubts and its years."""

from dataclasses import dataclass, field

from timeline.vocabulary.fold import fold

KINDS = ("actor", "weapon", "treaty", "event-type")
# `name` is a person's name in full, `short` a surname that stands alone.
FORMS = ("official", "alias", "acronym", "demonym", "capital", "metonym", "name", "short")


@dataclass(frozen=True, slots=True)
class Name:
    """One text that means one thing.

    `kind` is one of KINDS, `id` the thing meant, `form` one of FORMS. `ambiguous` says that in running text the name
    often means something else, so that it needs context; a person's typed name is resolved all the same where only one
    thing bears it. `valid_from` and `valid_to` are EDTF or empty: "Soviet Union" means Russia until 1991.
    `folded` is the comparison key; it is computed where the caller (a database that stores it) does not give it.
    """

    text: str
    kind: str
    id: str
    form: str = "alias"
    ambiguous: bool = False
    valid_from: str = ""
    valid_to: str = ""
    folded: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.folded:
            object.__setattr__(self, "folded", fold(self.text))


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a text can mean: the thing's kind, id and main name, and the name that led to it."""

    kind: str
    id: str
    name: str
    matched: Name
