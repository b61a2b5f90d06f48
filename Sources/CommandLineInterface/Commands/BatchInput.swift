import Cohort
import Spreadsheet
import TextFormats

/// What `batch` reads: a table, a workbook, lines of JSON, or a folder of answers files.
enum BatchInput {
    case csv(ChunkSource)
    case sheet(SheetRecords, path: String)
    case ndjson(ChunkSource)
    case folder(ChunkSource, files: [String])

    /// Opens an input; what it is, its name and its first bytes tell.
    static func open(
        _ path: String, encoding: TextEncoding?, sheet: String?
    ) throws(CommandFailure) -> BatchInput {
        let source: ChunkSource
        let workbook: [UInt8]
        do throws(FileFailure) {
            if path != "-", let folder = AnswersFolder(path) {
                guard !folder.files.isEmpty else {
                    throw FileFailure(.missingInput, path: path, reason: "*.json")
                }
                let source = try ChunkSource(path: path) { folder.line() }
                return .folder(source, files: folder.files)
            }
            source = try ChunkSource(path: path, encoding: encoding)
            workbook = source.isWorkbook ? try source.wholeWorkbook() : []
        } catch {
            throw CommandFailure(error)
        }
        if source.isWorkbook {
            return .sheet(try records(workbook, path: path, sheet: sheet), path: path)
        }
        let first = source.head.first { $0 != 32 && $0 != 10 && $0 != 13 && $0 != 9 }
        return first == UInt8(ascii: "{") ? .ndjson(source) : .csv(source)
    }

    /// How many bytes there are, if that is known.
    var size: Int? {
        switch self {
        case .csv(let source), .ndjson(let source), .folder(let source, _): source.size
        case .sheet: nil
        }
    }

    /// Judges every row.
    func run(
        _ compiled: CompiledDefinition, options: BatchOptions, observer: BatchObserver
    ) -> BatchReport {
        switch self {
        case .csv(let source):
            BatchRun.csv(source, compiled: compiled, options: options, observer: observer)
        case .sheet(let records, let path):
            BatchRun.sheet(
                records, path: path, compiled: compiled, options: options, observer: observer)
        case .ndjson(let source):
            BatchRun.ndjson(source, compiled: compiled, options: options, observer: observer)
        case .folder(let source, let files):
            BatchRun.ndjson(
                source, compiled: compiled, options: options, observer: observer, files: files)
        }
    }

    /// The records of a table, and how they are written if that is known.
    func table() throws(FileFailure) -> (source: ChunkSource, dialect: CSVDialect?) {
        switch self {
        case .csv(let source), .ndjson(let source), .folder(let source, _): (source, nil)
        case .sheet(let records, let path):
            (try ChunkSource(path: path) { records.piece() }, SheetRecords.dialect)
        }
    }

    /// Which sheet was read, if there are others.
    var choice: LocalizedText? {
        guard case .sheet(let records, _) = self, records.visibleSheets.count > 1 else {
            return nil
        }
        return LocalizedText(
            lv: "Darbgrāmatā ir vairākas lapas; nolasīta „\(records.sheet)“ (citu izvēlas ar "
                + "--sheet).",
            en: "The workbook has several sheets; '\(records.sheet)' was read (--sheet chooses "
                + "another).")
    }

    private static func records(
        _ bytes: [UInt8], path: String, sheet: String?
    ) throws(CommandFailure) -> SheetRecords {
        do throws(SpreadsheetFault) {
            return try SheetRecords(bytes, sheet: sheet)
        } catch {
            throw CommandFailure(.invalidInput, [error.diagnostic(file: path)])
        }
    }
}
