#!/usr/bin/env python3
"""The page that holds the program, in headless Firefox (Debian: firefox-esr), by Marionette, Firefox's own protocol:
Debian 12 has no package of geckodriver.

Usage: firefox.py [--shots DIR] PAGE PROGRAM

From disk: what page.py has. Exit status 1 when anything fails."""
import base64
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from page import COMMON, SMALL, Page, fragment_of, run_checks

PREFERENCES = """user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", "{downloads}");
user_pref("browser.download.always_ask_before_handling_new_types", false);
user_pref("browser.helperApps.neverAsk.saveToDisk", "text/html,application/zip,text/plain");
user_pref("browser.download.alwaysOpenPanel", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("marionette.port", {port});
"""


class Firefox:
    """A session of Marionette: messages [0, id, command, parameters] with their length before, over TCP."""

    def __init__(self, downloads):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.profile = tempfile.mkdtemp()
        preferences = PREFERENCES.replace("{downloads}", str(downloads)).replace("{port}", str(port))
        pathlib.Path(self.profile, "user.js").write_text(preferences, encoding="utf-8")
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--marionette", "--profile", self.profile],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket = self.connect(port)
        self.socket.settimeout(900)
        self.number = 0
        self.buffer = b""
        self.read()
        self.send("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": False}})
        self.send("WebDriver:SetTimeouts", script=900000, pageLoad=300000)

    def connect(self, port):
        for _ in range(900):
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=5)
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
        raise RuntimeError("Firefox does not answer")

    def read(self):
        while b":" not in self.buffer:
            self.buffer += self.socket.recv(1 << 16)
        length, self.buffer = self.buffer.split(b":", 1)
        while len(self.buffer) < int(length):
            self.buffer += self.socket.recv(1 << 16)
        message, self.buffer = self.buffer[:int(length)], self.buffer[int(length):]
        return json.loads(message)

    def send(self, command, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(str(len(message)).encode() + b":" + message)
        _, _, error, answer = self.read()
        if error:
            raise RuntimeError(f"{command}: {error}")
        return answer

    def post(self, path, **parameters):
        assert path == "/url", path
        return self.send("WebDriver:Navigate", **parameters)

    def run(self, script):
        answer = self.send("WebDriver:ExecuteScript", script=script, args=[], newSandbox=False)
        return answer["value"]

    def shot(self, path):
        taken = self.send("WebDriver:TakeScreenshot", full=False)
        path.write_bytes(base64.b64decode(taken["value"]))

    def close(self):
        try:
            self.send("Marionette:Quit", flags=["eForceQuit"])
        except (RuntimeError, OSError, ValueError):
            self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)


def take_shot(page, _check):
    if page.shots:
        page.open(fragment_of({"name": "small", "text": SMALL}))
        page.browser.shot(page.shots / "firefox.png")


if __name__ == "__main__":
    sys.exit(run_checks(sys.argv[1:], __doc__, Firefox, Page, (*COMMON, take_shot)))
