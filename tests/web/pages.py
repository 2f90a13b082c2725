"""Reading a page as a browser would: its words, its links, and what it would load."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

LOADING = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "object": "data",
    "use": "href",
    "image": "href",
    "source": "src",
}
UNSEEN = {"script", "style", "title", "head"}


@dataclass
class Page(HTMLParser):
    """What stands in an HTML text."""

    html: str
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """Every word, spaces made even."""
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every tag of this name."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def loaded(self) -> list[str]:
        """Every address that a browser would fetch by itself."""
        return [
            attributes[LOADING[tag]]
            for tag, attributes in self.tags
            if tag in LOADING and attributes.get(LOADING[tag])
        ]
