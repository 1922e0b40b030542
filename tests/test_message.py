"""A message is its code and values: it is written and read back, and equal ones are one."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from archive.model.message import Message, Value

MESSAGES = st.builds(
    Message,
    st.text(),
    st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text()).map(tuple)),
)


@given(MESSAGES)
def test_a_message_is_read_back_from_json(message: Message) -> None:
    written = json.loads(json.dumps(message.as_json()))
    assert Message.from_json(written["code"], written["values"]) == message


@given(MESSAGES)
def test_equal_messages_are_one(message: Message) -> None:
    """In whatever order their values are given: notes are kept once each."""
    names: list[str] = sorted(message.values)
    turned: dict[str, Value] = {name: message.values[name] for name in reversed(names)}
    again = Message(message.code, turned)
    assert again == message
    assert len({again: None, message: None}) == 1
    assert message != Message(message.code + "x", message.values)
    assert message != Message(message.code, {**message.values, "x" * 99: 1})
