// A libFuzzer target without `main`; docs/contributing.md says how to build and run it.
import Assessment
import Cohort
import Spreadsheet
import Survey
import Synchronization
import TextFormats

/// Reads bytes as an input of `batch` for the questionnaire at hand.
///
/// The first byte chooses the kind: `c` a table of text, `n` lines of JSON, anything else a
/// workbook. Rows in must be rows judged and rejected, every rejected row must be explained, and
/// pieces of another size must give the same. Lines of JSON must give the same with a tab behind
/// each, for which they take the strict reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBatch(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = bytes.first else { return 0 }
    let whole = judge(Array(bytes[1...]), kind, piece: .max)
    let pieces = judge(Array(bytes[1...]), kind, piece: 7)
    precondition(whole.output == pieces.output, "the size of pieces changes the rows")
    precondition(whole.counts == pieces.counts, "the size of pieces changes the counts")
    if kind == UInt8(ascii: "n") {
        let lines = bytes[1...].split(separator: 10, omittingEmptySubsequences: false)
        let strict = judge(Array(lines.map { $0 + [9] }.joined(separator: [10])), kind, piece: .max)
        precondition(whole.output == strict.output, "the strict reader gives other rows")
        precondition(whole.counts == strict.counts, "the strict reader gives other counts")
    }
    return 0
}

private func judge(
    _ bytes: [UInt8], _ kind: UInt8, piece: Int
) -> (output: [UInt8], counts: [Int]) {
    let written = Written()
    let observer = BatchObserver(write: { bytes in
        written.bytes.withLock { $0.append(contentsOf: bytes) }
        return nil
    })
    var options = BatchOptions()
    options.localises = false
    options.kept = nil
    let report: BatchReport
    if kind == UInt8(ascii: "c") || kind == UInt8(ascii: "n") {
        let text = TextPieces(bytes, size: piece)
        guard let source = try? ChunkSource(path: "table", producer: { text.next() }) else {
            preconditionFailure("memory cannot fail to be read")
        }
        report =
            kind == UInt8(ascii: "c")
            ? BatchRun.csv(source, compiled: compiled, options: options, observer: observer)
            : BatchRun.ndjson(source, compiled: compiled, options: options, observer: observer)
    } else {
        guard let records = try? SheetRecords(bytes, sheet: nil) else { return ([], []) }
        report = BatchRun.sheet(
            records, path: "table.xlsx", compiled: compiled, options: options, observer: observer)
    }
    let output = written.bytes.withLock { $0 }
    let counts = report.counts
    if report.ending == .complete {
        precondition(counts.rejected == 0 || !report.findings.isEmpty, "rejected without a reason")
        precondition(counts.scored == 0 || output.contains(10), "judged but not written")
    } else {
        precondition(!report.findings.isEmpty, "refused without a reason")
    }
    precondition(!report.findings.contains { $0.message.lv.isEmpty }, "a finding without words")
    return (output, [counts.scored, counts.rejected, report.findings.count])
}

private let compiled: CompiledDefinition = {
    let log = DiagnosticLog()
    let library = DefinitionLibrary.bundled()
    guard let definition = library.definition(id: "vppp", version: "2021.1", log: log),
        let compiled = CompiledDefinition(definition)
    else { preconditionFailure("the bundled definition cannot be read") }
    return compiled
}()

private final class Written: Sendable {
    let bytes = Mutex<[UInt8]>([])
}

/// A text that arrives in pieces.
private final class TextPieces {
    private let bytes: [UInt8]
    private let size: Int
    private var position = 0

    init(_ bytes: [UInt8], size: Int) {
        self.bytes = bytes
        self.size = size
    }

    func next() -> ChunkSource.Piece {
        guard position < bytes.count else { return .end }
        let end = size < bytes.count - position ? position + size : bytes.count
        defer { position = end }
        return .bytes(Array(bytes[position..<end]))
    }
}
