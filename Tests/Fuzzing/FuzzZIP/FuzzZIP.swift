// A libFuzzer target without `main`; docs/contributing.md says how to build and run it.
import Spreadsheet

/// Reads bytes as a ZIP container and as a workbook; nothing may crash or exceed the limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZIP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var limits = SpreadsheetLimits(partBytes: 1 << 20, sheetBytes: 1 << 20)
    limits.entries = 100
    if let archive = try? ZIPArchive(bytes, limits: limits) {
        for name in archive.names {
            guard let entry = archive.entry(named: name) else { continue }
            let content = try? archive.content(of: entry, limit: limits.partBytes)
            precondition(content.map { $0.count == entry.count } ?? true, "another size")
        }
    }
    guard let workbook = try? WorkbookFile(bytes, limits: limits) else { return 0 }
    for index in workbook.sheets.indices {
        guard let reader = try? workbook.reader(ofSheet: index) else { continue }
        var row = SheetRow()
        var last = 0
        while (try? reader.next(&row)) == true {
            precondition(row.number > last, "rows ascend")
            last = row.number
        }
    }
    return 0
}
