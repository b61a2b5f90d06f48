#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Assessment
import Consistency
import Survey
import TextFormats

/// Reads rows of NDJSON: one object per line, columns as keys, or one answers document per line;
/// one per worker.
///
/// Lines of the usual kind (keys in much the same order, strings without escapes, whole numbers)
/// are read in one pass over their bytes. Any other line is parsed by the strict reader, which
/// also says what is wrong with a bad one.
struct JSONRowDecoder: RowDecoding {
    /// A key of the usual objects.
    private struct Key {
        let bytes: [UInt8]
        let target: Target
    }

    private enum Target {
        case option(Int)
        case number(Int, ClosedRange<Int>)
        case multiple(Int)
        case text(Int)
        case year
        case ignored
    }

    private let table: CohortTable
    private let layout: FieldLayout
    private let isLenient: Bool
    private let keys: [Key]
    private let targets: [String: Int]
    private let emptyCodes: UnsafeMutablePointer<UInt8>
    private var seen: [Int]
    private var generation = 0
    /// Texts that were not taken from the line as they stand.
    private var scratch: [[UInt8]] = []
    private var arena: UnsafeMutablePointer<UInt8>
    private var arenaSize = 1 << 12

    private var row: DecodedRow
    let textCount: Int
    var faults = FaultList()
    let lineEnds = 1
    private(set) var recordEnd = 0

    init(_ table: CohortTable, isLenient: Bool) {
        self.table = table
        self.isLenient = isLenient
        layout = table.compiled.layout
        let kept = table.plan.kept
        var keys: [Key] = []
        for (index, role) in table.plan.roles.enumerated() {
            let target: Target
            switch role {
            case .registrationNumber: target = .text(DecodedRow.registrationNumber)
            case .name: target = .text(DecodedRow.name)
            case .ministry: target = .text(DecodedRow.ministry)
            case .surveyYear: target = .year
            case .kept: target = .text(DecodedRow.kept + (kept.firstIndex(of: index) ?? 0))
            case .ignored: target = .ignored
            case .field(let field):
                switch layout.fields[field].kind {
                case .option: target = .option(field)
                case .number(let range): target = .number(field, range)
                case .multiple: target = .multiple(field)
                }
            }
            keys.append(Key(bytes: Array(table.plan.headers[index].utf8), target: target))
        }
        self.keys = keys
        var targets: [String: Int] = [:]
        for (index, header) in table.plan.headers.enumerated() { targets[header] = index }
        self.targets = targets
        seen = [Int](repeating: 0, count: keys.count)
        arena = .allocate(capacity: arenaSize)
        textCount = DecodedRow.kept + kept.count
        row = DecodedRow(layout, textCount: textCount)
        emptyCodes = .allocate(capacity: layout.fields.count)
        for (index, field) in layout.fields.enumerated() {
            (emptyCodes + index).initialize(to: field.code(.unanswered))
        }
    }

    func deallocate() {
        arena.deallocate()
        emptyCodes.deallocate()
        row.deallocate()
    }

