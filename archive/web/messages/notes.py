"""What readers are told of how a query was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Code -> English.
NOTES: Final[Mapping[str, str]] = {
    "stray_parenthesis": "A closing parenthesis without an opening one is left out.",
    "open_parenthesis": "A parenthesis is not closed; it is read as closed at the end.",
    "empty_parentheses": "Parentheses with nothing to search for are left out.",
    "deep_parentheses": "Parentheses are read {most} deep; deeper ones are left out.",
    "open_quote": "A quotation mark is not closed; the words after it are read as plain words.",
    "capital_headline": (
        "The query is a headline in capitals, so AND, OR and NOT are read as words."
    ),
    "lone_operator": "{word} joins nothing here and is read as a word.",
    "many_words": "Only the first {most} words are searched.",
    "near_operands": "NEAR joins words, quotes and groups of them with OR; here it is read as AND.",
    "near_many": "NEAR joins {most} words at most; here it is read as AND.",
    "near_chain": "NEAR in a row is read with one distance, {distance}.",
    "near_far": "Words can be asked to stand {most} words apart at most.",
    "capitals": (
        "“{word}” is searched in capitals; articles: {count}. In any case: {all};"
        " write “{lower}” for those."
    ),
    "as_written": "Articles with “{word}” as written: {count}.",
    "as_written_aside": "Left aside: {aside}. Articles with “{word}” as written: {count}.",
    "name_alone": (
        "“{word}” is searched as a name; articles: {count}. With its other forms: {all}: {instead}"
    ),
    "stem": "“{word}” is searched in all its forms; articles: {all}. As typed: {count}: {instead}",
    "nothing_in": "“{word}” holds no letter or digit and is left out.",
    "unknown_value": "{field}:{word} is no {field} this archive knows; it is read as plain words.",
    "unknown_day": (
        "{field}:{word} names no day, as {field}:2024-03-05, {field}:2024-01..2024-06 and "
        "{field}:*-03-05~3d do; it is read as plain words."
    ),
    "unknown_field": "“{field}:” is no field; “{word}” is read as plain words.",
    "unknown_choice": "No article has “{value}” as {parameter}: the archive does not know it.",
    "several_bearers": "“{word}” may mean any of {count}: {names}.",
    "spellings": "“{word}” is searched with spellings near it; each can be left out.",
    "many_spellings": (
        "“{word}” has more spellings near it; the {most} nearest and commonest are searched."
    ),
    "no_spellings": "The archive has no other spelling near “{word}”.",
    "many_tildes": (
        "Spellings near are searched for the first {most} words with “~”; the others are read "
        "without it."
    ),
    "many_forms": (
        "The first {most} words beside NEAR are searched with any ending; the others as typed."
    ),
    "short_spelling": (
        "“~” needs a word of three letters or a name of three characters; “{word}” is read "
        "without it."
    ),
    "short_prefix": "“*” needs two characters before it; “{word}” is read without it.",
    "bang": "“!” is read as a minus: articles with “{word}” are left out.",
    "boost": "“^” with a number gives no more weight here; “{word}” is read without it.",
    "bar": "“|” is read as OR in “{word}”.",
    "wildcard": (
        "“*” stands for more letters at a word's end only, and “?” for none; “{word}” is read as "
        "plain words. “~” behind a word finds spellings near it."
    ),
    "bracketed_range": "“{word}” is read as plain words. For days write date:{first}..{last}.",
    "near_alone": (
        "NEAR without a distance is read as a word; write NEAR/10 for ten words apart at most."
    ),
    "odd_edits": "“~” takes 1 or 2 letters that differ; “{word}” is read with “~” alone.",
    "one_thing": (
        "These mean the same, so one of them is enough: {words}. In quotation marks all are needed."
    ),
    "near_words": "At most {most} words in quotes can stand apart; here they may stand anywhere.",
    "nothing_asked": "Nothing in the query can be searched for, so no article is found.",
}
