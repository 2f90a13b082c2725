"""Every kind of notice (通知种类) by the name that settings and records use."""

from __future__ import annotations

from handlers.words.steps import STEP_NAMES
from supervision.rules import NEVER_ISSUED

BULLETIN, OFFICE, PUBLICATION = "bulletin", "office", "publication"
EVIDENCE = "evidence"
BINDING = "binding"
REQUEST, ANNOUNCEMENT, COMPLAINT = "request", "announcement", "complaint"
OBJECTION = "objection"
DUTY = "duty"
LED = "led"

KINDS: dict[str, str] = {
    **{str(step): name for step, name in STEP_NAMES.items() if step not in NEVER_ISSUED},
    BULLETIN: "半月通报（领导）",
    OFFICE: "整改办待办",
    PUBLICATION: "关注的进展",
    EVIDENCE: "佐证材料重发",
    BINDING: "绑定变动",
    REQUEST: "申请办理",
    ANNOUNCEMENT: "整改办通知",
    COMPLAINT: "举报办理",
    OBJECTION: "异议办理",
    DUTY: "应办事项",
    LED: "包抓事项",
}
"""Kind → what people call it. A notice of any other kind is a fault that a test finds."""
