#!/usr/bin/env python3
"""A checksum of the columns that all programs compute. usage: checksum.py [--ours] FILE [OTHER]

With --ours FILE was written by `briedums batch`. With OTHER, written by one of the others, the
first five differences are shown and the status is 1 if there are any.
"""
import csv
import hashlib
import sys

import job


def rows(path, is_ours):
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if is_ours:
                row["violated"] = str(len(row["violated"].split()))
                for name in row:
                    if name == "index" or name.endswith(("_point", "_low", "_high")):
                        if not name.endswith(("level_low", "level_high")) and row[name]:
                            row[name] = str(int(row[name].replace(".", "")))
            yield [row[name] for name in job.OUTPUT]


def main():
    arguments = sys.argv[1:]
    is_ours = arguments[0] == "--ours"
    files = arguments[1:] if is_ours else arguments
    first = rows(files[0], is_ours)
    if len(files) == 1:
        digest = hashlib.sha256()
        for row in first:
            digest.update((",".join(row) + "\n").encode())
        print(digest.hexdigest())
        return
    different = 0
    other = rows(files[1], False)
    for number, pair in enumerate(zip(first, other, strict=True), 1):
        for name, a, b in zip(job.OUTPUT, *pair):
            if a != b:
                different += 1
                if different <= 5:
                    print(f"row {number}, {name}: {a or '–'} and {b or '–'}")
    print(f"differences: {different}")
    sys.exit(different > 0)


main()
