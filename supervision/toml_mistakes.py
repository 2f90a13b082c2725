"""A text that is no TOML (格式错误): the line, and in plain words what to write there."""

from __future__ import annotations

import re
import tomllib

from supervision.problems import Problem

_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")

_DATE_OR_HOUR = re.compile(r"=\s*(?:\d{3,}-\d+-\d+|\d+:\d+)\S*\s*$")
_LIST = re.compile(r"\s*([\w-]+)\s*=\s*\[")

NO_DATE = "日期或时刻不对，例如 2017-07-05、09:00:00"

PLAIN = (
    ("Cannot declare", "这一节在上面已经有了；同名的节只能写一次，请合并"),
    ("Cannot overwrite", "这个设置在上面已经有了；同一节里同名的设置只能写一次，请删去一处"),
    ("Cannot mutate", "这里与上面的写法冲突，请把同一节的内容写在一起"),
    ("Expected '='", "名称后面应有英文等号和值，例如 count = 1"),
    ("Expected ']'", "节的名称两边要有成对的英文方括号，例如 [hours]、[[rules]]"),
    ("Unclosed array", "列表没有写完，缺少英文方括号 ] 或逗号"),
    ("Unclosed inline table", "花括号没有写完，缺少 }"),
    ("Unterminated string", "文字没有写完，缺少结尾的英文双引号"),
    ("Illegal character", "文字没有写完，缺少结尾的英文双引号；一段文字要写在一行里"),
    ("Unescaped", "文字里的反斜杠 \\ 要写成 \\\\"),
    ("Expected newline", "一行只能写一个设置，请另起一行，说明写在 # 后面"),
    ("Invalid date", NO_DATE),
    ("Invalid statement", "这一行读不懂；每行应是 名称 = 值、[节] 或 # 说明"),
    ("Invalid initial character", "名称只能用英文字母、数字、下划线和连字符"),
    ("Invalid value", "等号后面的值读不懂；文字要写在英文双引号里，日期和数字不加引号"),
)
"""How the reader's message begins → what is told instead."""

ANYTHING_ELSE = "这里的格式不对，请对照 policies 里的文件"

FULL_WIDTH = str.maketrans("“”‘’，＝［］【】｛｝＃：（）", "\"\"'',=[][]{}#:()")
"""Signs that a Chinese keyboard gives where TOML wants the plain ones."""


def syntax_problem(text: str, error: tomllib.TOMLDecodeError) -> Problem:
    """The one mistake that the reader stops at; what stands after it has not been read."""
    message, lines = str(error), text.splitlines()
    found = _PLACE.search(message)
    line = int(found[1]) if found and found[1] else max(len(lines), 1)
    content = lines[line - 1] if line <= len(lines) else ""
    column = int(found[2]) if found and found[2] else len(content) + 1
    told = next((plain for begins, plain in PLAIN if message.startswith(begins)), ANYTHING_ELSE)
    if message.startswith("Expected newline") and _DATE_OR_HOUR.search(content.split("#")[0]):
        told = NO_DATE
    if message.startswith("Unclosed array"):
        told += _begun(lines[:line])
    wide = _wide(content[max(column - 2, 0) :])
    hint = f"；这里有中文符号 {wide}，请改用英文半角的 {wide.translate(FULL_WIDTH)}" if wide else ""
    return Problem("TOML 格式", f"{told}{hint}。改好后再查，后面的内容这次没有读到", line=line)


def _begun(lines: list[str]) -> str:
    """Where the list began that is not ended; the reader stops far below it."""
    for number in range(len(lines), 0, -1):
        found = _LIST.match(lines[number - 1])
        if found:
            return f"（列表从第 {number} 行的 {found[1]} 开始）"
    return ""


def _wide(rest: str) -> str:
    """The first sign of Chinese writing outside a string of plain quotes."""
    outside = re.sub(r'"[^"]*"', "", rest).split("#", 1)[0]
    return next((sign for sign in outside if ord(sign) in FULL_WIDTH), "")