    private mutating func reset() {
        generation += 1
        row.isPartial = false
        row.lenientCells = 0
        memcpy(row.values.codes, emptyCodes, layout.fields.count)
        row.hasPassingTexts = false
        row.clearTexts()
    }

    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into target: inout DecodedRow,
        next: UnsafeMutablePointer<DecodedRow>?
    ) -> DecodeOutcome {
        swap(&row, &target)
        defer { swap(&row, &target) }
        guard let base = bytes.baseAddress else { return .blank }
        let end = firstIndex(of: 10, in: bytes, from: start) ?? bytes.count
        recordEnd = min(bytes.count, end + 1)
        if bytes[start..<end].allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) { return .blank }
        reset()
        if readUsual(base, start, end), row.texts[DecodedRow.registrationNumber].count > 0 {
            return .row
        }
        reset()
        return readStrictly(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    // MARK: Usual lines

    /// Reads a line of the usual kind; `false` when it is of another.
    private mutating func readUsual(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool
    {
        var at = start
        guard base[at] == UInt8(ascii: "{") else { return false }
        at += 1
        var expected = 0
        while true {
            guard base[at] == UInt8(ascii: "\"") else { return false }
            at += 1
            guard let key = key(base, &at, from: expected) else { return false }
            expected = key + 1
            guard seen[key] != generation else { return false }
            seen[key] = generation
            guard base[at] == UInt8(ascii: ":") else { return false }
            at += 1
            if base[at] == 32 { at += 1 }
            guard value(keys[key].target, base, &at, end) else { return false }
            if base[at] == UInt8(ascii: ",") {
                at += 1
                if base[at] == 32 { at += 1 }
                continue
            }
            guard base[at] == UInt8(ascii: "}") else { return false }
            at += 1
            while at < end, base[at] == 32 || base[at] == 13 { at += 1 }
            return at == end
        }
    }

    /// Finds the key that begins at an offset, and moves past its closing quote.
    @inline(__always)
    private func key(_ base: UnsafePointer<UInt8>, _ at: inout Int, from expected: Int) -> Int? {
        var candidate = expected
        while candidate < keys.count, candidate < expected + 8 {
            let count = keys[candidate].bytes.count
            let isSame = keys[candidate].bytes.withUnsafeBufferPointer { key in
                key.baseAddress.map { memcmp(base + at, $0, count) == 0 } ?? (count == 0)
            }
            if isSame, base[at + count] == UInt8(ascii: "\"") {
                at += count + 1
                return candidate
            }
            candidate += 1
        }
        var end = at
        while base[end] != UInt8(ascii: "\""), base[end] >= 32 { end += 1 }
        guard base[end] == UInt8(ascii: "\""), end - at < 256 else { return nil }
        let text = String(
            decoding: UnsafeBufferPointer(start: base + at, count: end - at), as: UTF8.self)
        guard let known = targets[text] else { return nil }
        at = end + 1
        return known
    }

    @inline(__always)
    private mutating func value(
        _ target: Target, _ base: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int
    ) -> Bool {
        if case .number(let field, let range) = target, base[at] != UInt8(ascii: "\"") {
            return number(field, range, base, &at)
        }
        if case .year = target {
            var year = 0
            while base[at] &- 48 <= 9, year < 10_000 {
                year = year * 10 + Int(base[at] &- 48)
                at += 1
            }
            return (1990...2200).contains(year)
        }
        guard base[at] == UInt8(ascii: "\"") else { return false }
        at += 1
        if case .option(let field) = target, short(field, base, &at) { return true }
        let start = at
        var high: UInt8 = 0
        while base[at] != UInt8(ascii: "\"") {
            guard base[at] >= 32, base[at] != UInt8(ascii: "\\") else { return false }
            high |= base[at]
            at += 1
        }
        let cell = UnsafeBufferPointer(start: base + start, count: at - start)
        at += 1
        if high >= 0x80, !isValidUTF8(cell) { return false }
        switch target {
        case .ignored: return true
        case .year, .number: return false
        case .text(let place):
            guard cell.first != 32, cell.last != 32 else { return false }
            row.texts[place] = TextCell(
                start: base + start, count: cell.count,
                needsQuotes: cell.contains(UInt8(ascii: ",")))
            return true
        case .option(let field), .multiple(let field):
            return table.read(cell, into: row.values, field: field, isPartial: &row.isPartial)
        }
    }

    /// Reads an option of up to seven bytes.
    @inline(__always)
    private func short(_ field: Int, _ base: UnsafePointer<UInt8>, _ at: inout Int) -> Bool {
        let word = WordScan.load(base + at)
        let found = WordScan.equal(word, Self.quote)
        guard found != 0 else { return false }
        let bits = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
        let key = word & ((1 &<< bits) &- 1)
        guard let code = table.words[field].table.code(key) else { return false }
        row.values.codes[field] = code
        at += Int(truncatingIfNeeded: bits >> 3) + 1
        return true
    }

    private static let quote = WordScan.pattern(UInt8(ascii: "\""))

    @inline(__always)
    private func number(
        _ field: Int, _ range: ClosedRange<Int>, _ base: UnsafePointer<UInt8>, _ at: inout Int
    ) -> Bool {
        var value = 0
        let start = at
        while base[at] &- 48 <= 9 {
            value = value &* 10 &+ Int(base[at] &- 48)
            at += 1
        }
        let isCanonical = at > start && at - start < 16 && (base[start] != 48 || at == start + 1)
        guard isCanonical, range.contains(value), base[at] == 44 || base[at] == 125 else {
            return false
        }
        row.values.codes[field] = 0
        row.values.numbers[field] = value
        return true
    }

    // MARK: Other lines

    private mutating func report(_ kind: RowFault.Kind, text: String = "", cell: Int? = nil) {
        faults.add { RowFault(kind: kind, row: 0, line: 0, column: 1, cell: cell, text: text) }
    }

    private mutating func readStrictly(_ line: UnsafeBufferPointer<UInt8>) -> DecodeOutcome {
        scratch.removeAll()
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
        placeTexts()
        guard row.texts[DecodedRow.registrationNumber].count > 0 else {
            report(.noRegistrationNumber)
            return .rejected
        }
        return .row
    }

    private static func reason(_ log: DiagnosticLog) -> String {
        guard let first = log.findings.first else { return "JSON" }
        let position = first.location?.position.map { "\($0.line):\($0.column) " } ?? ""
        return position + first.code
    }

    private mutating func readMembers(_ members: [JSONValue.Member]) -> Bool {
        var isGood = true
        for member in members {
            guard let index = targets[member.key] else { continue }
            let target = keys[index].target
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
            isGood = read(text, target, cell: index) && isGood
        }
        return isGood
    }

    private mutating func read(_ text: String, _ target: Target, cell: Int) -> Bool {
        switch target {
        case .ignored: return true
        case .year:
            if let year = Int(text), (1990...2200).contains(year) { return true }
            report(.surveyYear, text: text, cell: cell)
            return false
        case .text(let place):
            guard !text.utf8.contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 }) else {
                report(.controlCharacter, cell: cell)
                return false
            }
            keep(trimmingSpace(text), at: place)
            return true
        case .option(let field), .number(let field, _), .multiple(let field):
            let isKnown = Array(text.utf8).withUnsafeBufferPointer {
                table.read($0, into: row.values, field: field, isPartial: &row.isPartial)
            }
            if isKnown { return true }
            row.values.codes[field] = layout.fields[field].code(.unanswered)
            report(.value(field: field), text: String(text.prefix(60)), cell: cell)
            if isLenient { row.lenientCells += 1 }
            return isLenient
        }
    }

    /// Reads an answers document.
    private mutating func readDocument(_ root: JSONCursor, _ log: DiagnosticLog) -> Bool {
        let questionnaire = table.compiled.definition.questionnaire
        guard let header = ResponseReader.header(root) else {
            report(.record(Self.reason(log)))
            return false
        }
        guard header.identity == questionnaire.identity else {
            report(.record("\(header.identity.name), \(header.identity.digest)"))
            return false
        }
        guard let response = ResponseReader.response(root, to: questionnaire), !log.containsErrors
        else {
            report(.record(Self.reason(log)))
            return false
        }
        row.isPartial = row.values.fill(from: response, layout: layout)
        keep(response.institution.registrationNumber, at: DecodedRow.registrationNumber)
        keep(response.institution.name, at: DecodedRow.name)
        keep(response.institution.ministry ?? "", at: DecodedRow.ministry)
        return true
    }

    // MARK: Texts

    /// Sets a text aside; it is put in its place when all of a row are known.
    private mutating func keep(_ text: String, at place: Int) {
        while scratch.count < row.textCount { scratch.append([]) }
        scratch[place] = Array(text.utf8)
    }

    private mutating func placeTexts() {
        let size = scratch.reduce(8) { $0 + $1.count }
        if size > arenaSize {
            arena.deallocate()
            arenaSize = 2 * size
            arena = .allocate(capacity: arenaSize)
        }
        row.hasPassingTexts = true
        var at = 0
        for (place, text) in scratch.enumerated() where !text.isEmpty {
            for (offset, byte) in text.enumerated() { arena[at + offset] = byte }
            row.texts[place] = TextCell(
                start: arena + at, count: text.count,
                needsQuotes: text.contains { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 })
            at += text.count
        }
    }
}

