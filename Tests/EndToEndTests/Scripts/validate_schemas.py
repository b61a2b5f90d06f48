#!/usr/bin/env python3
"""Validate JSON files against a JSON Schema (draft 2020-12).

usage: validate_schemas.py SCHEMA FILE [FILE …]

Prints one line per fault, `FILE: pointer: message`, where the pointer is a JSON pointer (RFC 6901;
empty for the whole file). Exit codes: 0 no faults, 1 faults, 64 wrong usage, 77 the jsonschema
package is missing.
"""

import decimal
import json
import sys

try:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
except ImportError:
    print("validate_schemas.py: the Python package jsonschema is missing; nothing was checked "
          "(pip install jsonschema)", file=sys.stderr)
    sys.exit(77)


class Fraction(decimal.Decimal):
    """A number with a point or an exponent: no integer to the validator, even if it is 1.0.
    briedums refuses it as a whole number, too."""

    __repr__ = decimal.Decimal.__str__


def members(pairs):
    """An object's members; a key that occurs twice is a fault, as in briedums."""
    result = {}
    for key, value in pairs:
        if key in result:
            raise ValueError(f"the key {key!r} occurs twice in an object")
        result[key] = value
    return result


def refused(word):
    raise ValueError(f"{word} is not a JSON value")


def read(path):
    """The content of a JSON file, read as strictly as briedums reads it."""
    with open(path, "rb") as file:
        return json.loads(file.read().decode("utf-8"), object_pairs_hook=members,
                          parse_float=Fraction, parse_constant=refused)


def pointer(path):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def leaves(error):
    """The faults that a person can act on: of an anyOf or oneOf, those of the branch that is of
    the right kind and has the fewest, if there is one such branch."""
    branches = {}
    for inner in error.context or []:
        branches.setdefault(inner.schema_path[0], []).append(inner)
    right_kind = sorted(
        (faults for faults in branches.values()
         if not any(fault.validator == "type" and not fault.path for fault in faults)),
        key=len)
    if len(right_kind) == 1 or right_kind and len(right_kind[0]) < len(right_kind[1]):
        return [leaf for fault in right_kind[0] for leaf in leaves(fault)]
    return [error]


def wording(error):
    """What is wrong; where alternatives failed, the schema's own words are plainer."""
    if error.validator in ("oneOf", "anyOf") and "description" in error.schema:
        return "expected: " + error.schema["description"]
    return error.message


def line(path, where, message):
    """One line per fault, however long the value or whatever it contains."""
    message = " ".join(message.split())
    return f"{path}: {where}: {message if len(message) <= 300 else message[:300] + '…'}"


def faults(validator, path):
    try:
        content = read(path)
    except (OSError, ValueError, RecursionError) as fault:
        return [line(path, "", str(fault))]
    found = {(pointer(leaf.absolute_path), wording(leaf))
             for error in validator.iter_errors(content) for leaf in leaves(error)}
    return [line(path, where, message) for where, message in sorted(found)]


def main(arguments):
    if len(arguments) < 2:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    schema_path, *paths = arguments
    try:
        schema = read(schema_path)
        if not isinstance(schema, dict) or "$schema" not in schema:
            raise ValueError("this is not a JSON Schema: the key '$schema' is missing")
        Draft202012Validator.check_schema(schema)
    except (OSError, ValueError) as fault:
        print(line(schema_path, "", str(fault)))
        return 1
    except SchemaError as fault:
        print(line(schema_path, pointer(fault.absolute_path), fault.message))
        return 1
    validator = Draft202012Validator(schema)
    lines = [text for path in paths for text in faults(validator, path)]
    for text in lines:
        print(text)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
