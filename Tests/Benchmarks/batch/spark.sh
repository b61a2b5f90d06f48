#!/usr/bin/env bash
# Runs the Spark recipe of docs/batch.md on the cohort of 2021 and compares it with a single run.
#
# usage: Tests/Benchmarks/batch/spark.sh BRIEDUMS
#
# Installs PySpark into a temporary folder. Where there is no Java, or PySpark cannot be installed,
# it says so and ends well.
set -euo pipefail
cd "$(dirname "$0")/../../.."

skip() { printf 'SKIPPED: the Spark recipe, because %s\n' "$1" >&2; exit 0; }
command -v java >/dev/null || skip 'there is no Java runtime (Debian: default-jre-headless)'
environment="${SPARK_ENVIRONMENT:-}"
if [[ -z "$environment" ]]; then
    environment="$(mktemp -d)"
    trap 'rm -rf "$environment"' EXIT
    python3 -m venv "$environment" || skip 'python3 cannot make an environment'
    "$environment/bin/pip" install --quiet 'pyspark>=3.5' ||
        skip 'PySpark could not be installed'
fi
"$environment/bin/python" Tests/Benchmarks/batch/spark_recipe.py "$1" \
    Samples/cohort-2021/cohort-2021-synthetic.csv
