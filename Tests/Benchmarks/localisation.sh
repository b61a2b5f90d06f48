#!/usr/bin/env bash
# Shows how error localisation does on the synthetic cohort and on answers with many planted
# contradictions.
#
# usage: Tests/Benchmarks/localisation.sh [SEED]
#
# Builds in release mode, turns every row of the cohort of 2021 into an answers file in a temporary
# folder and checks each in a process of its own, with and without --strict. Then plants 40
# contradictory answers into one file, 20 times, drawn from SEED (1 unless told otherwise). Prints
# what it finds and judges nothing; fails only if a run fails or takes longer than 60 seconds.
# Needs swift and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."

swift build -c release --product briedums >&2
tool="$(swift build -c release --show-bin-path)/briedums"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

python3 - "$tool" "$folder" "${1:-1}" <<'PYTHON'
import csv
import json
import random
import statistics
import subprocess
import sys
import time

tool, folder, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
SECONDS = 60
failures = 0

listed = json.loads(subprocess.run(
    [tool, "questionnaires", "--json"], capture_output=True, check=True).stdout)
version = next(entry for entry in listed["questionnaires"]
               if (entry["id"], entry["version"]) == ("vppp", "2021.1"))
with open("Questionnaires/vppp/2021.1/questionnaire.json", encoding="utf-8") as file:
    questionnaire = json.load(file)
scales = {scale["id"]: scale for scale in questionnaire["scales"]}
profile = {field["id"]: field for field in questionnaire["profile"]}
items = {}
for question in questionnaire["questions"]:
    isScoped = scales.get(question.get("scale"), {}).get("scoped", False)
    for scope in questionnaire["scopes"] if isScoped else [None]:
        items[question["id"] + ("." + scope["id"] if scope else "")] = question


def value(text, question):
    """A cell of the table as the value of an answers file."""
    if "count" in question:
        return int(text)
    if "options" in question:
        return text.split("|")
    return text


def document(row):
    """A row of the table as the content of an answers file."""
    answers = {}
    for item, question in items.items():
        text = row.get(item, "")
        if text in ("unknown", "not_applicable"):
            answers[item] = {"state": text}
        elif text:
            answers[item] = {"value": value(text, question)}
    return {
        "schema": "briedums.answers/1",
        "questionnaire": {key: version[key] for key in ("id", "version", "digest")},
        "revision": 1,
        "synthetic": True,
        "institution": {
            "registration_number": row["registration_number"], "name": row["name"],
            "ministry": row["ministry"], "survey_year": int(row["survey_year"])},
        "profile": {name: value(row[name], field) for name, field in profile.items()
                    if row.get(name, "") not in ("", "unknown")},
        "answers": answers,
    }


def write(name, content):
    path = f"{folder}/{name}.answers.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
    return path


def check(path, *options):
    """The localisation of a file and the seconds of the whole process; nothing if it failed."""
    global failures
    start = time.perf_counter()
    try:
        run = subprocess.run([tool, "check", "--json", *options, path], capture_output=True,
                             timeout=SECONDS)
    except subprocess.TimeoutExpired:
        failures += 1
        print(f"{path}: not done after {SECONDS} s")
        return None
    elapsed = time.perf_counter() - start
    if run.returncode not in (0, 1):
        failures += 1
        print(f"{path}: status {run.returncode}: {run.stderr.decode(errors='replace')[:500]}")
        return None
    return json.loads(run.stdout)["localisation"], elapsed


def cohort(paths, *options):
    results = [(path, *found) for path in paths if (found := check(path, *options))]
    if not results:
        return
    states = [found["status"] for _, found, _ in results]
    contradictory = sum(state != "consistent" for state in states)
    proven = sum(found["proven"] for _, found, _ in results)
    path, slowest, elapsed = max(results, key=lambda result: result[2])
    most = max(found["searches"] for _, found, _ in results)
    times = [seconds for _, _, seconds in results]
    name = path.rsplit("/", 1)[1].split(".")[0]
    print(f"cohort {' '.join(options) or '(hard rules)'}: {len(results)} files, "
          f"{contradictory} contradictory, {proven} proven")
    print(f"  slowest: {name}, {slowest['status']}, weight {slowest['minimum_weight']}, "
          f"{slowest['searches']} searches, {elapsed * 1000:.0f} ms; most searches {most}; "
          f"median {statistics.median(times) * 1000:.0f} ms, all {sum(times):.1f} s")


with open("Samples/cohort-2021/cohort-2021-synthetic.csv", encoding="utf-8-sig",
          newline="") as file:
    documents = [document(row) for row in csv.DictReader(file, delimiter=";")]
paths = [write(f"row-{number:03}", content) for number, content in enumerate(documents, 1)]
cohort(paths)
cohort(paths, "--strict")

# Contradictions planted into one file that has an answer to everything.
shares = [question["id"] for question in questionnaire["questions"]
          if question.get("scale") == "share" and question["id"] != "K1"]
base = next(content for content in documents if content["answers"].get("V2", {}).get("value", 0)
            > content["answers"].get("V3", {}).get("value", 0) > 0)


def planted(generator):
    """The base with 40 planted contradictory answers: the rules PR08-PR10, PR14, PR25, PR31, PR32."""
    content = json.loads(json.dumps(base))
    answers = content["answers"]
    changed = {}

    def put(**values):
        changed.update(values)

    def two(question, everywhere, key):
        changed[f"{question}.all"] = everywhere
        changed[f"{question}.key"] = key

    kinds = [
        lambda: put(V13="yes", V11="no", V12="no"),
        lambda: put(V9="yes", V8="no"),
        lambda: put(V10="yes", V8="no"),
        lambda: put(**{"F2.all": "most", "F1.all": "some"}),
        lambda: put(**{"F2.key": "all", "F1.key": "none"}),
        lambda: put(**{"D5.key": "most", "D4.key": "some"}),
        lambda: put(**{"D5.all": "all", "D4.all": "most"}),
        lambda: put(V3=answers["V2"]["value"]),
    ]
    pairs = [("all", "some"), ("all", "none"), ("none", "most"), ("none", "some"),
             ("some", "most")]
    while len(changed) < 40:
        if generator.random() < 0.35:
            generator.choice(kinds)()
        else:
            two(generator.choice(shares), *generator.choice(pairs))
    for item in list(changed)[:40]:
        answers[item] = {"value": changed[item]}
    return content


print(f"40 planted answers, seed {seed}:")
generator = random.Random(seed)
for number in range(1, 21):
    found = check(write(f"planted-{number:02}", planted(generator)))
    if found:
        localisation, elapsed = found
        count = localisation["correction_count"]
        print(f"  {number:2}: {localisation['status']}, weight {localisation['minimum_weight']}, "
              f"{'unknown' if count is None else count} corrections, "
              f"{localisation['searches']} searches, {elapsed * 1000:.0f} ms")
sys.exit(1 if failures else 0)
PYTHON
