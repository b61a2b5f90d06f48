"""Fills in the page form in a real browser by keyboard alone, and audits it.

usage: fill_page.py PROGRAM FOLDER keyboard|samples|verdicts|audit

The status is 77 when a tool that is needed is not installed.
"""
import json
import pathlib
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from random_answers import Answers, definition


def run(program, *arguments, allowed=(0,), **options):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, **options)
    if done.returncode not in allowed:
        sys.exit(f"{arguments}: {done.returncode}\n{done.stderr}")
    return done.stdout


class Watched:
    """A page of which every message and every request is noted."""

    def __init__(self, browser, url, **options):
        self.faults = []
        self.context = browser.new_context(accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        self.page.on("request", lambda request: self.note(request.url, url))
        self.page.on("websocket", lambda socket: self.faults.append(f"socket: {socket.url}"))
        self.page.goto(url)

    def note(self, requested, url):
        if requested.split("#")[0] != url and not requested.startswith("blob:null"):
            self.faults.append(f"request: {requested}")

    def close(self):
        if self.faults:
            sys.exit("\n".join(self.faults))
        self.context.close()


class Keyboard:
    """Reaches every control with the Tab key and works it with keys."""

    def __init__(self, page):
        self.page = page

    def focused(self):
        return self.page.evaluate(
            """() => { const e = document.activeElement; const box = e.closest('[data-item]');
            return { id: e.id, fact: e.dataset.fact, field: e.dataset.field, value: e.value,
                     item: box && box.dataset.item, type: e.type,
                     part: e.dataset.part, tag: e.tagName, text: e.textContent }; }""")

    def tab_to(self, wanted):
        for _ in range(4000):
            self.page.keyboard.press("Tab")
            focused = self.focused()
            if wanted(focused):
                return focused
        sys.exit("the Tab key does not reach a control")

    def answer(self, item, question, answer, options):
        where = lambda focused: focused["item"] == item and focused["tag"] == "INPUT"
        focused = self.tab_to(where)
        if "count" in question:
            value = answer.get("value", answer.get("possible"))
            text = f"{value['minimum']}..{value['maximum']}" if isinstance(value, dict) else value
            self.page.keyboard.type(str(text))
            self.page.keyboard.press("Tab")
            return
        if "options" in question:
            for _ in range(len(options) + 1):
                focused = self.focused()
                if focused["value"] in answer.get("value", ["?unknown"]):
                    self.page.keyboard.press("Space")
                self.page.keyboard.press("Tab")
            return
        wanted = f"?{answer['state']}" if "state" in answer else answer["value"]
        self.page.keyboard.press("Space")
        for _ in range(10):
            if self.focused()["value"] == wanted:
                break
            self.page.keyboard.press("ArrowDown")
        else:
            sys.exit(f"{item}: {wanted} is not reached")
        if answer.get("reason"):
            self.tab_to(lambda focused: focused["item"] == item and focused["part"] == "reason")
            self.page.keyboard.type(answer["reason"])


def keyboard(browser, program, folder):
    page_path = pathlib.Path(folder, "page.html")
    run(program, "form", "-o", str(page_path), "--lang", "lv")
    watched = Watched(browser, page_path.as_uri())
    page, keys = watched.page, Keyboard(watched.page)
    # The skip link comes first.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    facts = {"registration_number": "90000000123", "name": "Sintētiskā iestāde <b>&amp;",
             "survey_year": "2021", "author": "A. Ozola"}
    for name, text in facts.items():
        if name == "author":
            continue
        keys.tab_to(lambda focused: focused["fact"] == name)
        page.keyboard.type(text)
    keys.tab_to(lambda focused: focused["fact"] == "author")
    page.keyboard.type(facts["author"])
    keys.tab_to(lambda focused: focused["field"] == "kind")
    page.keyboard.type("Valsts i")
    questionnaire, digest = definition()
    maker = Answers(questionnaire, digest, 11)
    chosen = {
        "V1": {"value": ["society"]}, "V2": {"value": 40},
        "V3": {"possible": {"minimum": 3, "maximum": 9}}, "V4": {"value": "yes"},
        "V5": {"state": "unknown"}, "V6": {"value": ["itil", "iso9001"]}, "V8": {"value": "no"},
        "V21": {"value": "yes"}, "U1": {"value": "yes"}, "U2": {"value": "no"},
        "U3": {"value": "yes"}, "U4": {"value": "no"}, "U5": {"value": "yes"},
        "U6": {"value": "yes"}, "U7": {"state": "unknown"}, "U12": {"value": "yes"},
        "B1.all": {"value": "most"}, "B1.key": {"value": "all"},
        "B2.all": {"value": "none"}, "B2.key": {"value": "none"},
        "B3.all": {"state": "not_applicable", "reason": "nav šādu pakalpojumu"},
    }
    assert len(chosen) >= 20
    for item, question, _ in maker.items():
        if item in chosen:
            keys.answer(item, question, chosen[item], maker.options(question))
    page.wait_for_timeout(600)
    shown = page.inner_text("#findings-list")
    if "PR01" not in shown or "Pretruna" not in shown:
        sys.exit(f"the contradiction is not shown: {shown}")
    if "PR01" not in page.inner_text('.question[data-question="V21"]'):
        sys.exit("the contradiction is not shown at its question")
    # A draft survives the page being closed.
    page.reload()
    if "PR01" not in page.inner_text("#findings-list"):
        sys.exit("the draft is not restored")
    keys.tab_to(lambda focused: focused["id"] == "download")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    answers = pathlib.Path(folder, "downloaded.answers.json")
    download.value.save_as(answers)
    watched.close()
    document = json.loads(answers.read_text())
    found = {}
    for item, answer in document["answers"].items():
        if answer.pop("author") != "A. Ozola" or not answer.pop("time").endswith("Z"):
            sys.exit(f"{item}: author or time is missing")
        found[item] = answer
    if found != chosen:
        sys.exit(f"downloaded: {found}\nanswered: {chosen}")
    institution = {**document["institution"], "author": "A. Ozola"}
    if institution != {**facts, "survey_year": 2021} or document["profile"] != {"kind": "institution"}:
        sys.exit(f"facts: {document['institution']} {document['profile']}")
    valid = subprocess.run(
        [sys.executable, pathlib.Path(__file__).with_name("validate_schemas.py"),
         "Questionnaires/schema/answers.schema.json", str(answers)],
        capture_output=True, text=True, check=False)
    if valid.returncode not in (0, 77):  # 77: no validator is installed
        sys.exit(f"the download does not keep to its schema: {valid.stdout}{valid.stderr}")
    # Every command reads it as it is, and import makes an answers file of it.
    checked = json.loads(run(program, "check", "--json", str(answers), allowed=(0, 1)))
    if "PR01" not in [rule["id"] for rule in checked["contradictions"]]:
        sys.exit("the program does not find the contradiction")
    recorded = pathlib.Path(folder, "recorded.answers.json")
    run(program, "import", str(answers), "-o", str(recorded))
    again = json.loads(recorded.read_text())
    if again["answers"] != json.loads(answers.read_text())["answers"]:
        sys.exit("import changes the answers")


