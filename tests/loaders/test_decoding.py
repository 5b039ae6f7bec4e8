"""Bytes in many encodings → the text, or a refusal; never another text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.loaders.decoding import Undecodable, decode, unified_newlines

FRENCH = "Le président français a déclaré que la décision américaine — “historique” — était attendue à l’Élysée. "
POLISH = "Polska, Łotwa i Estonia wystąpią z traktatu ottawskiego, powiedział minister obrony w środę. "
RUSSIAN = "Президент подписал указ о ядерной доктрине. Россия заявила, что ответит на удары. "
TURKISH = "Türkiye Dışişleri Bakanlığı açıkladı. Şimdi karar verildi, görüşmeler sürüyor. "
ENGLISH = "The US decision – “a major shift” – was Biden’s last. It cost £5m, or €6m. "
JAPANESE = "日本は対人地雷の禁止条約に署名した。"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8"),
        (FRENCH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (FRENCH, "utf-32", "utf-32-le"),
        (FRENCH, "cp1252", "cp1252"),
        (ENGLISH, "cp1252", "cp1252"),
        ("A café in Kyiv", "latin-1", "cp1252"),
        (ENGLISH.replace("€", "$"), "mac-roman", "mac_roman"),
        (POLISH, "cp1250", "cp1250"),
        (POLISH, "iso8859-2", "iso8859_2"),
        (TURKISH, "cp1254", "cp1254"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN * 20, "koi8-r", "koi8_r"),
        (JAPANESE * 20, "shift_jis", "cp932"),
    ],
)
def test_text_comes_back_whatever_its_encoding(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, named)
    assert decoded.guessed == (not named.startswith("utf"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 text", "is a PDF file"),
        (b"PK\x03\x04word/document.xml", "is a ZIP archive or an office document"),
        (b"SQLite format 3\x00", "is an SQLite database"),
        (b"abc\x00def", "is a binary file"),
        (bytes(range(1, 128)) * 4, "is a binary file"),
        ((ENGLISH * 10).encode()[:-40] + b"\xe2\x80 and on", "is UTF-8 that breaks at byte"),
        ("décidé à l’été".encode()[:-1], "is UTF-8 that breaks at byte"),
        (b"The pr\xc3", "is in an encoding that cannot be told"),
        (b"The US \x80\x81\xfe\xff decision", "is in an encoding that cannot be told"),
        (b"The US decision \xff to send mines", "is in an encoding that cannot be told"),
        (bytes(range(128, 256)) * 3, "is in an encoding that cannot be told"),
        (b"\xff\xfea\x00\x00\xd8", "begins with the mark of UTF-16-LE but breaks at byte 4"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Undecodable, match=why):
        decode(data)


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00\x00")
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Undecodable:
        return
    assert "\x00" not in decoded.text
    assert "\r" not in decoded.text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=200))
@example("\ufeff twice marked")
def test_utf8_is_read_to_the_letter(text: str) -> None:
    if text.startswith(("%PDF-", "{\\rtf", "GIF8", "\ufeff")):
        return
    assert decode(text.encode()).text == text


def test_only_line_ends_change() -> None:
    assert unified_newlines("a\r\nb\rc\n\r\n\u2028 d\t ") == "a\nb\nc\n\n\u2028 d\t "
