"""Numbers for Prometheus, read from Redis, so that every worker tells the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.vitals import Vitals


def exposition(found: Mapping[str, Vitals]) -> bytes:
    """The text of ``/metrics`` for regions by name; ``zgt_up`` is 0 when Redis is away."""
    registry = CollectorRegistry()
    registry.register(_Collector(found))
    return generate_latest(registry)


class _Collector(Collector):
    def __init__(self, found: Mapping[str, Vitals]) -> None:
        self._found = found

    def collect(self) -> Iterable[Metric]:
        up = GaugeMetricFamily("zgt_up", "Redis answers (1) or not (0).")
        up.add_metric([], 1.0 if self._found else 0.0)
        yield up
        yield self._events()
        gauges = {
            "zgt_clock_age_seconds": ("Real time since the last tick.", "clock_age"),
            "zgt_outbox_depth": ("Notices not yet taken by WeChat.", "outbox_depth"),
            "zgt_outbox_age_seconds": ("How long the first notice has been due.", "outbox_age"),
            "zgt_errands_depth": ("Calls to the platform not yet made.", "errands_depth"),
            "zgt_errands_age_seconds": ("How long the first one has been due.", "errands_age"),
            "zgt_errands_given_up": ("Those given up in 30 days.", "errands_given_up"),
            "zgt_unreachable": ("Notices that could not be delivered.", "unreachable"),
            "zgt_alarms": ("Alarms of the last hour; the log names them.", "alarms"),
            "zgt_unserved": ("Documents that nobody of their unit could get.", "unserved"),
            "zgt_credit_left": ("Messages that may be written freely now.", "credit_left"),
            "zgt_receipt_failure_ratio": (
                "Receipts that said no, of all that came.",
                "receipt_failure_ratio",
            ),
            "zgt_late_work": ("Messages answered whose work is not done yet.", "late_work"),
        }
        for name, (text, attribute) in gauges.items():
            gauge = GaugeMetricFamily(name, text, labels=["region"])
            for region, vitals in self._found.items():
                value = getattr(vitals, attribute)
                gauge.add_metric([region], float("inf") if value is None else float(value))
            yield gauge
        yield self._states()

    def _states(self) -> Metric:
        text = "Notices that are due, later, or await a receipt; people held or parked."
        states = GaugeMetricFamily("zgt_outbox_state", text, labels=["region", "state"])
        for region, vitals in self._found.items():
            for state, count in asdict(vitals.depths).items():
                states.add_metric([region, state], count)
        return states

    def _events(self) -> Metric:
        events = CounterMetricFamily("zgt_events", "Events by name.", labels=["region", "event"])
        for region, vitals in self._found.items():
            for event, count in sorted(vitals.counts.items()):
                events.add_metric([region, event], count)
        return events
