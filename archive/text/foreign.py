"""Whether a text is in neither English nor Chinese."""

from __future__ import annotations

import re
from typing import Final

from archive.text.kinds import CharacterKinds

#: Characters from a text's beginning that are looked at: two hundred words.
_LOOKED_AT: Final = 1_500

#: Letters of scripts that neither English nor Chinese is written with, by their blocks: Greek and
#: Cyrillic, Armenian to Georgian (with Hebrew, Arabic, the Indian scripts, Thai, Tibetan),
#: Ethiopic to Khmer and Mongolian, kana, Hangul.
_OTHER_SCRIPT: Final = re.compile(
    "[\u0370-\u052f\u0531-\u10ff\u1200-\u18af\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]"
)
_LETTER: Final = re.compile(r"[^\W\d_]")

#: Share of such letters among letters, from which a text is in another language. Chinese articles
#: that quote Japanese names lie far below; Japanese, half of it Han, has 0.4 and more.
_SCRIPT_SHARE: Final = 0.25

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]+|\{\{[<%][^{}]{0,2000}[>%]\}\}")

#: Share of Latin letters among letters, from which words tell the language.
_LATIN_SHARE: Final = 0.8

_WORD: Final = re.compile(r"[a-zà-öø-ÿāăąćčęěğıłńňőœřśşšťůűżžơưạ-ỹ]+")

#: The commonest words of English.
_ENGLISH: Final = frozenset(
    "the of and to in a is that for on with as was by at it from be said has are his he have this "
    "will not who but after been had its were which would more their or they about up out when "
    "than into there also all could over you we no if she so".split()
)

#: Those of other languages in Latin letters that are no words of English: French, Spanish,
#: Portuguese, Italian, German, Dutch, the Scandinavian languages, Finnish, Polish, Czech, Turkish,
#: Indonesian and Malay, Tagalog, Vietnamese, Hungarian, Romanian.
_FOREIGN: Final = (
    frozenset(
        "le la les de des du et une est que dans pour qui sur pas au aux ce cette ont plus avec "
        "el los las y del por con para se su una lo como más fue ha sido "
        "os em um uma não do da dos das ao pela pelo foi com "
        "il di che è della per non gli nel alla sono dei anche "
        "der das und den von zu mit ist im für auf nicht ein eine sich dem auch als wird nach "
        "het een van op te dat zijn voor niet met aan ook bij naar "
        "og det som av på för att till är inte ikke til har den en et med av om "
        "ja että oli myös ovat ei kun mukaan "
        "na nie się że jest przez od jak jego "
        "je ve se že na pro byl "
        "ve bir bu için ile da de olarak "
        "yang dan untuk dengan dari pada ini itu tidak dalam akan "
        "ng sa mga ang na ay ni si kay "
        "và của là không có được cho một những trong với các người đã "
        "egy és hogy nem meg ez "
        "și în pe cu din nu sunt pentru".split()
    )
    - _ENGLISH
)

#: Of so few words nothing can be said.
_FEWEST: Final = 8

#: Share of foreign common words, from which a text is in another language where English ones are
#: fewer. Most prose has 0.3 and more; of 79,968 articles in English and Chinese none
#: comes here.
_WORD_SHARE: Final = 0.12


def _kind(character: str) -> int:
    """1: a letter; 2 and 3: of another script, as a letter 3; 4: a Latin letter."""
    if _WORD.match(character):
        return 4
    return bool(_LETTER.match(character)) + 2 * bool(_OTHER_SCRIPT.match(character))


_KINDS: Final = CharacterKinds(_kind, 5)


def is_foreign(text: str) -> bool:
    """Whether `text` is plainly in another language; a text too short to say is not."""
    beginning = text[:_LOOKED_AT].lower()
    if "://" in beginning or "www." in beginning or "{{" in beginning:
        beginning = _ADDRESS.sub(" ", beginning)
    _, han, other_signs, other_letters, latins = _KINDS.counts(beginning)
    letters = han + other_letters + latins
    if other_signs + other_letters > _SCRIPT_SHARE * letters:
        return letters > _FEWEST
    if latins < _LATIN_SHARE * letters:
        return False
    latin = _WORD.findall(beginning)
    foreign = sum(word in _FOREIGN for word in latin)
    english = sum(word in _ENGLISH for word in latin)
    return len(latin) >= _FEWEST and foreign > english and foreign >= _WORD_SHARE * len(latin)
