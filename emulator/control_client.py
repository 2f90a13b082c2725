"""A client of the control interface: its connection, and what an action came to."""

from __future__ import annotations

from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import requests

Entry = dict[str, Any]


class DriverError(Exception):
    """The emulator refused a control request, or a wait ended in vain."""


@dataclass(frozen=True)
class Said:
    """What came of an action: the reply, attempts, failure if any, and what the person sees."""

    reply: str | None
    attempts: int
    failure: str | None
    shown: str | None = None


class ControlClient:
    """One connection to a running emulator. Close it, or use it as a context manager."""

    def __init__(self, base_url: str, app_id: str | None = None, timeout: float = 30) -> None:
        self.base_url = base_url.rstrip("/")
        self.app_id = app_id
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _act(self, action: str, openid: str, **data: Any) -> Said:
        body = {"app_id": self.app_id, "openid": openid, **data}
        said = self._post(action, {k: v for k, v in body.items() if v is not None})
        return Said(said["reply"], said["attempts"], said["failure"], said["shown"])

    def _get(self, path: str) -> Any:
        url = f"{self.base_url}/_ctl/{path}"
        return self._read(self._session.get(url, timeout=self._timeout))

    def _list(self, path: str) -> list[Entry]:
        entries: list[Entry] = self._get(path)
        return entries

    def _post(self, path: str, data: Any, patience: float | None = None) -> Any:
        url = f"{self.base_url}/_ctl/{path}"
        return self._read(self._session.post(url, json=data, timeout=patience or self._timeout))

    @staticmethod
    def _read(answer: requests.Response) -> Any:
        if answer.status_code != 200:
            raise DriverError(f"{answer.status_code}: {_why(answer)}")
        return answer.json()


def _why(answer: requests.Response) -> str:
    """The emulator's own line, or the beginning of whatever else answered."""
    try:
        told = answer.json()
    except ValueError:
        return answer.text[:200]
    return str(told.get("error", told) if isinstance(told, dict) else told)[:500]
