"""Fills in workbook forms with openpyxl and with LibreOffice, imports them and compares.

usage: fill_workbook.py PROGRAM FOLDER openpyxl|libreoffice lv|en SEED

Every answer is written by its words, as a person would type it. The status is 77 when a tool that
is needed is not installed.
"""
import json
import pathlib
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from random_answers import Answers, definition

UNKNOWN = {"lv": "Nav zināms", "en": "Unknown"}
NOT_APPLICABLE = {"lv": "Nav attiecināms", "en": "Not applicable"}
MARKS = {"lv": ("Jā", "Nē"), "en": ("Yes", "No")}


def cells_to_write(maker, document, language):
    """(row id, column key, text) for everything that the document says."""
    yield "institution.registration_number", "answer", document["institution"]["registration_number"]
    yield "institution.name", "answer", " Sintētiskā\u00a0iestāde  "
    yield "institution.survey_year", "answer", "2021"
    fields = {field["id"]: field for field in maker.questionnaire["profile"]}
    for name, value in document["profile"].items():
        yield name, "answer", word(maker, fields[name], value, language)
    for item, question, scope in maker.items():
        answer = document["answers"].get(item)
        if answer is None:
            continue
        key = (lambda name: f"{name}:{scope}") if scope else (lambda name: name)
        if "options" in question and "state" not in answer:
            for option in question["options"]:
                included = answer.get("value", answer.get("possible", {}).get("included") or [])
                excluded = answer.get("possible", {}).get("excluded")
                mark = MARKS[language][0 if option["id"] in included else 1]
                if excluded is not None and option["id"] not in included + excluded:
                    mark = UNKNOWN[language]
                yield f"{question['id']}:{option['id']}", key("answer"), mark
        elif answer.get("state") == "unknown":
            yield question["id"], key("answer"), UNKNOWN[language]
        elif answer.get("state") == "not_applicable":
            yield question["id"], key("answer"), NOT_APPLICABLE[language]
            yield question["id"], key("comment"), answer["reason"]
        else:
            values = answer.get("value", answer.get("possible"))
            yield question["id"], key("answer"), word(maker, question, values, language)
        if "comment" in answer:
            yield question["id"], key("comment"), answer["comment"]
        if "evidence" in answer:
            yield question["id"], key("evidence"), "\n".join(answer["evidence"])


def word(maker, question, value, language):
    if isinstance(value, dict):
        return f"{value['minimum']}..{value['maximum']}"
    if isinstance(value, int):
        return str(value)
    labels = {o["id"]: o["label"][language] for o in maker.scales[question["scale"]]["options"]}
    return " / ".join(labels[v] for v in ([value] if isinstance(value, str) else value))


def places(path):
    """The cell of every (row id, column key), read from the form's hidden names."""
    import openpyxl

    found = {}
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets:
        keys = [cell.value for cell in sheet[1]]
        if keys[0] != "id":
            continue
        for row in sheet.iter_rows(min_row=2):
            if row[0].value:
                for key, cell in zip(keys, row):
                    found[row[0].value, key] = (sheet.title, cell.coordinate)
    return found


def fill_openpyxl(form, filled, texts):
    import openpyxl

    workbook = openpyxl.load_workbook(form)
    for (sheet, cell), text in texts:
        # Numbers are typed as numbers now and then, as people do.
        workbook[sheet][cell].value = int(text) if text.isdigit() and len(text) < 4 else text
        if text.startswith("="):
            workbook[sheet][cell].data_type = "s"
    workbook.save(filled)


def fill_libreoffice(form, filled, texts, folder):
    job = pathlib.Path(folder) / "job.json"
    job.write_text(json.dumps({"form": str(form), "filled": str(filled), "texts": texts}))
    script = pathlib.Path(__file__).with_name("fill_libreoffice.py")
    subprocess.run(["/usr/bin/python3", "-B", str(script), str(job), folder], check=True)


def comparable(document):
    document = json.loads(json.dumps(document))
    for answer in document["answers"].values():
        answer.pop("time", None)
        answer.pop("author", None)
    return document["institution"], document["profile"], document["answers"]


def main(program, folder, tool, language, seed):
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        sys.exit(skip("the Python package openpyxl is not installed"))
    if tool == "libreoffice":
        if not shutil.which("soffice"):
            sys.exit(skip("LibreOffice is not installed"))
        if subprocess.run(["/usr/bin/python3", "-c", "import uno"], stderr=subprocess.DEVNULL).returncode:
            sys.exit(skip("python3-uno is not installed"))
    maker = Answers(*definition(), seed)
    document = maker.document()
    for index, answer in enumerate(document["answers"].values()):
        # Why a question does not apply is what its comment cell says.
        if index % 5 == 0 and "reason" not in answer:
            answer["comment"] = "=1+1 <b> „komentārs“ _x0_"
        if index % 7 == 0:
            answer["evidence"] = ["Rīkojums Nr. 7", "https://example.org/?a=1&b=2"]
    form, filled = pathlib.Path(folder, "form.xlsx"), pathlib.Path(folder, "filled.xlsx")
    subprocess.run([program, "form", "-o", str(form), "--lang", language], check=True)
    known = places(form)
    texts = [(known[row, key], text) for row, key, text in cells_to_write(maker, document, language)]
    if tool == "libreoffice":
        fill_libreoffice(form, filled, texts, folder)
    else:
        fill_openpyxl(form, filled, texts)
    answers = pathlib.Path(folder, "answers.json")
    subprocess.run([program, "import", str(filled), "-o", str(answers), "--lang", "en"], check=True)
    imported = json.loads(answers.read_text())
    document["institution"]["name"] = "Sintētiskā\u00a0iestāde"
    expected, found = comparable(document), comparable(imported)
    if expected != found:
        for one, other in zip(expected, found):
            for key in sorted(set(one) | set(other)):
                if one.get(key) != other.get(key):
                    print(f"{key}: {one.get(key)} became {other.get(key)}", file=sys.stderr)
        sys.exit(1)
    # Importing the same form again changes nothing.
    before = answers.read_bytes()
    subprocess.run([program, "import", str(filled), "-o", str(answers), "--lang", "en"], check=True)
    if answers.read_bytes() != before:
        sys.exit("importing twice has changed the file")


def skip(reason):
    print(reason, file=sys.stderr)
    return 77


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]))
