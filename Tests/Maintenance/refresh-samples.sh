#!/usr/bin/env bash
# Pins the sample answers, plans and audits to the current content of their questionnaire version.
#
# usage: Tests/Maintenance/refresh-samples.sh
#
# Replaces the digest in Samples/{institutions,years}/*.answers.json and Samples/years/*.plan.json by
# the one of the definition in Questionnaires, and in Samples/plans/NAME.plan.json and Samples/audit/NAME.audit.json that and the
# SHA-256 of NAME.answers.json. For draft versions only: answers to a released version stay as they
# are. Files that answer a version that is not in Questionnaires are refused, and then nothing is changed.
# Needs swift and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."

swift build --product briedums >&2
versions="$("$(swift build --show-bin-path)/briedums" questionnaires --json --questionnaires Questionnaires)"

python3 - "$versions" Samples/{institutions,years}/*.answers.json \
    Samples/years/*.plan.json <<'PYTHON'
import glob
import hashlib
import json
import os
import sys

versions = {
    (entry["id"], entry["version"]): entry
    for entry in json.loads(sys.argv[1])["questionnaires"]
}
changes, refused = {}, []
for path in sys.argv[2:]:
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    pinned = json.loads(text)["questionnaire"]
    name = f"{pinned['id']} {pinned['version']}"
    current = versions.get((pinned["id"], pinned["version"]))
    if current is None:
        refused.append(f"{path}: {name} is not in Questionnaires.")
    elif current["digest"] == pinned["digest"]:
        continue
    elif current["status"] != "draft":
        refused.append(f"{path}: {name} is {current['status']}; its content must not change.")
    elif text.count(pinned["digest"]) != 1:
        refused.append(f"{path}: the digest does not occur exactly once.")
    else:
        changes[path] = text.replace(pinned["digest"], current["digest"])
if refused:
    sys.exit("\n".join(refused + ["Nothing was changed."]))
def write(path, text):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    print(f"{path}: refreshed")


for path, text in changes.items():
    write(path, text)
print(f"{len(changes)} of {len(sys.argv) - 2} files changed")

# Plans and audits pin the bytes of the answers as well, with and without the algorithm's name.
for path in sorted(glob.glob("Samples/plans/*.json") + glob.glob("Samples/audit/*.audit.json")):
    name = os.path.basename(path).split(".")[0]
    with open(f"Samples/institutions/{name}.answers.json", "rb") as file:
        answers = file.read()
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    pinning = json.loads(text)
    digest = hashlib.sha256(answers).hexdigest()
    fresh = text.replace(
        pinning["questionnaire"]["digest"], json.loads(answers)["questionnaire"]["digest"])
    if "answers_digest" in pinning:
        fresh = fresh.replace(pinning["answers_digest"], f"sha256:{digest}")
    else:
        fresh = fresh.replace(pinning["answers"]["sha256"], digest)
    if fresh != text:
        write(path, fresh)
PYTHON
