"""The name of a shipped folder (`alembic`, `seeds`) → where it lies, in an installed wheel or in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """The folder `alembic` or `seeds`: inside the package where a wheel put it, else beside the package in a checkout.

    Raises FileNotFoundError where neither is there: a broken installation, not a mistake of the user.
    """
    for folder in (PACKAGE / f"_{name}", PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of timeline")
