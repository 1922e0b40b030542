"""What readers are told of a failure, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Code -> English.
FAILURES: Final[Mapping[str, str]] = {
    "unknown_parameter": "There is no parameter “{parameter}”.",
    "given_twice": "{parameter} is given twice.",
    "not_given": "{parameter} is not given.",
    "no_article_given": "{parameter} names no article.",
    "not_a_choice": "{parameter} cannot be “{value}”.",
    "not_a_number": "{parameter} cannot be “{value}”.",
    "not_a_day": "{parameter} is not a day: “{value}”.",
    "many_values": (
        "{count} values with {length} characters are chosen; at most {most} with {longest} are "
        "read."
    ),
    "long_query": "The query has {length} characters; at most {longest} are read.",
    "long_address": "The query takes {length} bytes in an address; at most {longest} may.",
    "wordy_query": "The query has {count} words and Chinese characters; at most {most} are read.",
    "too_much_work": "The query asks for more work than one request may cause.",
    "not_a_passage": "{parameter} is no passage of an article: “{value}”.",
    "no_passage": "The article has {length} characters there, and no passage “{value}”.",
    "long_quotation": "The words have {length} characters; at most {longest} are looked for.",
    "no_quotation": "There is no word in it.",
    "not_an_instant": "{parameter} is no instant: “{value}”.",
    "many_names": "The list has {count} names; at most {most} are counted.",
    "no_names": "There is no name in the list.",
    "many_trends": "{count} searches are given; at most {most} stand on one chart.",
    "article_not_found": "There is no article “{article}”.",
    "article_withdrawn": "The article “{article}” was withdrawn.",
    "entity_not_found": "There is no person, organisation, event or place “{entity}”.",
    "busy": "Other exports are being made; the server makes a few at once.",
    "busy_lists": "Two other lists of names are being counted; the server counts two at once.",
    "no_generation": "There is no index yet.",
    "no_such_generation": "There is no generation of that name.",
    "missing_generation": "There is no generation “{name}”.",
    "removed_generation": "{name} was removed.",
    "damaged_index": "The index is damaged.",
    "damaged_file": "{file} does not hold what was written.",
    "resized_file": "{file} has {length} bytes instead of {size}.",
    "missing_file": "{file} is missing.",
    "unreadable_file": "{file} cannot be read.",
    "index_format": "The index was written by another version of this program.",
    "cluster_away": "The machines that keep the index do not answer.",
    "internal": "The archive failed to answer.",
    "not_found": "There is no page at this address.",
    "method_not_allowed": "The archive can only be read.",
    "unauthorized": "Nobody has signed in.",
    "too_large": "What was sent is too large.",
    # Why a line of a list of names is not counted
    "repeated_name": "The name is in line {line} already.",
    "unreadable_line": "The line is not text in UTF-8.",
    "long_name": "The name has {length} characters; at most {longest} are read.",
    "no_name": "There is no letter or character in it.",
    "costly_name": "The list asks for more work than one may cause; this name is left out.",
    "bad_request": "{name}.",
}

_SHORTEN: Final[str] = "Shorten it."
_CHECK_ADDRESS: Final[str] = "Check the address."
_PUBLISH: Final[str] = "Publish another generation, or run `manage.py reindex`."
_LIST: Final[str] = "`manage.py generations` lists them."

#: Code -> English. A code that is not here has no remedy.
REMEDIES: Final[Mapping[str, str]] = {
    "unknown_parameter": "See /help for the parameters of a search.",
    "given_twice": "Give it once.",
    "not_given": "Give it as a text.",
    "no_article_given": "Give the ids of two articles as old and new.",
    "not_a_choice": "Use one of: {choices}.",
    "not_a_number": "Use a number from {least} to {most}.",
    "not_a_day": "Write it as 2024, 2024-03, 2024-03-05, 5 Mar 2024, last week or 2024年3月5日.",
    "many_values": "Choose fewer values.",
    "long_query": _SHORTEN,
    "long_address": _SHORTEN,
    "wordy_query": _SHORTEN,
    "too_much_work": "Ask for fewer or rarer words, for a smaller page, or in several queries.",
    "busy": "Try again in a minute.",
    "busy_lists": "Try again in a minute.",
    "many_names": "Send the list in parts.",
    "no_names": "Write one name a line.",
    "many_trends": "Leave some out.",
    "not_an_instant": "Write it as 2025-09-03T08:00:00Z.",
    "not_a_passage": "Write it as body.120-180 or title.0-25; the second number is not included.",
    "no_passage": "Select the words in the article, or look for them under /quotation.",
    "long_quotation": "Look for a sentence or two of it.",
    "no_quotation": "Give the words that are quoted.",
    "no_generation": "Run `manage.py reindex SOURCE` first.",
    "no_such_generation": _LIST,
    "missing_generation": _LIST,
    "removed_generation": _LIST,
    "damaged_index": _PUBLISH,
    "damaged_file": _PUBLISH,
    "resized_file": _PUBLISH,
    "missing_file": _PUBLISH,
    "unreadable_file": _PUBLISH,
    "index_format": "Run `manage.py reindex`.",
    "cluster_away": "Try again in a minute.",
    "internal": "It has been written to the server's log.",
    "not_found": _CHECK_ADDRESS,
    "bad_request": _CHECK_ADDRESS,
    "method_not_allowed": "Use GET or HEAD.",
    "too_large": "Send a list of 500,000 bytes at most, one name a line.",
    "unauthorized": "Open the archive at the address of your newsroom, where you sign in.",
}
