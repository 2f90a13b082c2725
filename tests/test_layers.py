"""The house (design §2) as code: who may import whom, and what an import may do."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rooms import ROOMS, ROOT, modules, room_of, tree

FLASK = {"flask", "werkzeug", "markupsafe", "jinja2"}

OUTSIDE: dict[str, set[str]] = {
    "supervision": set(),
    "language": {"borax", "jieba", "opencc", "pypinyin"},
    "documents": {
        *("docx", "openpyxl", "lxml", "PIL"),
        *("fpdf", "segno", "pypdfium2", "pylopdf_fonts_zh_cn"),
        *("opencc", "pypinyin"),
    },
    "storage": {"hiredis", "redis", "msgspec"},
    "handlers": {"chinese_calendar", "msgspec"},
    "web": {*FLASK, "pygal"},
    "bot": {
        *FLASK,
        *("wechatpy", "apscheduler", "click", "requests", "tenacity"),
        *("prometheus_client", "xmltodict"),
    },
    "emulator": {*FLASK, "wechatpy", "requests", "segno", "xmltodict"},
    "wsgi": set(),
}
"""Room → the packages that it may import beside the standard library."""

NOT_IN_THE_RULES = {
    *("asyncio", "ctypes", "http", "logging", "multiprocessing", "os", "pathlib", "pickle"),
    *("random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "tempfile"),
    *("threading", "time", "urllib", "uuid"),
}
"""Standard library that does I/O, asks a clock or draws lots: not for supervision."""

CHINESE_CALENDAR_IN = Path("handlers/working_calendar.py")

WATCH_IMPORTS = """
import importlib, sys
SOUND = ("os.mkdir", "os.remove", "os.rename", "os.rmdir", "subprocess.Popen", "os.fork", "os.exec",
         "socket.bind", "socket.connect", "os.system", "shutil.move", "shutil.rmtree")
def watch(event, args):
    if event in SOUND:
        raise RuntimeError(f"{event} {args}")
    if event == "open":
        path, mode, flags = args
        writes = isinstance(mode, str) and set(mode) & set("wax+")
        if (writes or (mode is None and flags & 3)) and not str(path).startswith("/dev/"):
            raise RuntimeError(f"{event} {args}")
names = sys.argv[1].split()
sys.dont_write_bytecode = True
sys.addaudithook(watch)
failed = []
for name in names:
    try:
        importlib.import_module(name)
    except RuntimeError as exc:
        failed.append(f"{name}: {exc}")
import threading
failed += [f"thread {t.name}" for t in threading.enumerate() if t is not threading.main_thread()]
print("\\n".join(failed))
"""


def imported(name: str, path: Path) -> Iterator[tuple[str, bool]]:
    """Full names that a module imports, and whether at its own import (not inside a function)."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    stack: list[tuple[ast.AST, bool]] = [(tree(path), True)]
    while stack:
        node, at_import = stack.pop()
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        stack += [(child, at_import and not inside) for child in ast.iter_child_nodes(node)]
        if isinstance(node, ast.Import):
            yield from ((alias.name, at_import) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield (full if full in modules() else base), at_import


def test_every_room_of_the_house_stands() -> None:
    assert {room_of(name) for name in modules()} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_house_allows(room: str) -> None:
    allowed = {room, *ROOMS[room], *OUTSIDE[room], *sys.stdlib_module_names, "_typeshed"}
    wrong = [
        f"{path.relative_to(ROOT)} imports {target}"
        for name, path in modules().items()
        if room_of(name) == room
        for target, _ in imported(name, path)
        if room_of(target) not in allowed
    ]
    assert wrong == []


def test_the_rules_do_no_input_and_ask_no_clock() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {target}"
        for name, path in modules().items()
        if room_of(name) == "supervision"
        for target, _ in imported(name, path)
        if room_of(target) in NOT_IN_THE_RULES
    ]
    assert wrong == []


def test_only_the_edges_ask_what_time_it_is() -> None:
    """Elsewhere ``now`` is an argument."""
    asks = {("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today")}
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for name, path in modules().items()
        if room_of(name) in ("supervision", "language", "documents", "storage", "handlers")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in asks
    ]
    assert wrong == []


def test_the_table_of_holidays_is_read_in_one_file() -> None:
    readers = {
        path.relative_to(ROOT)
        for name, path in modules().items()
        for target, _ in imported(name, path)
        if room_of(target) == "chinese_calendar"
    }
    assert readers <= {CHINESE_CALENDAR_IN}


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        name: {t for t, at_import in imported(name, path) if at_import and t in modules()} - {name}
        for name, path in modules().items()
    }
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> list[str]:
        if name in way:
            return [" → ".join((*way[way.index(name) :], name))]
        if name in done:
            return []
        circles = [circle for t in sorted(graph[name]) for circle in visit(t, (*way, name))]
        done.add(name)
        return circles

    assert [circle for name in sorted(graph) for circle in visit(name, ())] == []


def test_keys_of_redis_are_written_in_one_file() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules().values()
        if path != ROOT / "storage" / "keys.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("zgt:")
    ]
    assert wrong == []


def test_only_the_command_line_and_the_emulator_print() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert wrong == []


def test_nothing_happens_at_import(tmp_path: Path) -> None:
    """No file is written, no socket opened, no process or thread started; ``wsgi`` is the door."""
    names = " ".join(name for name in modules() if name != "wsgi" and not name.endswith("__main__"))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", WATCH_IMPORTS, names],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_who_goes_by_a_policy_asks_for_the_one_of_its_time() -> None:
    """``office.policy`` is that of the region's file; another may have been set since."""
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for name, path in modules().items()
        if room_of(name) in ("handlers", "web", "bot")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "policy"
        and ast.unparse(node.value).rpartition(".")[2] in ("office", "_office")
    ]
    assert wrong == [], "use turn.policy or office.policy_at(when)"


def test_no_test_is_imported_by_another() -> None:
    """Whoever renames or splits a test would stop the collection of another.

    What tests share stands in a ``conftest.py`` or in a module whose name says what it is.
    """
    borrowed = re.compile(r"^\s*(?:from|import) tests\.(?:\w+\.)*test_\w+", re.MULTILINE)
    texts = {file: file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("*.py")}
    assert len(texts) > 200
    found = {str(file): borrowed.findall(text) for file, text in texts.items()}
    assert {file: names for file, names in found.items() if names} == {}
