"""A headless Chromium, driven through its debugging pipe: no driver, no port, no package."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    "--remote-debugging-pipe",
)


class Browser:
    """One tab of a browser."""

    def __init__(self, output: int, inbox: int) -> None:
        self.output, self.inbox = output, inbox
        self.numbers = count(1)
        self.left = b""
        self.events: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = ""
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        """The answer to a command of the DevTools protocol."""
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if getattr(self, "session", ""):
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def message(self) -> Any:
        """The next message."""
        while b"\0" not in self.left:
            self.left += os.read(self.inbox, 1 << 20)
        first, self.left = self.left.split(b"\0", 1)
        return json.loads(first)

    def wait(self, method: str) -> dict[str, Any]:
        """The next event with this name."""
        while True:
            for place, event in enumerate(self.events):
                if event.get("method") == method:
                    return self.events.pop(place)["params"]
            self.events.append(self.message())

    def open(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.events.clear()
        if "loaderId" in self.call("Page.navigate", url=address):
            self.wait("Page.loadEventFired")

    def open_without_scripts(self, address: str) -> None:
        """Show a page as a browser does that runs no JavaScript."""
        self.call("Emulation.setScriptExecutionDisabled", value=True)
        try:
            self.open("about:blank")
            self.open(address)
        finally:
            self.call("Emulation.setScriptExecutionDisabled", value=False)

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, *, text: str = "", code: str = "", number: int = 0) -> None:
        """Press and let go of a key."""
        common: dict[str, Any] = {"key": key, "code": code or key, "windowsVirtualKeyCode": number}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.call("Input.insertText", text=text)

    def size(self, width: int, height: int) -> None:
        """Set the window's size."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A screenshot."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(data["data"]))

    def problems(self) -> list[str]:
        """What the page complained about: script errors, refused content."""
        kinds = ("Runtime.exceptionThrown", "Log.entryAdded")
        return [json.dumps(event["params"]) for event in self.events if event.get("method") in kinds]


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile."""
    to_child, output = os.pipe()
    inbox, from_child = os.pipe()

    def connect() -> None:
        os.dup2(to_child, 3)
        os.dup2(from_child, 4)

    assert CHROMIUM
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}"]
    with subprocess.Popen(
        command,
        preexec_fn=connect,
        pass_fds=(3, 4, to_child, from_child),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as child:
        os.close(to_child)
        os.close(from_child)
        try:
            yield Browser(output, inbox)
        finally:
            child.terminate()
            child.wait()
            os.close(output)
            os.close(inbox)
