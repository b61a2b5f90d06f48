#!/usr/bin/env python3
"""Compares `briedums batch` with a minimal C program, polars and DuckDB, and prints the ratios.

usage: run.py [--rows N] [--rounds N] [--scratch FOLDER] BRIEDUMS
       run.py --check BRIEDUMS

Needs a C compiler (cc), python3 and, from PyPI into an environment in the scratch folder, polars,
fastexcel, xlsxwriter and duckdb. Every program must give the same figures before it is measured.
The programs run in turn, round after round, with warm files and output to a file in memory where
there is one; the table shows the best round of each. --check only compares results on 2,000 rows,
with the C program and, where they are installed, polars and DuckDB.
"""
import argparse
import importlib.util
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def run(command, output=None):
    """Runs a command that must succeed."""
    with open(output or os.devnull, "wb") as sink:
        status = subprocess.run([str(part) for part in command], stdout=sink).returncode
    if status != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")


def figures(launcher, command, output=None):
    """Wall time, processor time in seconds and peak memory in megabytes of a command."""
    with tempfile.TemporaryFile() as report:
        words = [str(part) for part in command]
        with open(output or os.devnull, "wb") as sink:
            status = subprocess.run(
                ["sh", "-c", f'exec "$@" 3>&{report.fileno()}', "sh", launcher, *words],
                stdout=sink, pass_fds=[report.fileno()]).returncode
        if status != 0:
            raise SystemExit(f"failed: {' '.join(words)}")
        report.seek(0)
        wall, cpu, kilobytes = map(float, report.read().split())
    return wall, cpu, kilobytes / 1024


def launcher(scratch):
    """Builds the program that measures others."""
    program = scratch / "measure"
    subprocess.run(["cc", "-O2", "-o", program, HERE / "measure.c"], check=True)
    return program


def floor(scratch, table):
    """Builds the C program for the columns of a table."""
    subprocess.run([sys.executable, HERE / "make_floor.py", scratch / "floor_tables.h", table],
                   check=True)
    program = scratch / "floor"
    subprocess.run(["cc", "-O3", "-march=native", "-pthread", f"-I{scratch}", "-o", program,
                    HERE / "floor.c"], check=True)
    return program


def data(scratch, rows, form):
    path = scratch / f"r{rows}.{form}"
    if not path.exists():
        python = environment(scratch) if form == "xlsx" else sys.executable
        subprocess.run([python, HERE / "generate.py", str(rows), path, "--format", form],
                       check=True)
    return path


def environment(scratch):
    python = scratch / "environment/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", scratch / "environment"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "polars", "fastexcel",
                        "xlsxwriter", "duckdb"], check=True)
    return python


def agree(ours, theirs, name):
    """Compares all common columns of all rows."""
    result = subprocess.run([sys.executable, HERE / "checksum.py", "--ours", ours, theirs],
                            capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{name} and briedums differ:\n{result.stdout}{result.stderr}")
    print(f"{name} gives the same figures")


def check(tool):
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        table = data(scratch, 2000, "csv")
        ours = scratch / "ours.csv"
        run([tool, "batch", table, "-o", "-", "-q"], ours)
        run([floor(scratch, table), table, scratch / "floor.csv", 2])
        agree(ours, scratch / "floor.csv", "the C program")
        for name in ("polars", "duckdb"):
            if importlib.util.find_spec(name) is None:
                print(f"SKIPPED: {name} is not installed", file=sys.stderr)
                continue
            run([sys.executable, HERE / f"{name}_job.py", table, scratch / f"{name}.csv"])
            agree(ours, scratch / f"{name}.csv", name)


def measure(title, commands, rounds, program):
    """Runs commands in turn and prints the best of each beside the first."""
    best = {}
    for _ in range(rounds):
        for name, command, output in commands:
            found = figures(program, command, output)
            old = best.get(name, found)
            best[name] = tuple(min(pair) for pair in zip(old, found))
    print(f"\n{title}")
    print(f"{'':34}{'wall s':>9}{'cpu s':>9}{'MB':>7}{'wall, briedums = 1':>20}")
    first = best[commands[0][0]]
    for name, _, _ in commands:
        wall, cpu, memory = best[name]
        print(f"{name:34}{wall:9.3f}{cpu:9.3f}{memory:7.0f}{wall / first[0]:20.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scratch", type=pathlib.Path, default=pathlib.Path("/dev/shm/briedums"))
    parser.add_argument("briedums", type=pathlib.Path)
    arguments = parser.parse_args()
    tool = arguments.briedums.resolve()
    if arguments.check:
        check(tool)
        return
    scratch, rounds = arguments.scratch, arguments.rounds
    scratch.mkdir(parents=True, exist_ok=True)
    python = environment(scratch)
    out = scratch / "out.csv"
    ours = scratch / "ours.csv"

    def batch(table, *options):
        return [tool, "batch", table, "-o", "-", "-q", *options]

    large = data(scratch, arguments.rows, "csv")
    small = data(scratch, max(1000, arguments.rows // 10), "csv")
    lines = data(scratch, max(1000, arguments.rows // 10), "ndjson")
    sheet = data(scratch, max(1000, arguments.rows // 10), "xlsx")
    few = data(scratch, 130, "csv")
    program = floor(scratch, large)
    meter = launcher(scratch)

    run(batch(small), ours)
    for name, command in [
        ("the C program", [program, small, out, 2]),
        ("polars", [python, HERE / "polars_job.py", small, out]),
        ("DuckDB", [python, HERE / "duckdb_job.py", small, out]),
        ("polars on the workbook", [python, HERE / "polars_job.py", sheet, out]),
    ]:
        run(command)
        agree(ours, out, name)
    for table in (sheet, lines):
        run(batch(table), out)
        if ours.read_bytes() != out.read_bytes():
            raise SystemExit(f"{table.name} gives other rows than the CSV table")

    measure(f"CSV, {arguments.rows:,} rows, {large.stat().st_size >> 20} MB", [
        ("briedums, 2 threads", batch(large, "-j", "2"), out),
        ("briedums, 1 thread", batch(large, "-j", "1"), out),
        ("C, 2 threads", [program, large, out, 2], None),
        ("C, 1 thread", [program, large, out, 1], None),
        ("polars", [python, HERE / "polars_job.py", large, out], None),
        ("DuckDB", [python, HERE / "duckdb_job.py", large, out], None),
    ], rounds, meter)
    measure(f"XLSX, {arguments.rows // 10:,} rows, {sheet.stat().st_size >> 20} MB", [
        ("briedums", batch(sheet), out),
        ("polars with calamine, whole job", [python, HERE / "polars_job.py", sheet, out], None),
    ], rounds, meter)
    measure(f"NDJSON, {arguments.rows // 10:,} rows, {lines.stat().st_size >> 20} MB", [
        ("briedums", batch(lines), out),
        ("polars, reading alone", [python, "-c", "import sys, polars; polars.read_ndjson("
                                   "sys.argv[1], infer_schema_length=10000)", lines], None),
    ], rounds, meter)
    measure("130 rows, the whole process", [
        ("briedums", batch(few), out),
        ("python3 -c pass", [sys.executable, "-c", "pass"], None),
        ("C", [program, few, out, 1], None),
    ], 10 * rounds, meter)


main()
