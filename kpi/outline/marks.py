"""The punctuation marks of a plain text, and what each of them ends. No other file of the outline knows one."""

from __future__ import annotations

import re

# In the plain text full-width marks are ASCII; the full stop and the enumeration comma have no twin there.
MARKS = re.compile(r"[。!?;,:、()\n]")
SENTENCE_END = frozenset("。!?\n")
SEGMENT_END = frozenset(";")
CLAUSE_END = frozenset(",:")
ITEM_END = frozenset("、")
# The same for a text cut here and there: where a sentence, and where a clause ends.
SENTENCE_STOP = re.compile(r"[。!?！？\n]")
CLAUSE_STOP = re.compile(r"[,，;；:：。!?！？\n]")
OPEN, CLOSE, LINE_END = "(", ")", "\n"

# What a line that is an item of a list opens with; the group says which kind of number it is.
ITEM_HEAD = re.compile(
    r"[ \t]*(?:(?P<arabic>\d{1,2})(?:[.、](?!\d)|\.(?=[\u4e00-\u9fff]))|(?P<half>\d{1,2})\)"
    r"|\((?P<bracket>\d{1,2})\)"
    r"|\((?P<words>[一二三四五六七八九十]{1,3})\)|(?P<chapter>[一二三四五六七八九十]{1,3})、"
    r"|(?P<circle>[①-⑳])|(?P<is>[一二三四五六七八九十])是|(?P<dot>[•·●◆▪])|(?P<dash>[—-]{2}))"
)
