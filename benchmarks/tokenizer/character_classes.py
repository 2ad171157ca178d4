"""Writes the character classes of the BERT tokenizer, as the reference implementation sees them.

The reference sorts characters by the categories of one fixed, old version of Unicode, whereas each JDK brings its own;
so the classes are data of clio-onnx, not a call to java.lang.Character.

    pip install tokenizers==0.23.3
    python character_classes.py > clio-core/src/main/resources/io/clio/wordpiece/bert-characters.txt

A character that has a canonical decomposition is left out: the tokenizer looks up its parts.
"""

import sys
import unicodedata

from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

NORMALIZER = BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
PRE_TOKENIZER = BertPreTokenizer()


def class_of(code_point):
    if 0xD800 <= code_point <= 0xDFFF:
        return "drop"
    character = chr(code_point)
    if unicodedata.normalize("NFD", character) != character:
        return "word"
    normalized = NORMALIZER.normalize_str("a" + character + "b")
    if normalized == "ab":
        return "drop"
    if normalized == "a b":
        return "space"
    return "alone" if len(PRE_TOKENIZER.pre_tokenize_str(normalized)) == 3 else "word"


def main():
    print("# Classes of characters for BERT's basic tokenizer; a character in no range is part of a word.")
    print("# Written by benchmarks/tokenizer/character_classes.py; do not edit.")
    first = 0
    for code_point in range(1, sys.maxunicode + 2):
        kind = class_of(first)
        if code_point > sys.maxunicode or class_of(code_point) != kind:
            if kind != "word":
                print(f"{kind} {first:04X} {code_point - 1:04X}")
            first = code_point


if __name__ == "__main__":
    main()
