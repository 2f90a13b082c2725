"""What a program or the simulator reads beside an error of its request (JSON, ``message``)."""

from __future__ import annotations

# ---- every address ------------------------------------------------------------------------------

MISSING = "没有这个地址，或者它没有公开。"
NOT_ALLOWED = "这个地址不接受这种请求。"
BUSY = "系统忙，请稍后再试。"

# ---- the public interface -----------------------------------------------------------------------

NO_ITEM = "没有这一项，或者它没有公开。"
ONE_OF_BOTH = "unit 和 q 请只用一个。"
NO_UNIT = "没有这个单位，请写全称，例如 unit=市生态环境局。"
NO_PAGE = "page 应是从 1 开始的整数。"


def query_too_long(most: int) -> str:
    """More signs than a search takes."""
    return f"q 最长 {most} 个字。"


# ---- the simulator ------------------------------------------------------------------------------

NO_OBJECT = "请求应是一个 JSON 对象。"
NO_PERSON = "请先选谁在用这部手机。"
NO_MENU_ITEM = "请点菜单里的一项。"
NO_CODE = "请先取绑定码。"
NO_INVITATION = "请选一个单位和一种身份。"
NO_FILE_KIND = "请选照片、视频、录音或文件。"
BAD_FILE = "文件是空的，或者超过 10MB，请另选一个。"
FROZEN = "程序时间已由 ZGT_NOW 固定，不能移动。"
NO_BULLETIN = "现行督察制度没有半月通报，请选一个日期。"
NO_GOAL = "请选「到明天」「到下一期通报」或一个日期。"
NO_DATE = "请先选一个日期，例如 2026-12-31。"
NOT_BACK = "时间只能往后走，请选一个还没到的日期。"
TOO_FAR = "一次最多往后一年，请选近一些的日期。"
EMULATOR_AWAY = "微信模拟服务没有回应，请稍后再试。"


def text_length(most: int) -> str:
    """Nothing, or too much, was typed."""
    return f"请输入 1 到 {most} 个字。"
