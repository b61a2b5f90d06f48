// A libFuzzer target without `main`; docs/contributing.md says how to build and run it.
import Spreadsheet

/// Reads bytes as the markup of a sheet through a small window and through a large one.
///
/// Both must find the same, and what is found must come back when it is written and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSheet(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let markup = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = rows(of: workbook(with: markup), window: 1 << 18)
    let small = rows(of: workbook(with: markup), window: 64)
    // A row may be longer than the small window allows; what was read before it must be the same.
    precondition(small.isComplete == false || whole.isComplete, "the window decides")
    precondition(whole.rows.starts(with: small.rows), "the window changes the rows")
    guard whole.isComplete else { return 0 }

    var copy = Workbook(title: "", language: "en")
    copy.sheets = [Workbook.Sheet(name: "s")]
    for row in whole.rows.prefix(100) {
        copy.sheets[0].rows.append(Workbook.Row(row.map { Workbook.Cell($0) }))
    }
    let again = rows(of: WorkbookXML.bytes(copy), window: 1 << 18)
    precondition(again.isComplete, "the program refuses its own workbook")
    precondition(
        again.rows.map { $0.map { Array($0.utf8) } }
            == whole.rows.prefix(100).map { $0.map { Array($0.utf8) } },
        "texts are changed by writing")
    return 0
}

private func rows(of bytes: [UInt8], window: Int) -> (rows: [[String]], isComplete: Bool) {
    var limits = SpreadsheetLimits.form
    limits.rowBytes = window
    var rows: [[String]] = []
    do throws(SpreadsheetFault) {
        let workbook = try WorkbookFile(bytes, limits: limits)
        let reader = try workbook.reader(ofSheet: 0)
        var row = SheetRow()
        while try reader.next(&row) {
            rows.append(row.cells.map { workbook.value(of: $0, in: row).text })
        }
        return (rows, true)
    } catch {
        _ = error.message
        return (rows, false)
    }
}

/// A workbook whose only sheet has some markup.
private func workbook(with markup: [UInt8]) -> [UInt8] {
    let relation = "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"w.xml\"/>"
    let relations =
        "<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
        + "<Relationship Id=\"c\" Type=\"x/sharedStrings\" Target=\"t.xml\"/>"
    var zip = ZIPWriter()
    zip.add("_rels/.rels", Array("<r>\(relation)</r>".utf8))
    zip.add("_rels/w.xml.rels", Array("<r>\(relations)</r>".utf8))
    zip.add("w.xml", Array("<sheets><sheet name=\"S\" r:id=\"b\"/></sheets>".utf8))
    zip.add("t.xml", Array("<sst><si><t>zero</t></si><si/></sst>".utf8))
    zip.add("s.xml", markup)
    return zip.finished()
}
