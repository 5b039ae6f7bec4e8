"""What several tests of the commands start from."""

import pytest
from sqlalchemy import URL, Engine

from tests.cli.linting import Lint
from tests.conftest import TimelineCli


@pytest.fixture
def lint(timeline_cli: TimelineCli, engine: Engine, url: URL) -> Lint:
    """The command on a database of each kind."""
    return Lint(timeline_cli, engine, url)
