"""Reads a report back in every format and compares every cell of every table.

usage: compare_reports.py FOLDER STEM LANG...

The JSON file is taken as what the report says; the others must say the same.
"""

import csv
import html.parser
import io
import json
import re
import sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not installed for python3", file=sys.stderr)
    sys.exit(77)


def tables_of(report):
    for block in report["blocks"]:
        if block["type"] == "table" and block["rows"]:
            yield block
        elif block["type"] == "chart" and block["table"]["rows"]:
            yield block["table"]


def expected(report, lang):
    for table in tables_of(report):
        yield (
            [column[lang] for column in table["columns"]],
            [[cell for cell in row["cells"]] for row in table["rows"]],
        )


class Tables(html.parser.HTMLParser):
    """The rows of every table; paragraphs within a cell are notes and left out."""

    def __init__(self):
        super().__init__()
        self.tables, self.cell, self.inside = [], None, 0

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "p" and self.cell is not None:
            self.inside += 1
        elif tag == "br" and self.cell is not None and not self.inside:
            self.cell += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None
        elif tag == "p" and self.inside:
            self.inside -= 1

    def handle_data(self, data):
        if self.cell is not None and not self.inside:
            self.cell += data


def check_html(text, report, lang):
    parser = Tables()
    parser.feed(text)
    wanted = [
        [columns] + [[cell["text"][lang] for cell in row] for row in rows]
        for columns, rows in expected(report, lang)
    ]
    for found, table in zip(parser.tables, wanted, strict=True):
        found = [[cell.rstrip("\n") for cell in row] for row in found]
        for got, want in zip(found, table, strict=True):
            assert got == want, (got, want)
    return sum(len(row) for table in wanted for row in table)


def markdown_cells(line):
    cells = re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1]
    unescaped = [re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", cell)) for cell in cells]
    return [cell.strip(" \n") for cell in unescaped]


def check_markdown(text, report, lang):
    tables, current = [], None
    for line in text.split("\n"):
        if line.startswith("| "):
            if current is None:
                current = []
                tables.append(current)
            current.append(markdown_cells(line))
        else:
            current = None
    wanted = list(expected(report, lang))
    assert len(tables) == len(wanted), (len(tables), len(wanted))
    for table, (columns, rows) in zip(tables, wanted):
        assert table[0] == columns, (table[0], columns)
        assert len(table) == len(rows) + 2
        for found, row in zip(table[2:], rows):
            for got, cell in zip(found, row, strict=True):
                want = cell["text"][lang].replace("\n", " ").strip(" ")
                assert got == want or got.startswith(want + " · "), (got, want)


def check_csv(data, report, lang):
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if lang == "lv" else ","))
    assert all(len(row) == 6 for row in rows)
    records = [row for row in rows[1:] if row[3] not in ("", "piezīme", "note")]
    position = 0
    for columns, lines in expected(report, lang):
        for line in lines:
            for column, cell in list(zip(columns, line))[1:]:
                record = records[position]
                position += 1
                assert record[3] == column, (record, column)
                assert record[4].lstrip("'") == cell["text"][lang].lstrip("'"), (record, cell)
                value = str(cell.get("value", ""))
                if "value" in cell:
                    assert float(record[5].replace(",", ".")) == cell["value"], (record, cell)
                else:
                    assert record[5] == "", record
    assert position == len(records), (position, len(records))


def check_workbook(path, report, lang):
    workbook = openpyxl.load_workbook(path)
    rows = [
        list(row)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
    ]
    position = 0
    for columns, lines in expected(report, lang):
        while [cell.value for cell in rows[position]][: len(columns)] != columns:
            position += 1
        for line in lines:
            position += 1
            for found, cell in zip(rows[position], line):
                assert found.data_type != "f", found.value
                if "value" in cell:
                    scale = 100 if found.number_format == "0.0%" else 1
                    assert round(found.value * scale, 2) == cell["value"], (found.value, cell)
                    assert cell["text"][lang].endswith("%") == (scale == 100)
                else:
                    got, want = str(found.value or ""), cell["text"][lang]
                    assert got == want or got.startswith(want + "\n"), (got, want)
        position += 1


folder, stem, *languages = sys.argv[1:]
for lang in languages:
    base = f"{folder}/{stem}.{lang}"
    report = json.load(open(f"{base}.json", encoding="utf-8"))
    cells = check_html(open(f"{base}.html", encoding="utf-8").read(), report, lang)
    check_markdown(open(f"{base}.md", encoding="utf-8").read(), report, lang)
    check_csv(open(f"{base}.csv", "rb").read(), report, lang)
    check_workbook(f"{base}.xlsx", report, lang)
    assert cells > 400, cells
    print(f"{stem}.{lang}: {cells} cells agree in five formats")
