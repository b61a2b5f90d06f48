"""Opens a workbook in LibreOffice, types texts into cells and saves it.

usage: fill_libreoffice.py JOB FOLDER     (with an interpreter that has python3-uno)
"""
import json
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def property_value(name, value):
    result = PropertyValue()
    result.Name, result.Value = name, value
    return result


def connect(pipe, process):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if process.poll() is not None:
                sys.exit("LibreOffice has ended")
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def main(job_path, folder):
    job = json.loads(pathlib.Path(job_path).read_text())
    pipe = f"briedums{pathlib.Path(folder).name.replace('-', '')}"
    profile = pathlib.Path(folder, "profile").as_uri()
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile}",
         f"--accept=pipe,name={pipe};urp;"])
    try:
        context = connect(pipe, process)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(
            pathlib.Path(job["form"]).as_uri(), "_blank", 0, (property_value("Hidden", True),))
        sheets = document.Sheets
        for (sheet, cell), text in job["texts"]:
            sheets.getByName(sheet).getCellRangeByName(cell).setString(text)
        document.storeToURL(
            pathlib.Path(job["filled"]).as_uri(),
            (property_value("FilterName", "Calc MS Excel 2007 XML"),))
        document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
        process.wait(30)
    finally:
        if process.poll() is None:
            process.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
