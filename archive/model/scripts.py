"""Which characters are Chinese, for all that tell scripts apart."""

from typing import Final

#: Han characters, as the inside of a character class: the unified ideographs of Unicode with their
#: extensions A to J, and the compatibility ideographs. Iteration marks are not among them.
HAN_CHARACTERS: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
