"""What villages say of their patrols (巡查): nothing was found, or what was.

That nothing was found the whole text must say, and no more.

``巡查未发现问题`` · ``巡查 柳河大桥 一切正常`` · ``今天巡河没发现异常``. What names
something that was found beside it is a report of that.
"""

from __future__ import annotations

_WHEN = r"(?:今天|今日|今早|上午|下午|刚才|刚刚|本周|这周|昨天)?"
_WHO = r"(?:我们?村?|我社区|本村|村里|社区)?"
_WENT = r"(?:已经?|去|在)*(?:巡查|巡河|巡护|巡逻)(?:了|过|结果|情况|上报|报告|完)*"
_GAP = r"[\s,，:：;；。、]*"
_FINDING = r"有|发现|见|垃圾|污水(?!厂|站|处理)|偷|臭|烧|倾倒|堆|漏|黑|死"
"""What no place is called by: 河边有垃圾，未发现偷排 is a finding."""
_PLACE = (
    rf"(?:地点[:：]?\s*)?(?![^\s,，:：;；。、]*?(?:{_FINDING}))"
    r"(?P<place>[^\s,，:：;；。、]{2,30})"
)
_NONE = (
    r"(?:目前|暂时|均|都|也|全部|一切)*(?:暂?未|没有?|无)(?:再)?(?:发现|见到?)?(?:任何|什么|有)*"
    r"(?:异常|问题|情况|(?:偷排|违法|违规|直排)(?:排污|行为|现象|问题)*)(?:情况|现象)*"
    r"|(?:目前|均|都|一切|全部|全线)*正常"
)

_FOUND = (
    rf"(?!.*(?:已经?(?:全部)?(?:整改|处理|完成|清理|办结)|完成|\d\s*[%％]|[吗?？]))"
    rf"{_WHEN}{_WHO}{_WENT}(?:时|中|的时候|到)?{_GAP}"
    r"(?P<text>(?:在[^\s,，]{2,20})?(?:又|还)?(?:发现|看到|看见|见到)(?!的).{2,500})"
)
FOUND = (r"巡查(?:上报|发现|报告)?[\s,，:：]+(?P<text>.{2,600})", _FOUND)
"""巡查 and what there is; or told as a sentence, in which what was done about it is no finding."""

CLEAR = (
    rf"{_WHEN}{_WHO}{_WENT}{_GAP}(?:{_NONE})(?:了|的)?",
    rf"{_WHEN}{_WHO}{_WENT}[\s,，:：;；。、]+{_PLACE}{_GAP}(?:{_NONE})(?:了|的)?",
    rf"{_WHEN}{_WHO}(?:巡查|巡河)了?{_PLACE}[\s,，:：;；。、]+(?:{_NONE})(?:了|的)?",
)
"""Forms of the whole text; the place is named by itself."""
