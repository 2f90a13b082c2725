"""Figures that tests measure, printed at the end of a run, whichever process measured them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Tell = Callable[[str], None]
NAME = "figures"


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Keep a text for the end of the run."""
    return lambda text: request.node.user_properties.append((NAME, text))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was kept, in the order of the tests."""
    told = [
        (report.nodeid, text)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, text in report.user_properties
        if name == NAME
    ]
    if told:
        terminalreporter.section("figures")
        for _, text in sorted(told):
            terminalreporter.write_line(text)
