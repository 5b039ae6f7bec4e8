"""The bytes of a text file in whatever encoding → its text and the encoding's name, or a refusal.

Order: a byte order mark; UTF-16 without a mark; UTF-8; then charset-normalizer, whose guess counts only where it
recognised a language, or Windows-1252 where the few bytes beyond ASCII make sense in it. UTF-8 with a broken place is
refused, never read as something else: that would turn every other accent into two wrong characters.
"""

import codecs
import itertools
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How files of other kinds begin; a sentence that names the kind helps more than "binary".
_KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
# Where several encodings explain the bytes equally well, the one that most files are in.
_COMMON = ("cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "mac_roman", "cp932", "gb18030", "big5", "euc_kr")
_LANGUAGE_SEEN, _LITTLE_CHAOS = 0.2, 0.05
_LOOKED_AT = 20_000  # characters beyond ASCII
_CONTROLS = [chr(code) for code in (*range(0x01, 0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F)]
_WORDS = frozenset("àÀéÉèÈóÓòÒáÁíÍúÚåÅöÖвВиИкКоОсСуУяЯ")  # letters that are a word of their own
_SIGNS = frozenset("“”‘’„‚«»‹›–—…•·§©®™°¡¿ªº†‡‰№\xa0\xad")
_SIGNS_BEFORE_NO_LETTER = frozenset("€£¥½¼¾¹²³±×")


class Undecodable(ValueError):
    """Bytes that are no text, or text in no encoding that can be told; `str()` completes "FILE …"."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with every line end as `\\n`, the name of its encoding, and whether that encoding is a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes) -> Decoded:
    """Bytes → Decoded. Raises `Undecodable` for binary data and for a broken or unknown encoding."""
    for start, kind in _KINDS:
        if data.startswith(start):
            raise Undecodable(f"is {kind}, not text; save its text as a .txt file and load that")
    found = _marked(data) or _utf16_without_mark(data) or _utf8(data) or _guessed(data)
    if _is_binary(found.text):
        raise Undecodable("is a binary file, not text; save its text as a .txt file and load that")
    return Decoded(unified_newlines(found.text), found.encoding, found.guessed)


def unified_newlines(text: str) -> str:
    """`\\r\\n` and a lone `\\r` become `\\n`; nothing else is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise Undecodable(
                    f"begins with the mark of {encoding.upper()} but breaks at byte {error.start + len(mark)}; "
                    "save it again as UTF-8"
                ) from error
    return None


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise Undecodable(
                f"is UTF-8 that breaks at byte {error.start} (cut off, or mixed with another encoding); "
                "save it again as UTF-8"
            ) from error
        return None


def _is_broken_utf8(data: bytes) -> bool:
    """Whether more of the bytes beyond ASCII form UTF-8 sequences than do not: by chance they hardly ever do."""
    mended = data.decode("utf-8", "replace")
    broken = mended.count("�")
    whole = len(mended) - len(mended.encode("ascii", "ignore")) - broken
    return whole >= max(broken, 1)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """UTF-16 as some Windows programs write it: every second byte of Western text is then zero."""
    if b"\x00" not in data:
        return None
    if len(data) % 2 == 0:
        for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
            if zeros.count(0) > 0.7 * len(zeros) and data.count(0) < 1.05 * zeros.count(0):
                try:
                    return Decoded(data.decode(encoding), encoding)
                except UnicodeDecodeError:
                    continue
    raise Undecodable("is a binary file, not text; save its text as a .txt file and load that")


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # costs 10 ms and a file in another encoding is rare

    matches = from_bytes(data)
    best = matches.best()
    candidates: list[str] = []
    if best is not None and best.coherence >= _LANGUAGE_SEEN:
        for chaos, coherence in ((best.chaos, best.coherence), (_LITTLE_CHAOS, _LANGUAGE_SEEN)):
            alike = {
                name
                for match in matches
                if match.chaos <= chaos and match.coherence >= coherence
                for name in match.could_be_from_charset
            }
            candidates += [name for name in _COMMON if name in alike]
            candidates.append(best.encoding)
    for encoding in (*candidates, "cp1252"):
        if (text := _sensible(data, encoding)) is not None:
            return Decoded(text, encoding, guessed=True)
    raise Undecodable("is in an encoding that cannot be told, or broken; save it again as UTF-8")


def _sensible(data: bytes, encoding: str) -> str | None:
    """The text in that encoding, if all beyond ASCII are letters next to a letter or signs in their place."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    for match in itertools.islice(re.finditer(r"[^\x00-\x7f]", text), _LOOKED_AT):
        start, end, character = match.start(), match.end(), match[0]
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if character in _SIGNS_BEFORE_NO_LETTER:
            sensible = not after.isalpha()
        elif character.isupper() and before.islower():
            sensible = False  # "prÃ": a cut-off UTF-8 sequence looks like this, no spelling does
        elif character.isalpha():
            sensible = before.isalpha() or (after.isalpha() and character != "ÿ") or character in _WORDS
        else:
            sensible = character in _SIGNS or ord(character) > 0xFF
        if not sensible:
            return None
    return text


def _is_binary(text: str) -> bool:
    """A zero character, which no text has and PostgreSQL does not store, or more than 1 % other control characters."""
    if "\x00" in text:
        return True
    return sum(map(text.count, _CONTROLS)) > 0.01 * len(text)


def has_words(text: str) -> bool:
    """Whether the text holds any letter or digit at all."""
    return re.search(r"[^\W_]", text) is not None