def violated_in_page(browser, page_path, documents):
    watched = Watched(browser, page_path.as_uri())
    violated = watched.page.evaluate(
        "documents => documents.map(document => window.briedums.check(document))", documents)
    watched.close()
    return violated


def samples(browser, program, folder):
    """The page and the program judge samples alike."""
    page_path = pathlib.Path(folder, "page.html")
    run(program, "form", "-o", str(page_path), "--lang", "en")
    names = ["contradictory", "municipality", "new"]
    files = [f"Samples/institutions/{name}.answers.json" for name in names]
    checks = json.loads(run(program, "check", "--json", *files, allowed=(0, 1)))
    documents = [json.loads(pathlib.Path(file).read_text()) for file in files]
    for file, check, ids in zip(files, checks, violated_in_page(browser, page_path, documents)):
        expected = [rule["id"] for rule in check["contradictions"] + check["doubts"]]
        if sorted(expected) != sorted(ids):
            sys.exit(f"{file}: program {expected}, page {ids}")


def verdicts(browser, program, folder):
    """The page judges the documents of a file as the file says."""
    cases = json.loads(pathlib.Path(folder, "cases.json").read_text())
    documents = [case["document"] for case in cases]
    found = violated_in_page(browser, pathlib.Path(folder, "page.html"), documents)
    for index, (case, ids) in enumerate(zip(cases, found)):
        if case["violated"] != ids:
            sys.exit(f"response {index}: program {case['violated']}, page {ids}")
    if len(found) != len(cases):
        sys.exit("not every response was judged")


def audit(browser, program, folder):
    import axe_playwright_python

    script = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
    page_path = pathlib.Path(folder, "page.html")
    sample = "Samples/institutions/contradictory.answers.json"
    run(program, "form", sample, "-o", str(page_path), "--lang", "lv")
    for width, scheme in [(320, "dark"), (1360, "light")]:
        watched = Watched(
            browser, page_path.as_uri(), color_scheme=scheme,
            viewport={"width": width, "height": 900})
        page = watched.page
        # Something of everything: open explanations, an error, a reason, a narrow column.
        page.evaluate(
            """() => {
                document.querySelectorAll('#q-V1 details, #q-B1 details').forEach(d => d.open = true);
                const input = document.querySelector('[data-fact="name"]');
                input.value = '';
                document.getElementById('download').click();
            }""")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            sys.exit(f"the page is wider than {width} columns of a screen")
        page.evaluate(script)
        result = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
        for violation in result["violations"]:
            nodes = [node["html"][:200] for node in violation["nodes"][:3]]
            watched.faults.append(f"{width} {scheme} {violation['id']}: {violation['help']} {nodes}")
        watched.close()


def main(program, folder, job):
    try:
        from playwright.sync_api import sync_playwright
        import axe_playwright_python  # noqa: F401
    except ImportError:
        print("the Python packages playwright and axe-playwright-python are not installed",
              file=sys.stderr)
        sys.exit(77)
    chromium = shutil.which("chromium")
    if not chromium:
        print("chromium is not installed", file=sys.stderr)
        sys.exit(77)
    with sync_playwright() as playwright:
        # A container's root has no sandbox; the page is our own.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            jobs = {
                "keyboard": keyboard, "samples": samples, "verdicts": verdicts, "audit": audit}
            jobs[job](
                browser, program, folder)
        finally:
            browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
