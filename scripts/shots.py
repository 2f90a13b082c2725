"""The pictures of the manual, taken from the running program (``make shots``).

Starts the program in trial mode in a folder of its own, plays the story of the README in a browser
as a person would, takes the pictures into ``docs/pictures/`` and stops everything again.
"""
# ruff: noqa: INP001  # a script that is called by its path, not a package

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from playwright.sync_api import Browser, Locator, Page, Route, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
START_SECONDS = 40.0
ANSWER_MILLISECONDS = 20_000
MOST_BYTES = 300_000
"""A picture of the manual loads on a phone too."""

MOST_MORNINGS = 12
"""The longest holiday is shorter: within so many mornings an overdue measure is warned of."""

AT_REST = re.compile(r"^$|静默时段")
"""What the clock says when all is done; at night and at weekends notices wait for the morning."""

BROWSER_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
INSTALL = "apt-get install chromium fonts-noto-cjk"
OURS = ("WECHAT_", "ZGT_", "REDIS_URL", "PORT", "HOST", "FLASK_")


def main() -> None:
    """Take every picture, or say in one line what is missing."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium or not Path(chromium).is_file():
        raise SystemExit(f"缺少 Chromium。请运行：{INSTALL}，或用 CHROMIUM=路径 指明。")
    if not has_chinese_font():
        raise SystemExit(f"缺少中文字体，图里的字会是方框。请运行：{INSTALL}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_program() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=list(BROWSER_ARGUMENTS), headless=True
        )
        try:
            simulator(browser, address)
            public_page(browser, address)
        finally:
            browser.close()


def has_chinese_font() -> bool:
    """True when the machine can draw Chinese characters, as far as fontconfig knows."""
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout)


@contextmanager
def running_program() -> Iterator[str]:
    """The program in trial mode on free ports, with a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="zgt-shots-") as folder:
        port, emulator_port = free_ports()
        environment = {k: v for k, v in os.environ.items() if not k.startswith(OURS)} | {
            "ZGT_DATA": str(Path(folder) / "data"),
            "PORT": str(port),
            "ZGT_EMULATOR_PORT": str(emulator_port),
        }
        log = Path(folder) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "flask", "--app", "wsgi", "serve"],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
            )
        try:
            await_ready(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def free_ports() -> tuple[int, int]:
    """Two ports that nobody uses now."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def await_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until web server, Redis and clock are up; ends with the program's words if not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise SystemExit(f"程序没有启动成功：\n{log.read_text(encoding='utf-8', errors='replace')}")


def page_of(browser: Browser, width: int, height: int, scale: float) -> Page:
    """A page that reaches this machine and nothing else."""
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    page.set_default_timeout(ANSWER_MILLISECONDS)
    page.route(lambda url: not url.startswith("http://127.0.0.1:"), refuse)
    return page


def refuse(route: Route) -> None:
    """No request leaves this machine."""
    route.abort()


def simulator(browser: Browser, address: str) -> None:
    """The tour of the README up to the yellow card, then the picture."""
    page = page_of(browser, 1240, 970, 1)
    page.goto(f"{address}/simulator/")
    staff, public = (page.locator(f".phone[data-side={side}]") for side in ("staff", "public"))
    page.get_by_role("button", name="取绑定码").click()
    page.locator("#invite-made button", has_text="绑定").click()
    await_words(staff, "您将绑定：市水务局 联络员")
    say(staff, "1", "已绑定：市水务局 联络员")
    say(staff, "我的任务", "市水务局有 4 项未完成")
    say(staff, "16 完成90%", "80% → 90%")
    publish(staff, "16")
    say(public, "查围网", "找到这些")
    say(public, "关注16", "已关注 16")
    hand_to(staff, "newcomer")
    mornings_until_overdue(page, staff)
    say(staff, "16 完成95%", "90% → 95%")
    publish(staff, "16")
    await_words(public, "您关注的 16|类别.*进展")
    hand_to(staff, "newcomer")
    move_to_bulletin_morning(page)
    say(staff, "收到", "已签收|没有等您签收")
    move(page, page.get_by_role("button", name="到下一期通报"))
    await_words(staff, "黄牌警告】市水务局")
    page.wait_for_timeout(2500)  # the bar above the phones is renewed every two seconds
    card = staff.locator(".from-account", has_text="黄牌警告】市水务局").last
    card.evaluate("card => { card.scrollIntoView({ block: 'start' }); window.scrollTo(0, 0); }")
    picture(page, "simulator.png")
    page.close()


def public_page(browser: Browser, address: str) -> None:
    """The overview that citizens see, as wide as a phone."""
    page = page_of(browser, 390, 844, 1.5)
    page.goto(f"{address}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    picture(page, "public.png")
    page.close()


def say(phone: Locator, words: str, answer: str) -> None:
    """Type a message, send it, and wait for the answer (a pattern)."""
    answers = phone.locator(".from-account", has_text=re.compile(answer))
    before = answers.count()
    phone.locator("input[name=text]").fill(words)
    phone.get_by_role("button", name="发送", exact=True).click()
    expect(answers.nth(before)).to_be_visible(timeout=ANSWER_MILLISECONDS)


def await_words(phone: Locator, pattern: str) -> None:
    """Wait until words have come to a phone."""
    expect(phone.locator(".from-account", has_text=re.compile(pattern)).last).to_be_visible(
        timeout=ANSWER_MILLISECONDS
    )


def hand_to(phone: Locator, who: str) -> None:
    """Somebody else takes the phone; their chat appears."""
    phone.locator("select.who").select_option(who)
    expect(phone.locator(".chat li").last).to_be_visible()


def publish(phone: Locator, number: str) -> None:
    """The office shows a measure to everybody."""
    phone.locator("select.who").select_option("office")
    say(phone, f"发布 {number}", f"将向社会公开 {number} ")
    say(phone, "1", f"已公开 {number} ")


def mornings_until_overdue(page: Page, staff: Locator) -> None:
    """Morning after morning until measure 15, due on the day after the start, is warned of."""
    for _ in range(MOST_MORNINGS):
        move(page, page.get_by_role("button", name="到明天 9:00"))
        say(staff, "看15", "最近上报")
        detail = staff.locator(".from-account", has_text="最近上报").last
        working = page.locator("#clock-working").text_content() == "工作日"
        if working and "超期" in (detail.text_content() or ""):
            await_words(staff, "预警")
            return
    raise SystemExit("样例的 15 号事项没有超期，图没有拍成。")


def move_to_bulletin_morning(page: Page) -> None:
    """09:00 of the day of the next bulletin, unless it is that day already."""
    words = page.locator("#next-bulletin").text_content() or ""
    found = re.search(r"(\d+)年(\d+)月(\d+)日", words)
    if found is None:
        raise SystemExit(f"看不出下一期通报的日期：{words}")
    day = f"{int(found[1])}-{int(found[2]):02d}-{int(found[3]):02d}"
    if page.locator("#date").get_attribute("min") != day:
        page.locator("#date").fill(day)
        move(page, page.get_by_role("button", name="去", exact=True))


def move(page: Page, button: Locator) -> None:
    """Press a button of the clock, and wait until everything that follows is done."""
    expect(button).to_be_enabled(timeout=ANSWER_MILLISECONDS)
    button.click()
    expect(page.locator("#clock-status")).to_have_text(AT_REST, timeout=ANSWER_MILLISECONDS)
    page.wait_for_timeout(2500)  # what the clock has drawn up shows with the next renewal
    expect(page.locator("#clock-status")).to_have_text(AT_REST, timeout=ANSWER_MILLISECONDS)


def picture(page: Page, name: str) -> None:
    """Save what the window shows; a picture that is too heavy is refused."""
    path = PICTURES / name
    page.screenshot(path=path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{path.name} 有 {size // 1000} KB，超过 {MOST_BYTES // 1000} KB。")
    click.echo(f"docs/pictures/{name}  {size // 1000} KB")


if __name__ == "__main__":
    main()
