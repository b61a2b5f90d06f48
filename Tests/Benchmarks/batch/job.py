"""The job of the comparison, written a second time: what vppp 2021.1 asks for, as SQL and as C.

Weights and questions come from the definition files; the rules are written out here by hand, so
that agreement of the results says something. Unknown is NULL, and SQL's three-valued logic is that
of the rules. The job is smaller than ours: points, intervals and levels of four dimensions, index,
overall level and the number of violated rules, without ranges of levels, groups, targets, names of
rules and credibility.
"""
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = ROOT / "Questionnaires/vppp/2021.1"
QUESTIONNAIRE = json.loads((FOLDER / "questionnaire.json").read_text(encoding="utf-8"))
MATURITY = json.loads((FOLDER / "maturity.json").read_text(encoding="utf-8"))
DIMENSIONS = [dimension["id"] for dimension in MATURITY["dimensions"]]
VALUES = {"no": 0, "yes": 4, "none": 0, "some": 1, "most": 3, "all": 4}  # quarters

SHARES = [q["id"] for q in QUESTIONNAIRE["questions"] if q.get("scale") == "share"]
YES_NO = [q["id"] for q in QUESTIONNAIRE["questions"] if q.get("scale") == "yes_no"]
MULTIPLE = ["V1", "V6", "V7", "V19"]
COUNTS = ["V2", "V3"]
CODED = YES_NO + [f"{share}.{scope}" for share in SHARES for scope in ("all", "key")]
ITEMS = CODED + MULTIPLE + COUNTS


def weights(item):
    """The weight of an item in each dimension."""
    question, _, scope = item.partition(".")
    given = MATURITY["weights"].get(question, {})
    factor = MATURITY["scope_weights"][scope] if scope else 1
    return [given.get(dimension, 0) * factor for dimension in DIMENSIONS]


# ---- Rules: ("is", item, value), (">", item, value), ("<=", item, item), ("has", item, option) …

def yes(item):
    return ("is", item, 4)


def no(item):
    return ("is", item, 0)


def above_none(item):
    return (">", item, 0)


def implies(condition, consequence):
    return ("or", ("not", condition), consequence)


def both(*nodes):
    return ("and", *nodes)


def either(*nodes):
    return ("or", *nodes)


U = [f"U{number}" for number in range(1, 35)]
RULES = [
    implies(yes("V21"), ("has", "V1", "institutions")),
    implies(("has", "V1", "institutions"), yes("V21")),
    implies(no("V5"), no("U12")),
    implies(yes("U10"), yes("U15")),
    implies(yes("U28"), yes("V16")),
    implies(yes("V4"), either(yes("U2"), yes("V5"))),
    implies(("count", U, 26), both(yes("V4"), yes("V5"), yes("U2"))),
    implies(yes("V13"), either(yes("V11"), yes("V12"))),
    implies(yes("V9"), yes("V8")),
    implies(yes("V10"), yes("V8")),
    implies(yes("U6"), (">", "V3", 0)),
    implies(no("U6"), ("is", "V3", 0)),
    ("<=", "V3", "V2"),
    implies(yes("U30"), above_none("C2.all")),
    implies(yes("U34"), yes("V8")),
    implies(yes("U8"), above_none("B6.all")),
    ("alone", "V6", "none"), ("alone", "V7", "none"), ("alone", "V19", "none"),
    implies(yes("V17"), ("not", ("only", "V19", "none"))),
    implies(both(*[yes(f"U{n}") for n in (1, 2, 3, 4)]), ("has", "V7", "planning")),
    implies(yes("U33"), ("has", "V7", "retirement")),
    implies(yes("U14"), above_none("E1.all")),
    implies(yes("U27"), ("not", both(*[no(f"N{n}.all") for n in range(1, 6)]))),
    implies(both(yes("V15"), yes("V14")), either(yes("V11"), yes("V12"))),
]
for scope in ("all", "key"):
    RULES += [
        implies(above_none(f"H3.{scope}"), above_none(f"H2.{scope}")),
        both(
            implies(("is", f"F2.{scope}", 4), no(f"D3.{scope}")),
            implies(above_none(f"F2.{scope}"), ("not", ("is", f"D3.{scope}", 4)))),
        implies(("is", f"D5.{scope}", 4), ("is", f"D3.{scope}", 4)),
        ("<=", f"F2.{scope}", f"F1.{scope}"),
        ("<=", f"D5.{scope}", f"D4.{scope}"),
    ]
for share in SHARES:
    RULES += [
        implies(("is", f"{share}.all", 4), ("is", f"{share}.key", 4)),
        implies(no(f"{share}.all"), no(f"{share}.key")),
        implies(both(("same", "V3", "V2"), (">", "V2", 0)),
                ("same", f"{share}.key", f"{share}.all")),
    ]


def operands(node):
    """The items that a rule is about."""
    if node[0] in ("and", "or", "not"):
        return set().union(*[operands(part) for part in node[1:]])
    if node[0] == "count":
        return set(node[1])
    if node[0] in ("<=", "same"):
        return {node[1], node[2]}
    return {node[1]}


