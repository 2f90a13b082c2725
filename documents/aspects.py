"""The records of a plan's task part: categories, aspects, sub-items, each with its number (方面).

The printed numbers start again in every category, so records are numbered through the plan:
aspects 1, 2, 3 … in printed order, sub-items with a dash (14-2). A category that holds no numbered
aspect, or has a bracket of its own, is itself an aspect; it is numbered after the last printed
aspect, because counting it in its place would move the number of every aspect behind it. In a
plan without any numbered aspect the categories are the aspects and count in printed order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from documents.outline import Node
from documents.unit_brackets import find_brackets, without_brackets


@dataclass(frozen=True, slots=True)
class Item:
    """A node that may be a record: its number, printed number, category and the item above it."""

    node: Node
    number: str
    printed: str
    category: str
    above: Item | None = None
    is_numbered_last: bool = False

    @property
    def title(self) -> str:
        """The heading sentence, without a bracket of units."""
        return heading(self.node)

    @property
    def is_sub_item(self) -> bool:
        """Whether it stands below an aspect."""
        return self.above is not None


def heading(node: Node) -> str:
    """The heading sentence of a node, without a bracket of units."""
    return without_brackets(node.title, find_brackets(node.title))


def list_items(part: Node) -> tuple[Item, ...]:
    """Every aspect and sub-item of the task part in printed order, records or not."""
    aspects = sum(len(category.children) for category in part.children)
    count, unnumbered = 0, aspects
    items: list[Item] = []
    for category in part.children:
        if not category.children or find_brackets(category.text):
            unnumbered += 1
            number, title = str(unnumbered), heading(category)
            items.append(
                Item(category, number, category.marker, title, is_numbered_last=bool(aspects))
            )
        for aspect in category.children:
            count += 1
            item = Item(aspect, str(count), category.marker + aspect.marker, heading(category))
            items.append(item)
            items.extend(_sub_items(item))
    return tuple(items)


def _sub_items(above: Item) -> Iterator[Item]:
    for index, node in enumerate(above.node.children, 1):
        item = Item(
            node,
            f"{above.number}-{index}",
            above.printed + node.marker,
            above.category,
            above,
        )
        yield item
        yield from _sub_items(item)


def find_gaps(part: Node) -> Iterator[tuple[str, str]]:
    """Where the printed numbering of the task part skips or repeats: (number, heading)."""
    for node in part.walk():
        for index, child in enumerate(node.children, 1):
            if child.ordinal != index:
                yield child.marker, child.title
                break
