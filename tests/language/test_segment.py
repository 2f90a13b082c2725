from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from language.segment import Segmenter

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("dictionary_read_anew")


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    return Segmenter(tmp_path_factory.mktemp("words"), ["耤河"])


def test_a_word_of_the_title_weighs_more_than_one_of_the_text(segmenter: Segmenter) -> None:
    words = segmenter.words_for_index("污泥处置项目", "清运历史堆存的污泥和建筑垃圾")
    assert words["污泥"] > words["垃圾"] > 0


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("污水处理厂提标改造", "污水"),
        ("葫芦河沿线排污口整治", "葫芦河"),  # a name that no dictionary knows
        ("豹子沟黑臭水体治理", "豹子沟"),
        ("云溪河沿线雨污分流改造", "云溪河"),
        ("耤河生态治理", "耤河"),
        ("降低PM2.5浓度", "pm2.5"),
        ("水源地违规建筑清拆", "水源地的违规建筑怎么样了"),
        ("淘汰10蒸吨以下锅炉", "锅炉"),
    ],
)
def test_what_stands_in_a_title_is_found_by_it(segmenter: Segmenter, text: str, query: str) -> None:
    words = segmenter.words_for_query(query)
    assert words
    assert set(words) & set(segmenter.words_for_index(text, ""))


def test_a_single_sign_is_looked_up_only_when_it_is_the_whole_query(segmenter: Segmenter) -> None:
    assert segmenter.words_for_query("河") == ("河",)
    assert "河" in segmenter.words_for_index("云溪河治理", "")
    assert all(len(word) > 1 for word in segmenter.words_for_query("河边的污水"))


@pytest.mark.parametrize("query", ["", "的", "怎么样", "？！", "　"])
def test_words_that_say_nothing_are_not_looked_up(segmenter: Segmenter, query: str) -> None:
    assert [word for word in segmenter.words_for_query(query) if len(word) > 1] == []


def test_a_region_may_teach_a_word(tmp_path: Path) -> None:
    taught = Segmenter(tmp_path, ["青溪污水厂"])
    assert "青溪污水厂" in taught.words_for_query("青溪污水厂")


def test_the_second_start_uses_the_files_of_the_first(tmp_path: Path) -> None:
    Segmenter(tmp_path).warm()
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    Segmenter(tmp_path).warm()
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    assert len(before) == 2


def test_several_threads_may_ask_at_once(tmp_path: Path) -> None:
    shared = Segmenter(tmp_path)
    found: list[tuple[str, ...]] = []
    threads = [
        threading.Thread(target=lambda: found.append(shared.words_for_query("污水处理")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


WITHOUT_SETUPTOOLS = """
import importlib.abc, sys
class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name in ("pkg_resources", "setuptools"):
            raise ImportError(name)
sys.meta_path.insert(0, Refuse())
from pathlib import Path
from language.segment import Segmenter
assert "jieba" not in sys.modules
assert Segmenter(Path(sys.argv[1])).words_for_query("污水处理")
"""


def test_loading_is_silent_strict_and_needs_no_setuptools(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_SETUPTOOLS, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
