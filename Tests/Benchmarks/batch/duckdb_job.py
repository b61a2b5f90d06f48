#!/usr/bin/env python3
"""The job of job.py in DuckDB. usage: duckdb_job.py TABLE OUTPUT [THREADS]"""
import sys

import duckdb

import job

first, second, third = job.sql_layers()


def select(layer, carried, source):
    columns = [job.quoted(name) for name in carried]
    columns += [f"{expression} AS {job.quoted(name)}" for expression, name in layer]
    return f"SELECT {', '.join(columns)} FROM ({source})"


def tenths(part, whole):
    return f"CASE WHEN {whole} > 0 THEN (2000 * {part} + {whole}) // (2 * {whole}) END"


source = f"SELECT * FROM read_csv('{sys.argv[1]}', header = true, all_varchar = true)"
query = f"SELECT *, {', '.join(f'{e} AS {job.quoted(n)}' for e, n in first)} FROM ({source})"
query = select(second, ["registration_number"], query)
query = select(third, ["registration_number"], query)
final = []
for name in job.DIMENSIONS:
    s, w, p = f"s_{name}", f"w_{name}", f"p_{name}"
    level = " + ".join(
        "CAST(" + " AND ".join(f"g{k}_{name} AND 4 * {s} >= {k} * {w}" for k in range(1, n + 1))
        + " AS INTEGER)" for n in (1, 2, 3))
    final += [(tenths(s, w), f"{name}_point"), (tenths(s, p), f"{name}_low"),
              (tenths(f"({s} + {p} - {w})", p), f"{name}_high"),
              (f"CASE WHEN {w} > 0 THEN {level} END", f"{name}_level")]
dimensions = job.DIMENSIONS
whole = " * ".join(f"CAST(w_{name} AS BIGINT)" for name in dimensions)
parts = " + ".join(
    " * ".join([f"CAST(s_{name} AS BIGINT)"]
               + [f"CAST(w_{other} AS BIGINT)" for other in dimensions if other != name])
    for name in dimensions)
final += [(f"CASE WHEN {whole} > 0 THEN (2000 * ({parts}) + 4 * {whole}) // (8 * {whole}) END",
           "index")]
query = select(final, ["registration_number", "answered", "unknown", "violated", *[
    f"w_{name}" for name in dimensions]], query)
overall = (f"CASE WHEN {' AND '.join(f'w_{name} > 0' for name in dimensions)} "
           f"THEN LEAST({', '.join(f'{name}_level' for name in dimensions)}) END")
query = select([(overall, "overall_level")],
               [name for name in job.OUTPUT if name != "overall_level"], query)
query = f"SELECT {', '.join(job.quoted(name) for name in job.OUTPUT)} FROM ({query})"
connection = duckdb.connect(config={"threads": int(sys.argv[3]) if len(sys.argv) > 3 else 2})
connection.execute(f"COPY ({query}) TO '{sys.argv[2]}' (HEADER true)")
