#!/usr/bin/env bash
# Prints how long the plans of the synthetic cohort take and what they save against greedy ones.
#
# usage: Tests/Benchmarks/planning.sh
#
# The time of each plan includes its certificate and the check of it. Needs swift.
set -euo pipefail
cd "$(dirname "$0")/../.."

BRIEDUMS_BENCHMARK=1 swift test --filter PlanningBenchmark |
    grep -E '^(plans|greedy|ratio|worst)|✘'
