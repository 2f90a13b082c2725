"""What the callback is compared with: a bare Flask reply, and an echo on the WeRoBot framework."""

from __future__ import annotations

from flask import Flask
from werobot import WeRoBot
from werobot.contrib.flask import make_view

from benchmarks.messages import AES_KEY, APP_ID, TOKEN


def make_app() -> Flask:
    """``/bare`` answers a fixed text and looks at nothing; ``/echo`` opens, echoes and seals."""
    app = Flask("rivals")

    @app.post("/bare")
    def bare() -> str:
        return "success"

    robot = WeRoBot(
        token=TOKEN,
        app_id=APP_ID,
        encoding_aes_key=AES_KEY,
        enable_session=False,
        logger=app.logger,
    )

    @robot.text  # type: ignore[untyped-decorator]
    def echo(message: object) -> object:
        return message.content  # type: ignore[attr-defined]

    app.add_url_rule("/echo", view_func=make_view(robot), methods=["GET", "POST"])
    return app


app = make_app()
