"""Words for the index of published items (分词), by jieba.

jieba's own dictionary is cut to the words that are common enough (349,000 → about 44,000): a third
of the memory, a quarter of the time to load. It lies, with jieba's cache, in a folder of our own,
because jieba would read a cache of a fixed name in /tmp that anybody could have written.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import threading
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from language.normalise import normalise
from language.patterns import late

MOST_COMMON = 100
"""Words that jieba's dictionary counted less often are left out."""

OWN_WORD_FREQUENCY = 5_000
"""High enough that a region's own name is not cut apart."""

TITLE_WEIGHT, TEXT_WEIGHT, SIGN_WEIGHT = 3.0, 1.0, 0.1
"""A word of the title counts for more than one of the text; a single sign finds little."""

_RUN = late(r"[一-鿿㐀-䶿]+|[a-z0-9]+(?:[.\-][a-z0-9]+)*")
_STOP_SIGNS = frozenset("的了和与及或等在对为是有将把被由从到于以并其该各按要吗呢吧啊")
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "进行 开展 以及 对于 通过 根据 按照 有关 相关 什么 怎么 怎么样 如何 哪些 多少 请问 一下 "
        "我们 你们 他们 这个 那个 情况 时候",
    )
)


class Segmenter:
    """Cuts texts into words; loads its dictionary at :meth:`warm` or at first use, once.

    ``words`` are the region's own (places, units). Safe to share between threads and to fork after
    :meth:`warm`.
    """

    def __init__(self, cache_dir: Path, words: Iterable[str] = ()) -> None:
        self._folder = cache_dir
        self._words = tuple(sorted({normalise(w) for w in words if len(w.strip()) > 1}))
        self._tokenizer: Any = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Load the dictionary. Raises OSError when the folder cannot be written."""
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = self._load()

    def words_for_index(self, title: str, text: str) -> dict[str, float]:
        """The words under which a document is found, each with its weight."""
        weights: defaultdict[str, float] = defaultdict(float)
        for word in set(self._words_in(text)):
            weights[word] = TEXT_WEIGHT
        for word in set(self._words_in(title)):
            weights[word] += TITLE_WEIGHT
        for sign in {sign for run in _runs(title) for sign in run}:
            weights[sign] = max(weights[sign], SIGN_WEIGHT)
        return dict(weights)

    def words_for_query(self, query: str) -> tuple[str, ...]:
        """The words to look up, none twice; a single sign only when the query is nothing else."""
        runs = list(_runs(query))
        if sum(map(len, runs)) == 1:
            return tuple(runs)
        return tuple(dict.fromkeys(self._words_in(query)))

    def cut(self, text: str) -> list[str]:
        """The words of a text in their order, nothing left out."""
        self.warm()
        return list(self._tokenizer.cut(text, HMM=False))

    def is_word(self, word: str) -> bool:
        """True when the dictionary has this word."""
        self.warm()
        return bool(self._tokenizer.FREQ.get(word))

    def _words_in(self, text: str) -> Iterator[str]:
        """Words of two signs and more.

        Signs that no word of the dictionary holds together give their pairs, so that a name which
        nobody has taught the dictionary (葫芦河) is found by any part of it.
        """
        self.warm()
        for run in _runs(text):
            if run[0].isascii():
                yield run
                continue
            loose = ""
            for word in self._tokenizer.cut_for_search(run, HMM=False):
                if len(word) == 1 and word not in _STOP_SIGNS:
                    loose += word
                    continue
                yield from _pairs(loose)
                loose = ""
                if len(word) > 1 and word not in _STOP_WORDS:
                    yield word
            yield from _pairs(loose)

    def _load(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's old escapes, and its use of pkg_resources
            import jieba  # noqa: PLC0415 - loaded when first needed: it costs a tenth of a second
        jieba.setLogLevel(logging.WARNING)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tokenizer = jieba.Tokenizer(str(self._dictionary(jieba.__version__)))
        tokenizer.tmp_dir = str(self._folder)
        tokenizer.initialize()
        return tokenizer

    def _dictionary(self, version: str) -> Path:
        """The cut dictionary with our own words, written once for each set of words."""
        made_of = "\n".join((version, str(MOST_COMMON), str(OWN_WORD_FREQUENCY), *self._words))
        path = self._folder / f"{hashlib.sha256(made_of.encode()).hexdigest()[:16]}.txt"
        if not path.exists():
            source = resources.files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
            kept = (line for line in source.splitlines() if int(line.split(" ")[1]) >= MOST_COMMON)
            own = (f"{word} {OWN_WORD_FREQUENCY} nz" for word in self._words)
            draft = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
            draft.write_text("\n".join((*kept, *own)) + "\n", encoding="utf-8")
            draft.replace(path)
        return path


def _runs(text: str) -> Iterator[str]:
    return (match.group() for match in _RUN.finditer(normalise(text).lower()))


def _pairs(signs: str) -> Iterator[str]:
    for start in range(len(signs) - 1):
        pair = signs[start : start + 2]
        if pair not in _STOP_WORDS:
            yield pair
