// A libFuzzer target without `main`; docs/contributing.md says how to build and run it.
import TextFormats

/// Reads bytes as JSON; a text without faults must have a canonical form that is a fixpoint.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let first = read(bytes)
    for finding in first.findings {
        precondition(!finding.code.isEmpty && !finding.rendered(in: .latvian).isEmpty)
        precondition(
            finding.location?.position.map { $0.line >= 1 && $0.column >= 1 } ?? false,
            "a fault without a place")
    }
    precondition(first.value != nil || !first.findings.isEmpty, "refused without a finding")
    guard let value = first.value, first.findings.isEmpty else { return 0 }

    let canonical = JSONOutput(value).canonical()
    var copied: [UInt8] = []
    value.appendCanonical(to: &copied)
    precondition(copied == canonical, "the canonical text is not that of the values")
    let pretty = JSONOutput(value).pretty()
    for text in [canonical, Array(pretty.utf8)] {
        let again = read(text)
        precondition(again.findings.isEmpty, "the program refuses its own text")
        precondition(
            again.value.map { JSONOutput($0).canonical() } == canonical,
            "the canonical text is not a fixpoint")
    }
    return 0
}

private func read(_ bytes: [UInt8]) -> (value: JSONValue?, findings: [Diagnostic]) {
    let log = DiagnosticLog()
    let value = JSONParser.parse(JSONSource(file: "fuzz", bytes: bytes), log: log)
    return (value, log.findings)
}
