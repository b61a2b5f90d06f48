#!/usr/bin/env python3
"""Turns a CSV table into a workbook as another program might write it, by the standard library.

usage: table_to_xlsx.py TABLE WORKBOOK [bomb]

The table begins in cell C3 of the second sheet; the first is hidden. Registration numbers and counts
are numbers, texts are shared or stand in their cells by turns. With "bomb" one row is 64 MB of
spaces.
"""
import csv
import sys
import zipfile
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def letters(column):
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def relations(*entries):
    items = "".join(f'<Relationship Id="r{number}" Type="{LINKS}/{kind}" Target="{target}"/>'
                    for number, (kind, target) in enumerate(entries, 1))
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'


def main():
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        rows = list(csv.reader(file, delimiter=";" if ";" in sample else ","))
    shared = {}
    body = []
    for number, row in enumerate(rows, 3):
        cells = []
        for column, text in enumerate(row, 3):
            place = f"{letters(column)}{number}"
            if text.isdigit():
                cells.append(f'<c r="{place}"><v>{text}</v></c>')
            elif text and (number + column) % 3:
                index = shared.setdefault(text, len(shared))
                cells.append(f'<c r="{place}" t="s"><v>{index}</v></c>')
            elif text:
                cells.append(f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">'
                             f'{escape(text)}</t></is></c>')
        body.append(f'<row r="{number}">{"".join(cells)}</row>')
    strings = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in shared)
    with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/_rels/workbook.xml.rels", relations(
            ("worksheet", "a.xml"), ("worksheet", "b.xml"), ("sharedStrings", "s.xml")))
        archive.writestr("xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets>'
                         '<sheet name="Saraksti" sheetId="1" state="hidden" r:id="r1"/>'
                         '<sheet name="Dati" sheetId="2" r:id="r2"/>'
                         '</sheets></workbook>')
        archive.writestr("xl/s.xml", f"<sst {MAIN}>{strings}</sst>")
        archive.writestr("xl/a.xml", f"<worksheet {MAIN}><sheetData/></worksheet>")
        with archive.open("xl/b.xml", "w", force_zip64=True) as sheet:
            sheet.write(f"<worksheet {MAIN}><sheetData>".encode())
            sheet.write("".join(body).encode())
            if "bomb" in sys.argv[3:]:
                sheet.write(b"<row><c>")
                for _ in range(64):
                    sheet.write(b" " * (1 << 20))
            sheet.write(b"</sheetData></worksheet>")


main()
