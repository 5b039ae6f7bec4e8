"""The checker of the shipped facts, made once for the tests of the law."""

import pytest

from timeline.law.facts import shipped_facts
from timeline.law.obligations import Checker
from timeline.vocabulary.reading import shipped_vocabulary


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(shipped_facts(), shipped_vocabulary())
