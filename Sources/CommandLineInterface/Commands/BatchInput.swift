import Cohort
import TextFormats

/// What `batch` reads: a table, lines of JSON, or a folder of answers files.
enum BatchInput {
    case csv(ChunkSource)
    case ndjson(ChunkSource)
    case folder(ChunkSource, files: [String])

    /// Opens an input; what it is, its name and its first bytes tell.
    static func open(_ path: String, encoding: TextEncoding?) throws(FileFailure) -> BatchInput {
        if path != "-", let folder = AnswersFolder(path) {
            guard !folder.files.isEmpty else {
                throw FileFailure(.missingInput, path: path, reason: "*.json")
            }
            let source = try ChunkSource(path: path) { folder.line() }
            return .folder(source, files: folder.files)
        }
        let source = try ChunkSource(path: path, encoding: encoding)
        let first = source.head.first { $0 != 32 && $0 != 10 && $0 != 13 && $0 != 9 }
        return first == UInt8(ascii: "{") ? .ndjson(source) : .csv(source)
    }

    /// How many bytes there are, if that is known.
    var size: Int? {
        switch self {
        case .csv(let source), .ndjson(let source), .folder(let source, _): source.size
        }
    }

    /// Judges every row.
    func run(
        _ compiled: CompiledDefinition, options: BatchOptions, observer: BatchObserver
    ) -> BatchReport {
        switch self {
        case .csv(let source):
            BatchRun.csv(source, compiled: compiled, options: options, observer: observer)
        case .ndjson(let source):
            BatchRun.ndjson(source, compiled: compiled, options: options, observer: observer)
        case .folder(let source, let files):
            BatchRun.ndjson(
                source, compiled: compiled, options: options, observer: observer, files: files)
        }
    }
}
