#!/usr/bin/env python3
"""The job of job.py in polars, lazy and streaming. usage: polars_job.py TABLE OUTPUT"""
import sys

import polars as pl

import job

first, second, third = job.sql_layers()


def expressions(layer):
    # polars parses SQL into its own expressions; a failed cast is TRY_CAST, as in DuckDB.
    return [pl.sql_expr(expression).alias(name) for expression, name in layer]


def tenths(part, whole):
    return pl.when(whole > 0).then((2000 * part + whole) // (2 * whole))


path = sys.argv[1]
if path.endswith(".xlsx"):
    table = pl.read_excel(path, engine="calamine", infer_schema_length=0).lazy()
    table = table.with_columns(pl.all().cast(pl.String))
elif path.endswith(".ndjson"):
    table = pl.scan_ndjson(path, infer_schema_length=10_000)
    table = table.with_columns(pl.all().cast(pl.String))
else:
    table = pl.scan_csv(path, infer_schema=False)
table = table.with_columns(expressions(first))
table = table.select("registration_number", *expressions(second))
table = table.select("registration_number", *expressions(third))
final = []
whole = pl.lit(1, dtype=pl.Int64)
for name in job.DIMENSIONS:
    whole = whole * pl.col(f"w_{name}").cast(pl.Int64)
parts = pl.lit(0, dtype=pl.Int64)
for name in job.DIMENSIONS:
    s, w, p = (pl.col(f"{kind}_{name}").cast(pl.Int64) for kind in "swp")
    product = s
    for other in job.DIMENSIONS:
        if other != name:
            product = product * pl.col(f"w_{other}").cast(pl.Int64)
    parts = parts + product
    level = pl.lit(0)
    reached = pl.lit(True)
    for number in (1, 2, 3):
        reached = reached & pl.col(f"g{number}_{name}") & (4 * s >= number * w)
        level = level + reached.cast(pl.Int32)
    final += [
        tenths(s, w).alias(f"{name}_point"), tenths(s, p).alias(f"{name}_low"),
        tenths(s + p - w, p).alias(f"{name}_high"),
        pl.when(w > 0).then(level).alias(f"{name}_level")]
final.append(pl.when(whole > 0).then((2000 * parts + 4 * whole) // (8 * whole)).alias("index"))
table = table.select("registration_number", "answered", "unknown", "violated", *final)
levels = [pl.col(f"{name}_level") for name in job.DIMENSIONS]
complete = pl.all_horizontal([level.is_not_null() for level in levels])
table = table.with_columns(
    pl.when(complete).then(pl.min_horizontal(levels)).alias("overall_level"))
table.select(job.OUTPUT).sink_csv(sys.argv[2])
