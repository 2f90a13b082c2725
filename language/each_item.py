"""One report of several items (分别): an act for each."""

from __future__ import annotations

from dataclasses import replace

from language.acts import Act
from language.marks import ITEM, PERCENT, Mention
from language.subjects import Said


def for_each_item(act: Act, said: Said) -> tuple[Act, ...]:
    """The same said of several items (14-2和14-3都完成80%): one act for each."""
    items = said.frame.all(ITEM)
    figures = said.frame.all(PERCENT)
    if len(items) == len(figures) > 1 and "several_figures" in act.doubts:
        return _respectively(act, said, items, figures)
    acts = []
    for mention in {m.value: m for m in items}.values():
        subject = said.numbered(mention.value, mention.note)
        others = tuple(d for d in act.doubts if d not in said.subject.doubts)
        acts.append(
            replace(
                act,
                slots={**act.slots, **subject.slots},
                measure=subject.measure,
                doubts=(*subject.doubts, *others),
            )
        )
    return tuple(acts) or (act,)


def _respectively(
    act: Act, said: Said, items: list[Mention], figures: list[Mention]
) -> tuple[Act, ...]:
    """14-2、17分别完成80%、60%: the first figure to the first item."""
    acts = []
    for item, figure in zip(items, figures, strict=True):
        subject = said.numbered(item.value, item.note)
        slots = {**act.slots, **subject.slots, "percent": int(figure.value)}
        acts.append(replace(act, slots=slots, measure=subject.measure, doubts=subject.doubts))
    return tuple(acts)
