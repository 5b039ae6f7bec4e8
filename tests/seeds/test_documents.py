"""The sample documents: each reads as a document with a header that names its sources, in our own words."""

import io
import re
from pathlib import Path

import pytest

from timeline.documents.document import Document
from timeline.loaders.headers import Given
from timeline.loaders.loading import load
from timeline.shipped import shipped_folder

FOLDER = shipped_folder("seeds") / "documents"
SAMPLES = {
    "cluster-munitions-for-ukraine-2023": "2023-07-08",
    "himars-for-poland-2023": "2023-02-07",
    "landmines-for-ukraine-2024": "2024-11-20",
    "lithuania-leaves-the-ccm-2025": "2025-03-06",
    "long-range-atacms-2024": "2024-04-25",
    "south-sudan-embargo-2025": "2025-05-30",
}
SEED_ARTICLE = Path(__file__).resolve().parents[2].parent / "shared" / "eval" / "seed" / "article.txt"


def _document(name: str) -> Document:
    (loaded,) = load([str(FOLDER / f"{name}.md")], Given(), io.BytesIO())
    assert isinstance(loaded, Document)
    return loaded


def test_these_six_and_no_others() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == [f"{name}.md" for name in SAMPLES]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_header_says_what_a_document_needs(name: str) -> None:
    document = _document(name)
    assert document.published == SAMPLES[name]
    assert document.publisher == "Timeline sample documents"
    assert (document.language, document.licence, document.loader) == ("en", "CC0-1.0", "markdown")
    assert document.title and document.author
    assert f"\n# {document.title.replace(' - ', ' – ')}\n" in document.text
    header = document.text.split("---\n")[1]
    sources = re.findall(r"^  - (.+)$", header, re.MULTILINE)
    assert sources
    assert all(source.startswith("https://") or re.search(r"; \d{4}(-\d\d){1,2}\"?$", source) for source in sources)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_body_is_of_the_length_of_a_news_item(name: str) -> None:
    body = _document(name).text.split("---\n", 2)[2]
    assert 150 <= len(body.split()) <= 350


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sentence_is_that_of_the_seed_article(name: str) -> None:
    if not SEED_ARTICLE.is_file():
        pytest.skip("the article that the project grew from is not here")
    article = SEED_ARTICLE.read_text(encoding="utf-8").casefold().split()
    taken = {tuple(article[start : start + 8]) for start in range(len(article) - 7)}
    words = _document(name).text.casefold().split()
    assert not taken & {tuple(words[start : start + 8]) for start in range(len(words) - 7)}
