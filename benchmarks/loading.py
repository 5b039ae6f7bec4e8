"""One article, then 1,000 documents of 4 KB → CPU seconds for the one, peak memory and time a document for the many;
then the same documents read by one process and by two.

Run: python -m benchmarks.loading
Wanted: one article at most 1.0 s of CPU, start to end; memory at most 150 MB and flat; time a document flat.
"""

import itertools
import random
import tempfile
from pathlib import Path

from benchmarks.measuring import TIMELINE, Cost, cost
from timeline.shipped import shipped_folder

SIZE = 4_000


def main() -> None:
    """Load into fresh databases and print each figure beside what is wanted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = ("--db", str(folder / "one.db"))
        made = cost([*TIMELINE, "init", *database])
        print(f"a new database with the reference facts: {made.cpu:.2f} s")
        article = sorted((shipped_folder("seeds") / "documents").glob("*.md"))[0]
        print(
            f"one article: {cost([*TIMELINE, 'load', *database, str(article)]).cpu:.2f} s of CPU (wanted: at most 1.0)"
        )
        for number in (250, 500, 1000):
            many = folder / str(number)
            write_documents(many, number)
            spent = load(folder, many, 1)
            each = 1000 * spent.cpu / number
            print(f"{number} documents: {each:.1f} ms of CPU each, peak {spent.memory:.0f} MB (wanted: at most 150)")
        compare(folder, folder / "250")


def load(folder: Path, documents: Path, jobs: int) -> Cost:
    """What it costs to load the documents into a new database in the folder, read by so many processes."""
    database = ("--db", str(folder / f"{documents.name}-{jobs}.db"))
    (folder / f"{documents.name}-{jobs}.db").unlink(missing_ok=True)
    cost([*TIMELINE, "init", *database])
    return cost([*TIMELINE, "load", *database, str(documents), "--jobs", str(jobs)])


def compare(folder: Path, documents: Path) -> None:
    """Print how much sooner two processes are done than one, in turn."""
    spent = [(load(folder, documents, 1), load(folder, documents, 2)) for _ in range(2)]
    for one, two in spent:
        print(
            f"one process {one.wall:.1f} s ({one.cpu:.1f} s of CPU), two {two.wall:.1f} s ({two.cpu:.1f} s): "
            f"{one.wall / two.wall:.2f} times as fast (wanted: at least 1.5 on two free cores)"
        )


def write_documents(folder: Path, number: int) -> None:
    """So many documents of SIZE characters, each made of the paragraphs of the sample documents in another order."""
    folder.mkdir()
    paragraphs = [
        paragraph
        for path in sorted((shipped_folder("seeds") / "documents").glob("*.md"))
        for paragraph in path.read_text("utf-8").split("---", 2)[2].split("\n\n")
        if len(paragraph) > 80
    ]
    chance = random.Random(1)
    for serial in range(number):
        text, endless = "", itertools.cycle(chance.sample(paragraphs, len(paragraphs)))
        while len(text) < SIZE:
            text += next(endless).strip() + "\n\n"
        header = f"---\ntitle: Document {serial}\npublished: 2024-{serial % 12 + 1:02}-{serial % 28 + 1:02}\n---\n\n"
        (folder / f"{serial:05}.md").write_text(f"{header}Report {serial}. {text[:SIZE]}\n", "utf-8")


if __name__ == "__main__":
    main()
