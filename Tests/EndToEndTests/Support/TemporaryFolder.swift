import Foundation

/// A folder of its own for one test, removed with everything in it.
final class TemporaryFolder {
    /// Where the folder is.
    let url: URL

    /// Makes an empty folder.
    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "briedums-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// The path of a name in the folder.
    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a text file.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: url.appending(path: name))
        return path(name)
    }

    /// Reads a file.
    func data(_ name: String) throws -> Data {
        try Data(contentsOf: url.appending(path: name))
    }

    /// Copies a sample institution's answers file and returns its path.
    func copySample(_ sample: String, as name: String) throws -> String {
        let source = Briedums.repository.appending(path: Briedums.sample(sample))
        try FileManager.default.copyItem(at: source, to: url.appending(path: name))
        return path(name)
    }

    /// Copies the repository's definitions, applies a change to the text of one file of
    /// vppp/2021.1, and returns the folder's path.
    func copyDefinitions(
        changing file: String = "questionnaire.json", _ change: (String) -> String = { $0 }
    ) throws -> String {
        let copy = url.appending(path: "Questionnaires")
        try FileManager.default.copyItem(
            at: Briedums.repository.appending(path: "Questionnaires"), to: copy)
        let changed = copy.appending(path: "vppp/2021.1").appending(path: file)
        let text = String(decoding: try Data(contentsOf: changed), as: UTF8.self)
        try Data(change(text).utf8).write(to: changed)
        return copy.path
    }

    /// The names in the folder, hidden ones included.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    }
}
