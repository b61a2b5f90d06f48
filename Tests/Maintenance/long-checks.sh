#!/usr/bin/env bash
# What takes too long for every change: interviews killed 200 times, 20,000 random responses judged
# one by one and together, and the recipe for Apache Spark.
#
# usage: Tests/Maintenance/long-checks.sh
#
# `swift test` does the first two with fewer rounds. Needs swift and python3, and Java for Spark,
# which is skipped, aloud, without it.
set -euo pipefail
cd "$(dirname "$0")/../.."

swift build --build-tests
killed="$(mktemp -d)"
trap 'rm -rf "$killed"' EXIT
cp Samples/institutions/new.answers.json "$killed/a.answers.json"
python3 Tests/EndToEndTests/Scripts/interview_in_terminal.py "$PWD/.build/debug/briedums" kill \
    "$killed/a.answers.json" 200 "$RANDOM"
BRIEDUMS_LONG=1 swift test --skip-build --filter SingleEngineTests
Tests/Benchmarks/batch/spark.sh "$PWD/.build/debug/briedums"
