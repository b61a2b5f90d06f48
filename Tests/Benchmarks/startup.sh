#!/usr/bin/env bash
# Compares the start-up time of briedums with that of an empty program that imports Foundation.
#
# usage: Tests/Benchmarks/startup.sh [PAIRS]
#
# Builds both in release mode with the Swift libraries linked statically, runs them in alternation
# (40 pairs unless told otherwise), and prints the medians and their ratio. It judges nothing.
# Needs swift and python3. Builds in .build-static and, for the other program, in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

pairs="${1:-40}"
scratch=.build-static
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

mkdir -p "$folder/Sources/empty"
cat >"$folder/Package.swift" <<'SWIFT'
// swift-tools-version: 6.2
import PackageDescription

let package = Package(name: "empty", targets: [.executableTarget(name: "empty")])
SWIFT
cat >"$folder/Sources/empty/main.swift" <<'SWIFT'
import Foundation

// Something of Foundation is used, so that the linker keeps the library.
print(ProcessInfo.processInfo.environment.isEmpty ? "empty" : "empty program")
SWIFT

flags=(-c release --static-swift-stdlib)
swift build "${flags[@]}" --scratch-path "$scratch" --product briedums >&2
swift build "${flags[@]}" --package-path "$folder" --scratch-path "$folder/build" >&2

tool="$scratch/release/briedums"
empty="$folder/build/release/empty"
printf 'briedums: %s bytes; empty program with Foundation: %s bytes\n' \
    "$(wc -c <"$tool" | tr -d ' ')" "$(wc -c <"$empty" | tr -d ' ')"

python3 - "$pairs" "$tool" "$empty" <<'PYTHON'
import statistics
import subprocess
import sys
import time

pairs, tool, empty = int(sys.argv[1]), sys.argv[2], sys.argv[3]
calls = {
    "empty program with Foundation": [empty],
    "briedums --version": [tool, "--version"],
    "briedums assess (one institution)": [
        tool, "assess", "--date", "2026-11-21", "Samples/institutions/clean.answers.json"],
}
times = {name: [] for name in calls}
for round in range(pairs + 3):
    for name, call in calls.items():
        start = time.perf_counter()
        subprocess.run(call, stdout=subprocess.DEVNULL, check=True)
        elapsed = time.perf_counter() - start
        if round >= 3:  # the first rounds warm the caches
            times[name].append(elapsed * 1000)
medians = {name: statistics.median(values) for name, values in times.items()}
base = medians["empty program with Foundation"]
print(f"{pairs} rounds in alternation, medians, process creation included:")
for name, median in medians.items():
    print(f"  {name:34} {median:7.2f} ms   ratio {median / base:5.2f}")
PYTHON
