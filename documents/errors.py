"""Why a file cannot be read as a plan, or a sheet not be drawn.

DocumentError
├── EmptyFile       nothing in it
├── NotText         a picture, an archive, an Office or PDF file
├── BadEncoding     text in a code that is neither UTF-8, UTF-16 with BOM nor GB18030
├── NotAPlan        text, but no rectification plan
│   ├── NoDuties    a plan whose task part names no unit
│   └── NoTaskList  an official text whose task list stands in another file
├── HalfAPlan       a plan that breaks off
├── SeveralPlans    a ledger of several plans where one was wanted
├── BadPlanId       the plan id that was asked for is none
├── BadLine         one line of a ledger JSONL is not valid
├── BadFact         one line of a facts JSONL is not valid
├── BadPicture      not a picture that can be opened
└── NoFont          the Chinese font for printed sheets is not there

The message of each is one sentence for the person at the command line, and says what to do.
"""

from __future__ import annotations


class DocumentError(Exception):
    """Root of the tree; ``str(error)`` is fit to be shown."""


class EmptyFile(DocumentError):
    """The file holds nothing."""

    def __init__(self) -> None:
        super().__init__("文件是空的，请检查后重新选择整改方案文件。")


class NotText(DocumentError):
    """The file is binary; ``kind`` says what it looks like."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"这是{kind}，不是文本，请另存为纯文本（txt，UTF-8 编码）后再导入。")
        self.kind = kind


class BadEncoding(DocumentError):
    """The bytes decode to no sane text."""

    def __init__(self) -> None:
        super().__init__("文字编码无法识别，请用 UTF-8 或 GB18030 编码另存后再导入。")


class NotAPlan(DocumentError):
    """The text is no rectification plan."""

    def __init__(self, why: str = "没有找到“任务措施”部分") -> None:
        super().__init__(f"这不像整改方案：{why}，请导入整改方案全文或台账 JSONL 文件。")


class NoDuties(NotAPlan):
    """The task part prints no bracket that names who is responsible."""

    def __init__(self) -> None:
        super().__init__("任务部分没有写明牵头单位或责任单位")


class NoTaskList(NotAPlan):
    """An official text without its task list; ``named`` is what the text calls the list."""

    def __init__(self, named: str = "") -> None:
        self.named = named
        said = (
            f"（附件《{named}》未附上），请导入附件。"
            if named
            else "，请导入列有任务、责任单位和时限的清单或台账。"
        )
        DocumentError.__init__(self, f"这份文件没有任务清单{said}")


class HalfAPlan(DocumentError):
    """The plan breaks off; ``where`` is the last thing that was read."""

    def __init__(self, where: str) -> None:
        super().__init__(f"方案不完整（{where}），请取得全文后重新导入。")
        self.where = where


class SeveralPlans(DocumentError):
    """The ledger holds ``count`` plans, which cannot all get the one id that was asked for."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"文件里有 {count} 个方案，不能都用同一个方案代号，请不写方案代号，重新导入。"
        )
        self.count = count


PLAN_ID_FORM = "只能用文字、数字、点、下划线和连字符，最多 40 个"
"""What a plan id may be, for people."""


class BadPlanId(DocumentError):
    """The plan id that was asked for cannot be one."""

    def __init__(self) -> None:
        super().__init__(f"方案代号不能用：{PLAN_ID_FORM}，例如 ts2017，请改正后重新导入。")


class BadLine(DocumentError):
    """Line ``line`` (from 1) of a ledger JSONL cannot be used; ``why`` says the reason."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"台账第 {line} 行有误：{why}，请改正这一行后重新导入。")
        self.line = line
        self.why = why


class BadFact(DocumentError):
    """Line ``line`` (from 1) of a facts JSONL cannot be used; ``why`` says the reason."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"事实文件第 {line} 行有误：{why}，请改正这一行后重试。")
        self.line = line
        self.why = why


class BadPicture(DocumentError):
    """Not a picture that can be opened; ``reason`` is ``broken_picture`` or ``too_many_pixels``."""

    def __init__(self, reason: str) -> None:
        told = {
            "broken_picture": "这张图片已损坏，打不开。",
            "too_many_pixels": "这张图片的像素太多，打不开。",
        }
        super().__init__(told[reason])
        self.reason = reason


class NoFont(DocumentError):
    """The package with the Chinese font is missing or broken."""

    def __init__(self) -> None:
        super().__init__(
            "画不了汉字：字体包 pylopdf-fonts-zh-cn 不完整。"
            "请运行 .venv/bin/pip install --force-reinstall -r requirements.txt。"
        )
