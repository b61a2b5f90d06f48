#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import TextFormats

/// Where the rows of `batch` go: a file that appears when it is whole, standard output, or nowhere.
struct OutputSink: Sendable {
    private enum Target: Sendable {
        case nowhere
        case standardOutput
        case file(AtomicStream)
    }

    /// The path in a failure that means: the reader of standard output has gone away.
    static let closedPipe = "<closed pipe>"

    private let target: Target

    /// Opens the output; what can be checked before the work is checked now.
    init(_ invocation: Invocation, isWanted: Bool) throws(CommandFailure) {
        guard isWanted, let path = invocation.value("output") else {
            target = .nowhere
            return
        }
        guard path != "-" else {
            target = .standardOutput
            return
        }
        do throws(FileFailure) {
            target = .file(try AtomicStream(toFile: path, overwriting: invocation.has("force")))
        } catch {
            throw Self.failure(error, isForced: invocation.has("force"))
        }
    }

    /// A failure to create a file, in the words for a file that exists if that is the reason.
    static func failure(_ failure: FileFailure, isForced: Bool) -> CommandFailure {
        guard !isForced, failure.kind == .cannotCreate, fileExists(failure.path) else {
            return CommandFailure(failure)
        }
        return CommandFailure(
            .cannotCreate,
            [
                Diagnostic(
                    code: "file.exists", at: Diagnostic.Location(file: failure.path),
                    LocalizedText(lv: "fails jau ir.", en: "the file already exists."),
                    advice: LocalizedText(
                        lv: "Lai aizstātu, lietojiet --force.",
                        en: "Use --force to replace it."))
            ])
    }

    /// Writes some rows.
    func write(_ bytes: UnsafeRawBufferPointer) -> FileFailure? {
        do throws(FileFailure) {
            switch target {
            case .nowhere: break
            case .standardOutput: try writeAll(bytes, to: STDOUT_FILENO, path: "<stdout>")
            case .file(let stream): try stream.write(bytes)
            }
            return nil
        } catch {
            if case .standardOutput = target, errno == EPIPE {
                return FileFailure(.inputOutput, path: Self.closedPipe, reason: error.reason)
            }
            return error
        }
    }

    /// Puts a file in its place.
    func commit() throws(FileFailure) {
        if case .file(let stream) = target { try stream.commit() }
    }
}