extension RowValues {
    /// Takes the answers of a response; whether some leave several values possible.
    func fill(from response: Response, layout: FieldLayout) -> Bool {
        var isPartial = false
        for (index, field) in layout.fields.enumerated() {
            let statement: Answer.Statement?
            switch field.operand {
            case .profile: statement = response.profile[field.id].map { .values($0) }
            case .item: statement = response.answers[field.id]?.statement
            }
            switch statement {
            case nil: codes[index] = field.code(.unanswered)
            case .unknown?: codes[index] = field.code(.unknown)
            case .notApplicable?: codes[index] = field.code(.notApplicable)
            case .values(let values)?:
                codes[index] = fill(values, at: index, field)
                if codes[index] == field.code(.partial) { isPartial = true }
            }
        }
        return isPartial
    }

    private func fill(
        _ values: PossibleValues, at index: Int, _ field: FieldLayout.Field
    ) -> UInt8 {
        switch values {
        case .options(let mask):
            open[index] = mask.rawValue
            return mask.count == 1 ? UInt8(mask.indices[0]) : field.code(.partial)
        case .count(let range):
            numbers[index] = range.lowerBound
            highest[index] = range.upperBound
            return range.count == 1 ? 0 : field.code(.partial)
        case .subset(let chosen, let excluded):
            guard case .multiple(let count) = field.kind else {
                preconditionFailure("a set belongs to a field with sets")
            }
            included[index] = chosen.rawValue
            let undecided = OptionMask.first(count).subtracting(chosen).subtracting(excluded)
            open[index] = undecided.rawValue
            return undecided.isEmpty ? 0 : field.code(.partial)
        }
    }
}
