import Cohort
import Foundation
import Synchronization
import TestSupport
import TextFormats

/// One run of the batch engine over a table in memory.
struct BatchCall {
    /// The rows as the run wrote them, header first.
    let output: [UInt8]
    /// What was counted and found.
    let report: BatchReport

    /// What the bytes of an input are.
    enum Form: String, CaseIterable, Sendable {
        case csv, sheet, objects, documents
    }

    /// Runs the engine.
    init(
        _ table: [UInt8], as form: Form = .csv, compiled: CompiledDefinition,
        options: BatchOptions = BatchOptions()
    ) throws {
        let path = NSTemporaryDirectory() + "briedums-\(UUID().uuidString).csv"
        try Data(table).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let written = Written()
        let observer = BatchObserver(write: { bytes in
            written.bytes.withLock { $0.append(contentsOf: bytes) }
            return nil
        })
        switch form {
        case .csv:
            report = BatchRun.csv(
                try ChunkSource(path: path, encoding: options.encoding), compiled: compiled,
                options: options, observer: observer)
        case .sheet:
            report = BatchRun.sheet(
                try SheetRecords(table, sheet: nil), path: "t.xlsx", compiled: compiled,
                options: options, observer: observer)
        case .objects, .documents:
            report = BatchRun.ndjson(
                try ChunkSource(path: path, encoding: options.encoding), compiled: compiled,
                options: options, observer: observer)
        }
        output = written.bytes.withLock { $0 }
    }

    private final class Written: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    /// The written rows by column.
    var rows: [[String: String]] {
        let log = DiagnosticLog()
        var reader = CSVReader(
            JSONSource(file: "output", bytes: output), dialect: CSVDialect(), log: log)
        guard let header = reader.next()?.fields.map(\.text) else { return [] }
        var rows: [[String: String]] = []
        while let record = reader.next() {
            rows.append(
                Dictionary(
                    uniqueKeysWithValues: zip(header, record.fields.map(\.text))))
        }
        return log.findings.isEmpty ? rows : []
    }

    /// The findings in order, in English.
    var messages: [String] { report.findings.map(\.message.en) }

    /// The codes of the findings in order.
    var codes: [String] { report.findings.map(\.code) }
}

/// The bundled definition, compiled once.
enum Compiled {
    private static let loaded = Result { () throws -> CompiledDefinition in
        guard let compiled = CompiledDefinition(try Bundled.definition()) else {
            throw MissingFixture("vppp 2021.1 does not compile")
        }
        return compiled
    }

    static func definition() throws -> CompiledDefinition { try loaded.get() }
}
