"""Opens reports in headless Chromium and looks for what no reader should meet.

usage: audit_pages.py FILE.html...

For each page, in light and dark: no violation found by axe, no console message, no request beyond
the file itself, no script run; at the width of a phone no sideways scrolling of the page; printed,
A4 pages with the number of the page at the foot.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

try:
    import axe_core_python
    import websocket
except ImportError as error:
    print(f"{error.name} is not installed for python3", file=sys.stderr)
    sys.exit(77)
browser = shutil.which("chromium") or shutil.which("google-chrome")
if browser is None:
    print("chromium is not installed", file=sys.stderr)
    sys.exit(77)

AXE = open(os.path.join(os.path.dirname(axe_core_python.__file__), "axe.min.js")).read()


class Page:
    """One page of the browser, spoken to over its debugging protocol."""

    def __init__(self, address):
        self.socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self.number, self.events = 0, []

    def call(self, method, **parameters):
        self.number += 1
        self.socket.send(
            json.dumps({"id": self.number, "method": method, "params": parameters})
        )
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def value(self, expression):
        result = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"])
        return result["result"].get("value")

    def wait(self, name):
        while not any(event.get("method") == name for event in self.events):
            self.events.append(json.loads(self.socket.recv()))


def audit(page, path):
    faults = []
    page.events.clear()
    page.call("Page.navigate", url="file://" + os.path.abspath(path))
    page.wait("Page.loadEventFired")
    for scheme in ("light", "dark"):
        page.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        page.value(AXE + ";0")
        found = json.loads(page.value("axe.run().then(r => JSON.stringify(r.violations))"))
        for violation in found:
            targets = [node["target"] for node in violation["nodes"][:3]]
            faults.append(f"axe, {scheme}: {violation['id']}: {violation['help']} {targets}")
    page.call("Emulation.setEmulatedMedia", features=[])
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=390, height=844, deviceScaleFactor=1, mobile=True,
    )
    width = page.value("document.documentElement.scrollWidth")
    if width > 390:
        wide = page.value(
            "[...document.querySelectorAll('body *')].filter(e => "
            "e.getBoundingClientRect().right > 391 && !e.closest('.scroll') && !e.closest('svg'))"
            ".slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(' | ')"
        )
        faults.append(f"a phone scrolls sideways: {width} pixels: {wide}")
    page.call("Emulation.clearDeviceMetricsOverride")
    printed = page.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    pdf = base64.b64decode(printed["data"])
    sizes = {
        tuple(round(float(part)) for part in box.split())
        for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)
    }
    if not sizes or any(size[2:] not in {(595, 842), (594, 842), (595, 841)} for size in sizes):
        faults.append(f"pages are not A4: {sizes}")
    requests = [
        event["params"]["request"]["url"]
        for event in page.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    others = [url for url in requests if not url.startswith("file://") or len(requests) > 1]
    if others:
        faults.append(f"requests: {others[:3]}")
    for event in page.events:
        if event.get("method") in ("Log.entryAdded", "Runtime.consoleAPICalled"):
            faults.append(f"console: {json.dumps(event['params'])[:300]}")
        if event.get("method") == "Page.javascriptDialogOpening":
            faults.append("a script of the page ran")
    return faults, pdf


def main():
    profile = tempfile.mkdtemp()
    process = subprocess.Popen(
        [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-dev-shm-usage", "--remote-debugging-port=0", f"--user-data-dir={profile}",
         "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        port = os.path.join(profile, "DevToolsActivePort")
        for _ in range(300):
            if os.path.exists(port) and open(port).read().count("\n") >= 1:
                break
            time.sleep(0.1)
        number = open(port).read().split("\n")[0]
        request = urllib.request.Request(f"http://127.0.0.1:{number}/json/new", method="PUT")
        target = json.load(urllib.request.urlopen(request, timeout=30))
        page = Page(target["webSocketDebuggerUrl"])
        for domain in ("Page", "Network", "Log", "Runtime"):
            page.call(f"{domain}.enable")
        failed = False
        for path in sys.argv[1:]:
            faults, pdf = audit(page, path)
            for fault in faults:
                print(f"{path}: {fault}")
            failed = failed or bool(faults)
            if not faults:
                count = len(re.findall(rb"/Type\s*/Page\b", pdf))
                print(f"{path}: no violations; {count} printed pages")
        sys.exit(1 if failed else 0)
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(profile, ignore_errors=True)


main()
