#!/usr/bin/env python3
"""Print the table of shipped rules for docs/rules.md, or check that the document has it.

usage: rule-table.py            print the table
       rule-table.py --check    exit 1 if the table in docs/rules.md differs
"""

import difflib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BEGIN, END = "<!-- rules of vppp/2021.1 -->\n", "<!-- end -->\n"


def table():
    path = ROOT / "Questionnaires/vppp/2021.1/rules.json"
    rules = json.loads(path.read_text(encoding="utf-8"))["rules"]
    rows = [f"| {rule['id']} | `{rule['rule']}` | {rule['kind']} |\n" for rule in rules]
    return "".join(["| id | rule | kind |\n", "|---|---|---|\n"] + rows)


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__.strip(), file=sys.stderr)
        return 64
    if not arguments:
        print(table(), end="")
        return 0
    text = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    documented = text.partition(BEGIN)[2].partition(END)[0]
    differences = list(difflib.unified_diff(
        documented.splitlines(), table().splitlines(), "docs/rules.md", "rules.json", lineterm=""))
    print("\n".join(differences))
    if differences:
        print("Replace the table in docs/rules.md by the output of Tests/Maintenance/rule-table.py.")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
