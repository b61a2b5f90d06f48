#!/usr/bin/env bash
# Pins the sample answers and audits to the current content of their questionnaire version.
#
# usage: Tests/Maintenance/refresh-samples.sh
#
# Replaces the digest in Samples/institutions/*.answers.json by the one of the definition in
# Questionnaires, and in Samples/audit/NAME.audit.json that and the SHA-256 of NAME.answers.json.
# For draft versions only: answers to a released version stay as they are. Files
# that answer a version that is not in Questionnaires are refused, and then nothing is changed.
# Needs swift and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."

swift build --product briedums >&2
versions="$("$(swift build --show-bin-path)/briedums" questionnaires --json --questionnaires Questionnaires)"

python3 - "$versions" Samples/institutions/*.answers.json <<'PYTHON'
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
for path, text in changes.items():
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    print(f"{path}: refreshed")
print(f"{len(changes)} of {len(sys.argv) - 2} files changed")

# An audit pins the bytes of the answers that it judges as well.
for path in sorted(glob.glob("Samples/audit/*.audit.json")):
    name = os.path.basename(path).removesuffix(".audit.json")
    with open(f"Samples/institutions/{name}.answers.json", "rb") as file:
        answers = file.read()
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    audit = json.loads(text)
    fresh = text.replace(
        audit["questionnaire"]["digest"], json.loads(answers)["questionnaire"]["digest"]
    ).replace(audit["answers"]["sha256"], hashlib.sha256(answers).hexdigest())
    if fresh != text:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(fresh)
        print(f"{path}: refreshed")
PYTHON
