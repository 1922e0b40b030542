"""The language of an article, by the tag that its source gives and by its text."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from archive.ingest.language_tags import CHINESE, read_tag
from archive.ingest.raw import Note
from archive.ingest.reader import shown
from archive.model.language import Language
from archive.text.language import SIMPLIFIED_ONLY, TRADITIONAL_ONLY, detect_language

#: How sure a text must be to contradict its tag. As Chinese, so many Han characters: a name has
#: three. As English, so many letters: a Chinese headline may be names of companies. In its script,
#: so many characters that one script alone has, and so many times as many as of the other, which a
#: name or a quotation brings.
_HAN_SURE: Final = 4
_LETTERS_SURE: Final = 20
_SCRIPT_SURE: Final = 4
_SCRIPT_TIMES: Final = 3

#: Words that are among the most frequent of one language, seldom of the others.
_FREQUENT: Final = {
    "fr": "le la les des une est dans pour que qui sur pas plus avec du au aux ce cette sont été",
    "de": "der die das und ist nicht ein eine den dem mit von auf für sich auch werden wurde zu",
    "es": "el los las una que por con para del se su como más pero sus está fue ha y la en",
    "it": "il gli della di che è per una con del nel sono alla ha non dei delle si le da",
    "pt": "o os as uma que não para com do da em foi dos das ao mais são pelo pela se",
    "nl": "de het een van en dat die niet zijn voor met op aan werd ook naar door bij te",
    "sv": "och att det som på är av för med den till har inte ett om var jag från",
    "da": "og at det som på er af med den til har ikke et om fra ved blev",
    "pl": "w i na z nie się to że jest po jak za od przez dla są",
    "tr": "ve bir bu için ile olarak çok daha en olan gibi kadar sonra",
    "id": "yang dan di dengan untuk dari ini itu dalam pada tidak akan oleh adalah",
    "vi": "và của là có cho không được trong các một những với người đã này",
}  # fmt: skip
_WORDS: Final = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_ENGLISH: Final = frozenset(
    "the of and to a that for on was with as by from it be are has he his at were said".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+")

#: From so many words on their kind tells the language: of any English text of 20 words or more a
#: seventh is frequent ones, of a text in another language as many of its own.
_WORDS_SURE: Final = 20
_SHARE: Final = 0.14
_SAMPLE: Final = 20_000

#: Letters that neither English nor Chinese has.
_SCRIPTS: Final = {
    "Japanese": re.compile("[\u3041-\u30fa]"),
    "Korean": re.compile("[\uac00-\ud7a3]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Devanagari": re.compile("[\u0900-\u097f]"),
}

#: A text is in such a script from this share of its letters on; Chinese news quotes some kana.
_SCRIPT_SHARE: Final = 0.25


def language_of(tag: str, text: str) -> tuple[Language, tuple[Note, ...]]:
    """The language that an article is stored as, by a tag in any form ("" for none) and its text.

    The tag's, unless the text contradicts it (`language-contradicted`). What is neither English nor
    Chinese, by its text or, where that says nothing else for certain, by its tag, is stored as the
    nearer of both and told (`language-other`).
    """
    tagged, said = read_tag(tag), detect_language(text)
    if (other := _other(text)) or (_is_other(tagged) and not _is_sure(said, text)):
        what = other or f"tagged {shown(tag)}"
        return said, (Note("language-other", f"Neither English nor Chinese: {what}."),)
    if tagged is None:
        return said, ()
    if tagged == CHINESE and (said is not Language.ENGLISH or not _is_sure(said, text)):
        return _script(text), ()
    if isinstance(tagged, Language) and tagged != CHINESE and not _contradicts(said, tagged, text):
        return tagged, ()
    note = Note("language-contradicted", f"Tagged {shown(tag)}, but its text is {said}.")
    return said, (note,)


def _is_other(tagged: Language | str | None) -> bool:
    return tagged is not None and tagged != CHINESE and not isinstance(tagged, Language)


def _contradicts(said: Language, tagged: Language, text: str) -> bool:
    if said is tagged:
        return False
    if Language.ENGLISH in (said, tagged):
        return _is_sure(said, text)
    one_script = SIMPLIFIED_ONLY if said is Language.SIMPLIFIED else TRADITIONAL_ONLY
    the_tags = SIMPLIFIED_ONLY if tagged is Language.SIMPLIFIED else TRADITIONAL_ONLY
    counts = Counter(text)
    against = sum(counts[character] for character in one_script)
    in_favour = sum(counts[character] for character in the_tags)
    return against >= max(_SCRIPT_SURE, _SCRIPT_TIMES * in_favour)


def _is_sure(said: Language, text: str) -> bool:
    """Whether a text is long enough to be English, or Chinese, whatever its tag says."""
    if said is not Language.ENGLISH:
        return sum("\u3400" <= character <= "\u9fff" for character in text) >= _HAN_SURE
    words = _words(text)
    if len(words) >= _WORDS_SURE:
        return sum(word in _ENGLISH for word in words) >= _SHARE * len(words)
    return sum(character.isalpha() for character in text) >= _LETTERS_SURE


def _script(text: str) -> Language:
    language = detect_language(text)
    return Language.TRADITIONAL if language is Language.ENGLISH else language


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_SAMPLE].lower())


def _other(text: str) -> str:
    """What a text is in that is neither English nor Chinese for certain, "" for nothing."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    for name, pattern in _SCRIPTS.items():
        if letters and len(pattern.findall(sample)) >= max(_SCRIPT_SHARE * letters, _HAN_SURE):
            return name
    words = _words(text)
    if len(words) < _WORDS_SURE or detect_language(text) is not Language.ENGLISH:
        return ""
    shares = {name: sum(word in own for word in words) for name, own in _WORDS.items()}
    name = max(shares, key=lambda language: shares[language])
    english = sum(word in _ENGLISH for word in words)
    return name if shares[name] >= max(_SHARE * len(words), 2 * english) else ""
