import Foundation
import Testing

/// Compares a text with the file of that name in `Snapshots`.
///
/// With `BRIEDUMS_RECORD=1` the file is rewritten and the test fails, so that a recording run never
/// passes for a test run.
func expectSnapshot(
    _ actual: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Snapshots").appending(path: name)
    let expected = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
    if ProcessInfo.processInfo.environment["BRIEDUMS_RECORD"] == "1" {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        if expected != actual { try Data(actual.utf8).write(to: file) }
        Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        return
    }
    guard let expected else {
        Issue.record("no snapshot \(name); record it", sourceLocation: sourceLocation)
        return
    }
    guard expected != actual else { return }
    Attachment.record(Array(actual.utf8), named: name.replacing("/", with: "-"))
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    let was = line < old.count ? old[line] : "(end)"
    let isNow = line < new.count ? new[line] : "(end)"
    Issue.record(
        "\(name):\(line + 1) differs\n  snapshot: \(was)\n  actual:   \(isNow)",
        sourceLocation: sourceLocation)
}
