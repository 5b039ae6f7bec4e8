"""Which language a text is in: another is said with its name, English and what may be English is not."""

import pytest

from timeline.extraction.language import other_language

OTHERS = {
    "German": "Die Bundesregierung hat am Dienstag beschlossen, der Ukraine achtzehn Haubitzen zu liefern.",
    "French": "Le gouvernement a annoncé mardi la livraison de canons et de missiles aux forces alliées.",
    "Spanish": "El ministro dijo que el gobierno de Chile no vende misiles a los países de la región por ahora.",
    "Portuguese": "O governo do Brasil disse que não vai vender os mísseis aos países da região em guerra.",
    "Italian": "Il governo ha detto che non sono previste consegne di missili alla marina nel prossimo anno.",
    "Dutch": "Het kabinet heeft besloten om de raketten niet aan het leger van een ander land te leveren.",
    "Polish": "Rząd ogłosił we wtorek, że nie będzie sprzedawać rakiet do krajów, które są w stanie wojny.",
    "Turkish": "Bakan, bu füzelerin bir başka ülke için olmadığını ve daha sonra ordu ile paylaşılacağını söyledi.",
    "Cyrillic letters": "Правительство объявило во вторник о поставке ракет HIMARS.",
    "Chinese letters": "政府星期二宣布向乌克兰提供导弹。",
    "Japanese letters": "ミサイルをウクライナにおくるとせいふがはっぴょうした。",
    "Arabic letters": "أعلنت الحكومة يوم الثلاثاء عن تسليم صواريخ.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_another_language_is_named(language: str) -> None:
    assert other_language(OTHERS[language]) == language
    assert other_language(OTHERS[language].upper()) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ukraine",
        "1,200 155mm",
        "The minister told Le Monde and Die Welt that El Salvador and the Côte d'Ivoire had signed the accord.",
        "ON TUESDAY GERMANY SOLD 18 HOWITZERS WORTH $40 MILLION TO UKRAINE, OFFICIALS SAID.",
        "Russia\t18\thowitzers\nChile\t4\tfrigates\nPeru\t2\tdrones\nKenya\t9\tmortars\nEgypt\t7\ttanks",
        "Cluster munitions: Laos, Chad, Mali, Peru, Cuba, Iran, Iraq, Oman, Togo, Fiji, Niger, Benin, Gabon",
        "Tbe rninister sa1d the rnissiles vvere de1ivered to Ukra1ne on Tuesday, and tbat more wou1d fo11ow.",
    ],
)
def test_english_and_what_may_be_english_is_read(text: str) -> None:
    assert other_language(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan's U.N. envoy Maleeha Lodhi criticised India's missile tests on Wednesday.",
        "Lebanon's U.N. envoy criticised Israel's strikes; Iran's U.N. envoy praised Yemen's.",
    ],
)
def test_possessives_and_abbreviations_are_no_small_words_of_another_language(text: str) -> None:
    assert not other_language(text)