def gates():
    """(dimension, level, item, lowest passing value), all-services answers of share questions."""
    levels = [level["id"] for level in MATURITY["levels"]]
    result = []
    for gate in MATURITY["gates"]:
        item, _, value = gate["requirement"].split()
        if item in SHARES:
            item += ".all"
        result.append(
            (DIMENSIONS.index(gate["dimension"]), levels.index(gate["level"]), item,
             VALUES[value]))
    return result


OUTPUT = ["registration_number", "answered", "unknown"]
for name in DIMENSIONS:
    OUTPUT += [f"{name}_point", f"{name}_low", f"{name}_high", f"{name}_level"]
OUTPUT += ["index", "overall_level", "violated"]


# ---- SQL, in layers so that nothing is computed twice

def quoted(name):
    return '"' + name + '"'


def asked(item):
    """Whether an item is asked; what a condition leaves open is asked."""
    services = "(n_V2 IS NULL OR n_V2 > 0)"
    if item in ("V3", "U6"):
        return services
    if "." not in item:
        return "TRUE"
    if item.endswith(".key"):
        services = f"({services} AND (n_V3 IS NULL OR n_V3 > 0))"
    if item.startswith("K1."):
        return f"({services} AND (kind IS NULL OR kind IN ('', 'unknown', 'municipality')))"
    return services


def sql_layers():
    """Lists of (expression, name); each layer is computed from the one before."""
    number = "TRY_CAST({} AS BIGINT)"
    # With no services V3 is not asked, and then key services are not asked about either.
    first = [(number.format(quoted(n)), f"n_{n}") for n in COUNTS]
    second = []
    for item in ITEMS:
        here = asked(item)
        column = quoted(item)
        second.append((f"({here} AND COALESCE({column}, '') <> 'not_applicable')", f"a_{item}"))
        second.append((f"CAST({here} AND COALESCE({column}, '') = 'unknown' AS INTEGER)",
                       f"u_{item}"))
        if item in COUNTS:
            value = f"CASE WHEN {here} THEN n_{item} END"
        elif item in MULTIPLE:
            value = (f"CASE WHEN {column} NOT IN ('', 'unknown', 'not_applicable') "
                     f"THEN '|' || {column} || '|' END")
        else:
            words = ["no", "yes"] if "." not in item else ["none", "some", "most", "all"]
            cases = " ".join(f"WHEN {column} = '{word}' THEN {VALUES[word]}" for word in words)
            value = f"CASE WHEN NOT {here} THEN NULL {cases} END"
        second.append((value, f"k_{item}"))
    third = [
        (" + ".join(f"CAST({quoted('k_' + i)} IS NOT NULL AS INTEGER)" for i in ITEMS),
         "answered"),
        (" + ".join(quoted("u_" + i) for i in ITEMS), "unknown"),
    ]
    for index, dimension in enumerate(DIMENSIONS):
        achieved, whole, applicable = [], [], []
        for item in CODED:
            weight = weights(item)[index]
            if weight:
                key = quoted("k_" + item)
                achieved.append(f"{weight} * COALESCE({key}, 0)")
                whole.append(f"{4 * weight} * CAST({key} IS NOT NULL AS INTEGER)")
                applicable.append(f"{4 * weight} * CAST({quoted('a_' + item)} AS INTEGER)")
        third += [(" + ".join(achieved), f"s_{dimension}"), (" + ".join(whole), f"w_{dimension}"),
                  (" + ".join(applicable), f"p_{dimension}")]
        for level in (1, 2, 3):
            passed = [
                f"(NOT {quoted('a_' + item)} OR COALESCE({quoted('k_' + item)} >= {value}, FALSE))"
                for where, at, item, value in gates() if where == index and at == level]
            third.append((f"({' AND '.join(passed) or 'TRUE'})", f"g{level}_{dimension}"))
    third.append((" + ".join(
        f"CAST(COALESCE({' AND '.join(quoted('a_' + i) for i in sorted(operands(rule)))} "
        f"AND NOT {sql(rule)}, FALSE) AS INTEGER)" for rule in RULES), "violated"))
    return first, second, third


def sql(node):
    kind = node[0]
    if kind in ("and", "or"):
        return "(" + f" {kind.upper()} ".join(sql(part) for part in node[1:]) + ")"
    if kind == "not":
        return f"(NOT {sql(node[1])})"
    if kind == "count":
        # More than 26 for certain, or at most 26 for certain, or open.
        certain = " + ".join(f"CAST(COALESCE({quoted('k_' + i)} = 4, FALSE) AS INTEGER)"
                             for i in node[1])
        possible = " + ".join(f"CAST(COALESCE({quoted('k_' + i)} = 4, TRUE) AS INTEGER)"
                              for i in node[1])
        return (f"(CASE WHEN ({certain}) > {node[2]} THEN TRUE "
                f"WHEN ({possible}) <= {node[2]} THEN FALSE END)")
    key = quoted("k_" + node[1])
    if kind == "has":
        return f"({key} LIKE '%|{node[2]}|%')"
    if kind == "alone":
        return f"(NOT {key} LIKE '%|{node[2]}|%' OR {key} = '|{node[2]}|')"
    if kind == "only":
        return f"({key} = '|{node[2]}|')"
    if kind in ("<=", "same"):
        return f"({key} {'<=' if kind == '<=' else '='} {quoted('k_' + node[2])})"
    return f"({key} {'=' if kind == 'is' else '>'} {node[2]})"
