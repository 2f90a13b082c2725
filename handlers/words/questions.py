"""What is said about a question that waits (等您回答), whatever it asks."""

from __future__ import annotations


def nothing_asked() -> str:
    """A yes or no without a question."""
    return "现在没有等您确认的事。回复「帮助」看能做什么。"


def not_in_list(number: int, example: str) -> str:
    """A number that no line of the list that was shown has."""
    return (
        f"上面的清单里没有 {number}。请回复清单里的编号，例如 {example}；"
        f"看别的事项请发「看{number}」。"
    )


def question_expired() -> str:
    """An answer that comes too late."""
    return "刚才的问题已过 30 分钟，没有办理。请重新发送一次。"


def question_late() -> str:
    """The same where the question can be put again as it was."""
    return "刚才的问题已过 30 分钟，没有办理。还要办的话请再答一次："


def not_confirmed() -> str:
    """Something else was said instead of a yes."""
    return "刚才等您确认的事没有办理。还要办，请重新发送。"


def not_an_answer() -> str:
    """Words that answer nothing; the question follows."""
    return "没看懂，还没有记录。"


def still_waits() -> str:
    """Who has said nothing about the question reads it again."""
    return "在等您回答，还没有办理。"


def still_asked(again: str) -> str:
    """What was asked before waits on."""
    return f"刚才的还没有记录。{again}"


def more_to_confirm(count: int) -> str:
    """Other things of the same message wait for their own question."""
    return f"之后还有 {count} 项要确认。"


def cancelled() -> str:
    """A no."""
    return "已取消，没有改动。"


def no_next_page() -> str:
    """下一页 without a list."""
    return "没有下一页了。"
