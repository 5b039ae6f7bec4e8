"""The shipped facts → their checker and the positions in them, made once for the tests of the law."""

import pytest

from timeline.law.facts import shipped_facts
from timeline.law.obligations import Checker
from timeline.law.positions import Positions
from timeline.vocabulary.reading import shipped_vocabulary


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(shipped_facts(), shipped_vocabulary())


@pytest.fixture(scope="session")
def positions() -> Positions:
    return shipped_facts().positions()
