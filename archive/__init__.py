"""A bilingual news archive: English, Traditional and Simplified Chinese as one."""

from typing import Final

#: Of the program; [CHANGELOG.md](../CHANGELOG.md) says what is new in it.
VERSION: Final = "0.2.0"
