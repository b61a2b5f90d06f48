#!/usr/bin/env python3
"""Makes the synthetic cohort of 2024 out of the synthetic cohort of 2021.

usage: Tests/Maintenance/cohort-2024.py

Writes Samples/cohort-2024/cohort-2024-synthetic.csv, always the same: a fixed seed decides between
the values that the migration map leaves possible, which answers moved, what is answered to new
questions, who left and who joined. Rules that two answers cannot satisfy together are respected
except where the cohort of 2021 violates them. Needs nothing beyond Python.
"""

import csv
import io
import json
import random
from pathlib import Path

root = Path(__file__).resolve().parents[2]
definition = json.loads(
    (root / "Questionnaires/vppp/2024.1/questionnaire.json").read_text("utf-8"))
mapping = json.loads(
    (root / "Questionnaires/vppp/2024.1/migration-from-2021.1.json").read_text("utf-8"))
scales = {scale["id"]: [option["id"] for option in scale["options"]]
          for scale in definition["scales"]}
shares = [q["id"] for q in definition["questions"] if q["section"] == "services"]
old_shares = "B1 B2 B3 B4 B5 B6 C1 C2 C3 D1 D2 D3 D4 D5 D6 E1 E2 E3 F1 F2 G1 H1 H2 H3 H4 H5 I1 K1 " \
    "N1 N2 N3 N4 N5 N6 N7".split()
states = ("unknown", "not_applicable", "")
chance = random.Random(20240101)


def items(question):
    return [question + ".all", question + ".key"] if question in shares else [question]


def order(question):
    for entry in definition["questions"]:
        if entry["id"] == question and "scale" in entry:
            return scales[entry["scale"]]
    return None


def carried(row):
    """What the map leaves possible: item to a list of values, or a state."""
    result = {}
    for entry in mapping["mappings"]:
        if entry["relation"] in ("added", "removed", "merged"):
            continue
        source, target = entry["from"][0], entry["to"][0]
        scoped = [".all", ".key"] if source in old_shares else [""]
        for scope in scoped:
            old = row[source + scope]
            if old in states:
                result[target + scope] = old
            elif "values" in entry:
                result[target + scope] = entry["values"][old]
            elif "options" not in entry:
                result[target + scope] = [old]
    process = [row["V8"], row["V9"], row["V10"]]
    if process[0] == "no":
        result["SR9"] = ["not_at_all"]
    elif process == ["yes"] * 3:
        result["SR9"] = ["largely", "fully"]
    elif process[0] == "yes":
        result["SR9"] = ["partially"]
    else:
        result["SR9"] = "unknown"
    return result


def moved(question, value):
    """A few answers rise by a step, fewer fall."""
    steps = order(question)
    if steps is None or value not in steps:
        return value
    at, turn = steps.index(value), chance.random()
    if turn < 0.14:
        at = min(at + 1, len(steps) - 1)
    elif turn < 0.17:
        at = max(at - 1, 0)
    return steps[at]


def answers(row):
    strength = sum(row[f"U{n}"] == "yes" for n in range(1, 35)) / 34
    known = carried(row)
    new = {}
    for question in definition["questions"]:
        steps = order(question["id"])
        for item in items(question["id"]):
            possible = known.get(item)
            if question["id"] == "K1" and not isinstance(possible, list):
                possible = None  # In 2021 it was asked of municipalities only.
            if isinstance(possible, list):
                new[item] = moved(question["id"], chance.choice(possible))
            elif possible == "not_applicable":
                new[item] = possible
            elif steps is not None and (possible is None or chance.random() < 0.5):
                reach = chance.gauss(strength, 0.2) * len(steps)
                new[item] = steps[max(0, min(len(steps) - 1, int(reach)))]
            else:
                new[item] = possible or ""
    choices = row["V1"].split("|")
    if "institutions" in choices:
        choices.remove("institutions")
        choices.append(chance.choice(["particular_institutions", "any_institution"]))
    new["V1"] = "|".join(choices)
    new["V7"], new["SR8"], new["SR19"] = row["V7"], row["V6"], row["V19"]
    principles = [option["id"] for question in definition["questions"] if question["id"] == "PN3"
                  for option in question["options"] if option["id"] != "none"]
    chosen = [option for option in principles if chance.random() < strength]
    new["PN3"] = "|".join(chosen) or "none"
    new["V2"], new["V3"] = row["V2"], row["V3"]
    if row["V2"].isdigit() and int(row["V2"]) > 3 and chance.random() < 0.3:
        new["V2"] = str(int(row["V2"]) + chance.randint(0, 3))
    for _ in range(2):
        consistent(new, principles)
    return new


