"""A seed → articles of an agency's length in our own words: one event or two among quotations, background and asides.

About a third of the sentences names a weapon or a treaty, as in news about arms; the rest is what stands around them.
Nothing in them is true.
"""

import random
from collections.abc import Iterator

STATES = (
    "France",
    "Germany",
    "Poland",
    "Japan",
    "Brazil",
    "Kenya",
    "Norway",
    "India",
    "Chile",
    "Jordan",
    "the Netherlands",
    "South Korea",
    "Ukraine",
    "Israel",
    "Turkey",
    "Egypt",
    "the United States",
    "Britain",
    "Lithuania",
    "Peru",
)
DEMONYMS = ("French", "German", "Polish", "Japanese", "Brazilian", "Kenyan", "Norwegian", "Indian", "Chilean", "Dutch")
CAPITALS = ("PARIS", "BERLIN", "WARSAW", "TOKYO", "NAIROBI", "OSLO", "NEW DELHI", "SANTIAGO", "AMMAN", "ANKARA")
WEAPONS = (
    "howitzers",
    "anti-tank missiles",
    "F-16 fighter jets",
    "cluster munitions",
    "HIMARS launchers",
    "drones",
    "155mm shells",
    "Leopard 2 tanks",
    "cruise missiles",
    "landmines",
    "air defence systems",
    "frigates",
)
TREATIES = ("the Arms Trade Treaty", "the Mine Ban Treaty", "the Convention on Cluster Munitions", "New START")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "last week", "earlier this month", "in May 2023")
MONTHS = ("January", "March", "April", "June", "September", "November")
SURNAMES = ("Ardelean", "Brinkhof", "Castellan", "Dufresne", "Eskola", "Farkas", "Grenfell", "Hallgren", "Imrie")
LEADS = (
    "{state} has agreed to sell {number} {weapon} to {other} for ${money} million, the ministry said on {day}.",
    "{state} said on {day} it would suspend deliveries of {weapon} to {other} until an inquiry has been completed.",
    "The {demonym} parliament voted on {day} to ratify {treaty}, ending a debate that had lasted most of the year.",
    "{state} accused {other} of using {weapon} against villages near the border on {day}, which was swiftly denied.",
    "{other} received a first batch of {number} {weapon} from {state} on {day}, officials in both capitals confirmed.",
)
MIDDLES = (
    '"We have thought about this for a long time," a senior {demonym} official said. "Nobody took it lightly."',
    "The contract, which was signed in {month}, includes spare parts, training and five years of maintenance.",
    "Critics questioned the price, and a committee is to hear the minister, {surname}, by the end of {month}.",
    "In {year}, {state} delivered {number} {weapon} to {other} under a programme that its auditors later criticised.",
    "Rights groups say that {weapon} of the same type were used in residential districts, which the government denies.",
    "{other} is not a party to {treaty}, although it has said several times that it shares the treaty's aims.",
    "A spokeswoman for the manufacturer declined to comment on delivery dates or on the number of jobs involved.",
    "Neither side gave a date for the next round of talks, but diplomats expect one before the summer.",
    "The {demonym} foreign ministry did not immediately answer a request for comment.",
)
ASIDES = (
    "Rain had fallen on the capital since the early morning, and the square before the building stayed almost empty.",
    "The economy grew by 1.{digit} percent in the last quarter, less than most forecasters had hoped for.",
    "Shares in the company rose by {digit} percent in morning trading before giving up most of the gain.",
    "{surname}, a former teacher, entered politics in {year} and has led the committee since the last election.",
    "Polls taken in {month} showed that voters care more about housing and wages than about foreign affairs.",
    "The two countries have quarrelled about fishing rights, visas and the route of a railway for more than a decade.",
    "Analysts cautioned that such announcements often take years to turn into anything that can be seen or counted.",
    "The talks were held behind closed doors in a hotel by the lake, and lasted until well after midnight.",
)  # fmt: skip


def articles(number: int, seed: int = 1) -> Iterator[str]:
    """So many articles of about 3 KB each; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(number):
        yield _article(chance)


def long_text(size: int, seed: int = 1) -> str:
    """One text of about so many characters, article after article."""
    chance = random.Random(seed)
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(_article(chance))
        length += len(pieces[-1]) + 2
    return "\n\n".join(pieces)[:size]


def _article(chance: random.Random) -> str:
    state, other = chance.sample(STATES, 2)
    cast = {"state": state, "other": other, "weapon": chance.choice(WEAPONS), "treaty": chance.choice(TREATIES)}
    day = f"{chance.choice(MONTHS)} {chance.randint(1, 28)}"
    paragraphs = [f"{chance.choice(CAPITALS)}, {day} - {_filled(chance, chance.choice(LEADS), cast)}"]
    for _ in range(9):
        sentences = [chance.choice(MIDDLES), *chance.sample(ASIDES, chance.randint(0, 2)), chance.choice(MIDDLES)]
        paragraphs.append(" ".join(_filled(chance, sentence, cast) for sentence in sentences))
    return "\n\n".join(paragraphs)


def _filled(chance: random.Random, sentence: str, cast: dict[str, str]) -> str:
    said = sentence.format(
        **cast, demonym=chance.choice(DEMONYMS), day=chance.choice(DAYS), month=chance.choice(MONTHS),
        surname=chance.choice(SURNAMES), number=chance.randint(2, 400), money=chance.randint(5, 900),
        year=chance.randint(1994, 2023), digit=chance.randint(1, 9),
    )  # fmt: skip
    return said[0].upper() + said[1:]
