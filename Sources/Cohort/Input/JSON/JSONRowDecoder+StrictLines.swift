import Survey
import TextFormats

/// Lines that are not of the usual kind, read by the strict reader, which says what is wrong.
extension JSONRowDecoder {
    /// Reads a line.
    mutating func readStrictly(_ line: UnsafeBufferPointer<UInt8>) -> DecodeOutcome {
        let log = DiagnosticLog()
        let source = JSONSource(file: "", bytes: Array(line))
        guard let root = JSONCursor(parsing: source, log: log), !log.containsErrors else {
            report(.record(Self.reason(log)))
            return .rejected
        }
        guard case .object(let members) = root.value.content else {
            report(.record("{"))
            return .rejected
        }
        let isDocument = members.contains { $0.key == "schema" }
        let isGood = isDocument ? readDocument(root, log) : readMembers(members)
        guard isGood else { return .rejected }
        guard row.texts[DecodedRow.registrationNumber].count > 0 else {
            report(.noRegistrationNumber)
            return .rejected
        }
        return .row
    }

    /// The first finding in a few characters.
    static func reason(_ log: DiagnosticLog) -> String {
        guard let first = log.findings.first else { return "JSON" }
        let position = first.location?.position.map { "\($0.line):\($0.column) " } ?? ""
        return position + first.code
    }

    private mutating func readMembers(_ members: [JSONValue.Member]) -> Bool {
        var isGood = true
        for member in members {
            guard let column = columns[member.key] else { continue }
            let text: String
            switch member.value.content {
            case .null: continue
            case .string(let string): text = string
            case .number(let digits): text = digits
            case .array(let elements):
                text = elements.map { element in
                    if case .string(let string) = element.content { return string }
                    return "\u{0}"
                }.joined(separator: "|")
            default: text = "\u{0}"
            }
            isGood = read(text, column) && isGood
        }
        return isGood
    }

    private mutating func read(_ text: String, _ column: Int) -> Bool {
        switch targets[column] {
        case .ignored: return true
        case .year:
            if let year = Int(text), Self.isYear(year) { return true }
            report(.surveyYear, text: text, cell: column)
            return false
        case .text(let place):
            guard !text.utf8.contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 }) else {
                report(.controlCharacter, cell: column)
                return false
            }
            row.texts[place] = arena.keep(trimmingSpace(text))
            return true
        case .field(let field):
            let isKnown = Array(text.utf8).withUnsafeBufferPointer {
                table.read($0, into: row.values, field: field, isPartial: &row.isPartial)
            }
            if isKnown { return true }
            row.values.codes[field] = layout.fields[field].code(.unanswered)
            report(.value(field: field), text: String(text.prefix(60)), cell: column)
            if isLenient { row.lenientCells += 1 }
            return isLenient
        }
    }
}