def rank(question, value):
    steps = order(question)
    return steps.index(value) if value in steps else None


def consistent(new, principles):
    """Lowers answers until no hard rule is violated that concerns new answers."""
    def at_most(question, item, other):
        a, b = rank(question, new[item]), rank(question, new[other])
        if a is not None and b is not None and a > b:
            new[item] = new[other]

    def only_if(item, lowest, condition):
        if new[item] not in states and not condition:
            new[item] = lowest

    if new["PN2"] == "fully" and set(new["PN3"].split("|")) != set(principles):
        new["PN2"] = "largely"
    if new["PN3"] == "none":
        new["PN2"] = "not_at_all"
    only_if("PN9", "not_at_all", new["PN7"] == "yes" or new["PN8"] != "not_at_all")
    if new["PN10"] != "yes":
        new["PN12"] = ""
    if new["U6"] in ("largely", "fully") and new["V3"] in ("0", ""):
        new["U6"] = "partially"
    for item, other in (("U20", "U13"), ("U26", "U24"), ("U7", "U6")):
        only_if(item, "not_performed", new[other] != "not_performed")
    for scope in (".all", ".key"):
        at_most("F2", "F2" + scope, "F1" + scope)
        at_most("D5", "D5" + scope, "D4" + scope)
        if new["F2" + scope] == "all" and new["D3" + scope] not in states:
            new["D3" + scope] = "none"
        elif new["F2" + scope] in ("some", "most") and new["D3" + scope] == "all":
            new["D3" + scope] = "most"
    if new["D3.all"] == "all" and new["F2.key"] in ("some", "most", "all"):
        new["D3.all"] = "most"
    for question in shares:
        all_, key = new[question + ".all"], new[question + ".key"]
        if new["V3"] == "0":
            new[question + ".key"] = ""
        elif new["V3"] == new["V2"] or (all_ in ("all", "none") and key not in states):
            new[question + ".key"] = all_
    if new["V2"] == "0":
        for item in ["V3", "U6"] + [item for q in shares for item in items(q)]:
            new[item] = ""


text = (root / "Samples/cohort-2021/cohort-2021-synthetic.csv").read_text("utf-8-sig")
rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
leavers = set(chance.sample(range(len(rows)), 7))
stayers = [row for index, row in enumerate(rows) if index not in leavers]
joiners = []
for number, model in enumerate(chance.sample(rows, 5)):
    joiners.append(dict(
        model, registration_number=str(90000300000 + number),
        name=f"Sintētiskā jaunā iestāde {number + 1:03}"))
facts = ["registration_number", "name", "ministry", "kind", "staff", "nationally_significant",
         "competence_centre", "coordinates", "provides_services", "depends_on_external"]
header = facts + ["survey_year"] + [i for q in definition["questions"] for i in items(q["id"])]
out = io.StringIO(newline="")
writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
writer.writerow(header)
for row in stayers + joiners:
    new = answers(row)
    writer.writerow([row[fact] for fact in facts] + ["2024"] + [new[item] for item in header[11:]])
path = root / "Samples/cohort-2024/cohort-2024-synthetic.csv"
path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))
print(f"{path.relative_to(root)}: {len(stayers)} + {len(joiners)} institutions")
