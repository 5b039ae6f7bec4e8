"""Sentences with known clauses: a clause goes on, under its number, after a relative one that breaks it off."""

import pytest

from timeline.extraction.words import lower, sentence_words


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Portugal, which had delivered 40 mortars in 2021, called off a sale of 12 boats.",
            {0: "portugal , called off a sale of 12 boats", 1: "which had delivered 40 mortars in 2021 ,"},
        ),
        (
            "The minister, who took office in May, said Spain, which sold rifles, would stop.",
            {0: "the minister , said spain , would stop", 1: "who took office in may ,", 2: "which sold rifles ,"},
        ),
        (
            "Oman, which bought boats, drones and mines, signed the treaty, but it kept the mines.",
            {0: "oman , signed the treaty ,", 1: "which bought boats , drones and mines ,", 2: "but it kept the mines"},
        ),
        (
            "The missiles, which were tested, flew 900 kilometres; they fell into the sea, said Seoul.",
            {
                0: "the missiles ,",
                1: "which were tested , flew 900 kilometres",
                2: "; they fell into the sea , said seoul",
            },
        ),
        ("The firm which makes shells, said Oslo.", {0: "the firm", 1: "which makes shells , said oslo"}),
    ],
)
def test_the_clause_of_each_word(text: str, clauses: dict[int, str]) -> None:
    words = sentence_words(text, lower(text), 0, len(text))
    found: dict[int, list[str]] = {}
    for word, clause in zip(words.texts, words.clauses, strict=True):
        found.setdefault(clause, []).append(word)
    assert {clause: " ".join(told) for clause, told in found.items()} == clauses


@pytest.mark.parametrize(
    ("text", "mains"),
    [
        (
            "Russia sent jets to Serbia on Monday and China shipped drones.",
            ["russia sent jets to serbia on monday", "and china shipped drones"],
        ),
        (
            "Poland ordered tanks, but the Czechs refused.",
            ["poland ordered tanks ,", "but the czechs refused"],
        ),
        ("Iran fired rockets; Israel struck back.", ["iran fired rockets", "; israel struck back"]),
        ("Russia and China shipped drones to Iraq.", ["russia and china shipped drones to iraq"]),
        ("The report said Spain and Italy had agreed.", ["the report said spain and italy had agreed"]),
        ("Russia sold jets to Serbia and Iraq.", ["russia sold jets to serbia and iraq"]),
    ],
)
def test_another_subject_with_its_own_predicate_begins_a_main_clause(text: str, mains: list[str]) -> None:
    words = sentence_words(text, lower(text), 0, len(text))
    told = [
        " ".join(w for w, main in zip(words.texts, words.mains, strict=True) if main == n) for n in set(words.mains)
    ]
    assert [each.rstrip(" .") for each in told] == mains
