"""The entries of a chronology date their sentences; ordinary news with dates in it is no chronology."""

import pytest

from tests.extraction.genres.reading_of import VOCABULARY, dated_sentences, reading_of
from timeline.documents.document import Document
from timeline.extraction.extract import extract

FORMS = {
    "years above days": (
        "2019\n4 March – Oslo orders five frigates. The yard is in Bergen.\n9 June – Sweden protests.\n\n"
        "2020\n11 May – The first frigate sails.\n\nCompiled by a librarian. It ends here.",
        [
            ("2019", "2019"),
            ("4 March – Oslo order", "2019-03-04"),
            ("The yard is in Berge", "2019-03-04"),
            ("9 June – Sweden prot", "2019-06-09"),
            ("2020", "2020"),
            ("11 May – The first f", "2020-05-11"),
        ],
    ),
    "days in ISO": (
        "- 2023-02-01: Lisbon sells tanks to Chile.\n- 2023-03-09: Chile pays for them.\n- 2023-05-30: They arrive.",
        [
            ("- 2023-02-01: Lisbon", "2023-02-01"),
            ("- 2023-03-09: Chile ", "2023-03-09"),
            ("- 2023-05-30: They a", "2023-05-30"),
        ],
    ),
    "months in short": (
        "Nov. 2021: Madrid halts sales of bombs. A minister regrets it.\nFeb. 2022: It goes on with them.\n"
        "July 2022: A court asks why.",
        [
            ("Nov. 2021: Madrid ha", "2021-11"),
            ("A minister regrets i", "2021-11"),
            ("Feb. 2022: It goes o", "2022-02"),
            ("July 2022: A court a", "2022-07"),
        ],
    ),
    "the year first": (
        "1981, April 3 – Lima asks for rockets.\n\n1982, June – It gets ten.\n\n1985 – The last is fired.",
        [
            ("1981, April 3 – Lima", "1981-04-03"),
            ("1982, June – It gets", "1982-06"),
            ("1985 – The last is f", "1985"),
        ],
    ),
    "bare days under months": (
        "AUGUST 2014\n3 – Cairo buys missiles.\n17 – Tunis asks for some.\n\nSEPTEMBER\n2 – Both are told to wait.",
        [
            ("AUGUST 2014", "2014-08"),
            ("3 – Cairo buys missi", "2014-08-03"),
            ("17 – Tunis asks for ", "2014-08-17"),
            ("SEPTEMBER", "2014-09"),
            ("2 – Both are told to", "2014-09-02"),
        ],
    ),
    "an entry within an entry": (
        "7 May 2003. Rabat accuses Algiers. 8 May. Algiers denies it.\n\n9 July 2003. Rabat repeats it.\n\n"
        "2 March 2004. Talks begin.",
        [
            ("7 May 2003.", "2003-05-07"),
            ("Rabat accuses Algier", "2003-05-07"),
            ("8 May.", "2003-05-08"),
            ("Algiers denies it.", "2003-05-08"),
            ("9 July 2003.", "2003-07-09"),
            ("Rabat repeats it.", "2003-07-09"),
            ("2 March 2004.", "2004-03-02"),
            ("Talks begin.", "2004-03-02"),
        ],
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_dates_its_sentences(form: str) -> None:
    text, expected = FORMS[form]
    assert dated_sentences(reading_of(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "OSLO, Nov. 18 – Norway sold tanks to Chile.\n\nOn Nov. 19 Chile paid.\n\nNov. 20 was a holiday.",
        "2019 was a quiet year.\n\n2020 saw two sales of tanks.\n\n2021 saw none.",
        "Q1. What was sold?\nA. Ten tanks.\n\nQ2. To whom?\nA. To Chile.\n\nQ3. When?\nA. In May 2021.",
        "21:15. Norway denies it.\n\n19:30. Chile claims it.\n\n16:05. Nobody knows.\n\n12:00. A ship leaves.",
        "3 May 2021: Norway sold tanks.\n\n9 June 2021: Chile paid for them.",
        "9 June 2021: one.\n1 May 2019: two.\n7 July 2023: three.\n2 March 2018: four.\n5 May 2022: five.\n",
        "MONDAY 5 MAY 2025\nPanel on tanks.\n\nTUESDAY 6 MAY 2025\nPanel on mines.\n\nFRIDAY 9 MAY 2025\nLunch.",
    ],
    ids=["news", "years as subjects", "questions", "times of the day", "two entries", "no order", "a programme"],
)
def test_what_only_looks_like_a_chronology_is_none(text: str) -> None:
    assert dated_sentences(reading_of(text)) == []


def test_an_event_of_an_entry_bears_its_date_and_not_the_publication_s() -> None:
    text = (
        "2016\n3 May – France signs a contract to sell 12 Rafale fighters to Qatar.\n"
        "9 August – Germany approves the export of Leopard 2 tanks to Indonesia. Amnesty condemns the sale.\n"
        "2017\n1 February – Russia delivers S-400 missiles to India."
    )
    found = extract(Document(text, "2024-11-20"), VOCABULARY)
    shown = {event.date for event in found if event.lane != "archive"}
    assert shown == {"2016-05-03", "2016-08-09", "2017-02-01"}
