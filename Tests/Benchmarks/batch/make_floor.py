#!/usr/bin/env python3
"""Writes the tables and rules of job.py as C for floor.c. usage: make_floor.py FILE TABLE

The columns are those of TABLE, in its order: the floor reads one layout only.
"""
import sys

import job


def true_if(node):
    """C that is 1 when a rule's part certainly holds."""
    kind = node[0]
    if kind == "and":
        return "(" + " & ".join(true_if(part) for part in node[1:]) + ")"
    if kind == "or":
        return "(" + " | ".join(true_if(part) for part in node[1:]) + ")"
    if kind == "not":
        return false_if(node[1])
    if kind == "count":
        return f"(certain_yes > {node[2]})"
    return leaf(node, True)


def false_if(node):
    """C that is 1 when a rule's part certainly does not hold."""
    kind = node[0]
    if kind == "and":
        return "(" + " | ".join(false_if(part) for part in node[1:]) + ")"
    if kind == "or":
        return "(" + " & ".join(false_if(part) for part in node[1:]) + ")"
    if kind == "not":
        return true_if(node[1])
    if kind == "count":
        return f"(possible_yes <= {node[2]})"
    return leaf(node, False)


def value(item):
    return f"n{item}" if item in job.COUNTS else f"k[{job.CODED.index(item)}]"


def leaf(node, holds):
    kind, item = node[0], node[1]
    if item in job.MULTIPLE:
        known = f"known{item}"
        if kind == "has":
            test = f"(flags{item} >> {FLAG[node[2]]} & 1)"
        elif kind == "alone":
            test = f"(!(flags{item} & 1) | (options{item} == 1))"
        else:
            test = f"((flags{item} & 1) & (options{item} == 1))"
        return f"({known} & {test if holds else '!' + test})"
    first = value(item)
    if kind in ("<=", "same"):
        second = value(node[2])
        operator = {("<=", True): "<=", ("<=", False): ">", ("same", True): "==",
                    ("same", False): "!="}[kind, holds]
        return f"(({first} >= 0) & ({second} >= 0) & ({first} {operator} {second}))"
    operator = {("is", True): "==", ("is", False): "!=", (">", True): ">",
                (">", False): "<="}[kind, holds]
    return f"(({first} >= 0) & ({first} {operator} {node[2]}))"


FLAG = {"none": 0, "institutions": 1, "planning": 2, "retirement": 3}


def applicable(rule):
    parts = []
    for item in sorted(job.operands(rule)):
        if item in job.MULTIPLE:
            continue  # always asked
        parts.append("has_services" if item == "V3" else "" if item == "V2" else
                     f"(k[{job.CODED.index(item)}] > -2)")
    return " & ".join(part for part in parts if part) or "1"


def main():
    header = open(sys.argv[2], encoding="utf-8").readline().rstrip("\n").split(",")
    lines = [f"#define COLUMNS {len(header)}", f"#define CODED {len(job.CODED)}",
             f"#define SHARES {len(job.SHARES)}", f"#define FIRST_SHARE {len(job.YES_NO)}",
             f"#define U6 {job.CODED.index('U6')}", f"#define U1 {job.CODED.index('U1')}",
             f"#define K1 {job.SHARES.index('K1')}",
             f'#define HEADER "{",".join(job.OUTPUT)}\\n"']
    kinds = []
    for name in header:
        if name in job.CODED:
            kinds.append((0 if "." not in name else 1, job.CODED.index(name)))
        elif name in job.MULTIPLE:
            kinds.append((2, job.MULTIPLE.index(name)))
        elif name in job.COUNTS:
            kinds.append((3, job.COUNTS.index(name)))
        else:
            kinds.append({"registration_number": (4, 0), "kind": (5, 0)}.get(name, (6, 0)))
    lines.append("static const unsigned char KIND[COLUMNS] = {"
                 + ", ".join(str(kind) for kind, _ in kinds) + "};")
    lines.append("static const unsigned char PLACE[COLUMNS] = {"
                 + ", ".join(str(place) for _, place in kinds) + "};")
    lines.append("static const short WEIGHT[CODED][4] = {"
                 + ", ".join("{" + ", ".join(map(str, job.weights(item))) + "}"
                             for item in job.CODED) + "};")
    assert [f"U{n}" for n in range(1, 35)] == job.CODED[job.CODED.index("U1"):][:34]
    lines.append("static inline int violated(const signed char *k, long nV2, long nV3, "
                 "int has_services, const unsigned *flags, const unsigned *options) {")
    for index, item in enumerate(job.MULTIPLE):
        lines.append(f"  unsigned flags{item} = flags[{index}], options{item} = "
                     f"options[{index}], known{item} = options{item} > 0;")
    lines.append("  int certain_yes = 0, possible_yes = 0, count = 0;")
    lines.append("  for (int i = U1; i < U1 + 34; i++) { certain_yes += k[i] == 4; "
                 "possible_yes += (k[i] == 4) | (k[i] == -1); }")
    plain = job.RULES[:len(job.RULES) - 3 * len(job.SHARES)]
    for rule in plain:
        lines.append(f"  count += ({applicable(rule)}) & {false_if(rule)};")
    # The three rules that every share question has, as a loop that compilers vectorise.
    lines.append("  int all_are_key = has_services & (nV3 >= 0) & (nV2 > 0) & (nV2 == nV3);")
    lines.append("  const signed char *s = k + FIRST_SHARE;")
    lines.append("  for (int i = 0; i < SHARES; i++) {")
    lines.append("    signed char a = s[2 * i], b = s[2 * i + 1];")
    lines.append("    count += ((a == 4) & (b >= 0) & (b != 4)) + ((a == 0) & (b > 0))")
    lines.append("      + (all_are_key & (a >= 0) & (b >= 0) & (a != b));")
    lines.append("  }\n  return count;\n}")
    lines.append("static inline void levels(const signed char *k, int *blocked) {")
    lines.append("  blocked[0] = blocked[1] = blocked[2] = blocked[3] = 4;")
    for dimension, level, item, least in sorted(job.gates(), key=lambda gate: -gate[1]):
        place = job.CODED.index(item)
        lines.append(f"  if (k[{place}] != -2 && k[{place}] < {least}) "
                     f"blocked[{dimension}] = {level};")
    lines.append("}")
    open(sys.argv[1], "w", encoding="utf-8").write("\n".join(lines) + "\n")


main()
