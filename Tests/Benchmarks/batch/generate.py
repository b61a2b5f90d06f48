#!/usr/bin/env python3
"""A seeded table of made-up institutions that answer vppp 2021.1.

usage: generate.py ROWS FILE [--seed N] [--format csv|ndjson|xlsx]

A file of n rows is a prefix of any longer one with the same seed. After 50,000 institutions their
answers come again under other numbers, so that a million rows take seconds, not minutes. XLSX needs
xlsxwriter.
"""
import argparse
import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[3]


def columns():
    folder = ROOT / "Questionnaires/vppp/2021.1"
    questionnaire = json.loads((folder / "questionnaire.json").read_text(encoding="utf-8"))
    scales = {scale["id"]: scale for scale in questionnaire["scales"]}
    result = []
    for entry in questionnaire["profile"] + questionnaire["questions"]:
        if "scale" in entry:
            scale = scales[entry["scale"]]
            options = [option["id"] for option in scale["options"]]
            names = [entry["id"]]
            if scale.get("scoped"):
                names = [f"{entry['id']}.{scope['id']}" for scope in questionnaire["scopes"]]
            for name in names:
                result.append((name, "single", options, bool(scale.get("not_applicable"))))
        elif "options" in entry:
            result.append((entry["id"], "multiple", [o["id"] for o in entry["options"]], False))
        else:
            result.append((entry["id"], "count", None, False))
    return result


FIELDS = columns()
DISTINCT = 50_000
PLACES = ["Rīgas", "Daugavpils", "Liepājas", "Jelgavas", "Jūrmalas", "Ventspils", "Rēzeknes",
          "Valmieras", "Ogres", "Tukuma", "Cēsu", "Kuldīgas", "Talsu", "Siguldas", "Ādažu"]
KINDS = ["pašvaldība", "novada dome", "vidusskola", "slimnīca", "bibliotēka", "būvvalde",
         "sociālais dienests", "valsts aģentūra", "muzejs", "dzimtsarakstu nodaļa"]


def rows(count, seed):
    answers = []
    for index in range(count):
        if index < DISTINCT:
            answers.append(institution(index, seed))
        row = answers[index % DISTINCT].copy()
        row[0] = str(90_000_000_000 + index)
        yield row


def institution(index, seed):
    pick = random.Random(seed * 1_000_003 + index)
    maturity = pick.betavariate(2.2, 2.0)
    name = f"{pick.choice(PLACES)} {pick.randrange(1, 120)}. {pick.choice(KINDS)}"
    chance = pick.random()
    if chance < 0.06:
        name = f'SIA "{name}"'
    elif chance < 0.12:
        name = f"{name}, filiāle"
    services = min(400, int(pick.lognormvariate(2.6, 1.1)))
    counts = {"staff": min(5000, int(pick.lognormvariate(3.6, 1.3))), "V2": services,
              "V3": min(services, int(services * pick.betavariate(2, 4)))}
    row = [str(90_000_000_000 + index), name, f"R{pick.randrange(1, 14):02}"]
    for field, kind, options, allows_none in FIELDS:
        chance = pick.random()
        if kind == "count":
            row.append("" if chance < 0.01 else str(counts.get(field, 1)))
        elif chance < 0.02:
            row.append("")
        elif chance < 0.02 + 0.08 * (1 - maturity):
            row.append("unknown")
        elif kind == "multiple":
            chosen = [o for o in options if o != "none" and pick.random() < 0.2 + 0.5 * maturity]
            row.append("|".join(chosen) or options[-1])
        elif allows_none and chance < 0.15:
            row.append("not_applicable")
        elif options == ["no", "yes"]:
            row.append("yes" if pick.random() < maturity else "no")
        elif len(options) == 4:
            place = min(3, max(0, int(4 * (maturity + pick.gauss(0, 0.2)))))
            row.append(options[place])
        else:
            row.append(pick.choice(options))
    return row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--format", choices=["csv", "ndjson", "xlsx"], default="csv")
    arguments = parser.parse_args()
    header = ["registration_number", "name", "ministry"] + [field[0] for field in FIELDS]
    numbers = {header.index(field[0]) for field in FIELDS if field[1] == "count"}
    if arguments.format == "xlsx":
        import xlsxwriter
        book = xlsxwriter.Workbook(arguments.file, {"constant_memory": False})
        sheet = book.add_worksheet("dati")
        sheet.write_row(0, 0, header)
        for line, row in enumerate(rows(arguments.rows, arguments.seed), 1):
            for place, cell in enumerate(row):
                if cell and place in numbers:
                    sheet.write_number(line, place, int(cell))
                elif cell:
                    sheet.write_string(line, place, cell)
        book.close()
        return
    with open(arguments.file, "w", encoding="utf-8", newline="") as output:
        if arguments.format == "csv":
            output.write(",".join(header) + "\n")
        for row in rows(arguments.rows, arguments.seed):
            if arguments.format == "ndjson":
                record = {}
                for place, (key, cell) in enumerate(zip(header, row)):
                    if cell:
                        record[key] = int(cell) if place in numbers else cell
                output.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
                continue
            if "," in row[1] or '"' in row[1]:
                row[1] = '"' + row[1].replace('"', '""') + '"'
            output.write(",".join(row) + "\n")


main()
