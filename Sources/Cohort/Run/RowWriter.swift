#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Assessment
import Consistency
import Maturity
import Survey
import TextFormats

/// Writes judged rows as CSV; one per worker.
struct RowWriter {
    private let dimensionCount: Int
    private let editNames: [[UInt8]]
    private let isSoft: [UInt64]
    private let percent: UnsafeMutablePointer<UInt64>
    private let percentLength: UnsafeMutablePointer<UInt8>
    private let longestNames: Int
    private let formulaTail = UInt8(ascii: "'")
    private var groupTexts: [[UInt8]] = []
    private var targetTexts: [[[UInt8]]] = []
    /// The bytes written so far.
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// How many bytes were written so far.
    var count = 0

    init(_ definition: Definition) {
        dimensionCount = definition.model.dimensions.count
        editNames = definition.rules.edits.map { Array($0.id.utf8) }
        longestNames = editNames.reduce(0) { $0 + $1.count + 1 }
        var soft = [UInt64](repeating: 0, count: editNames.count / 64 + 1)
        for (index, edit) in definition.rules.edits.enumerated() where edit.rule.kind == .soft {
            soft[index >> 6] |= 1 << UInt64(index & 63)
        }
        isSoft = soft
        percent = .allocate(capacity: 1001)
        percentLength = .allocate(capacity: 1001)
        for tenths in 0...1000 {
            let text = Array("\(tenths / 10).\(tenths % 10),".utf8)
            var word: UInt64 = 0
            for (offset, byte) in text.enumerated() { word |= UInt64(byte) << UInt64(8 * offset) }
            percent[tenths] = word.littleEndian
            percentLength[tenths] = UInt8(text.count)
        }
        capacity = 1 << 20
        bytes = .allocate(capacity: capacity)
    }

    func deallocate() {
        percent.deallocate()
        percentLength.deallocate()
        bytes.deallocate()
    }

    /// The header line.
    static func header(_ definition: Definition, kept: [String], further: [String]) -> [UInt8] {
        var names = ["registration_number", "name", "ministry", "groups", "answered", "unknown"]
        for dimension in definition.model.dimensions {
            names += ["point", "low", "high", "level", "level_low", "level_high", "target"]
                .map { "\(dimension.id)_\($0)" }
        }
        names += ["index", "overall_level", "violated", "doubts", "credibility"]
        var line: [UInt8] = []
        CSVWriter().append(record: names + further + kept, to: &line)
        return line
    }

    /// Makes room for a row.
    private mutating func reserve(_ row: DecodedRow) {
        var needed = 4096 + 2 * longestNames + 256 * dimensionCount
        for index in 0..<row.textCount { needed += 2 * row.texts[index].count + 8 }
        guard count + needed > capacity else { return }
        let larger = max(2 * capacity, count + needed)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        memcpy(moved, bytes, count)
        bytes.deallocate()
        bytes = moved
        capacity = larger
    }

    /// Takes back what was written from an offset up to another.
    mutating func remove(_ range: Range<Int>) {
        memmove(bytes + range.lowerBound, bytes + range.upperBound, count - range.upperBound)
        count -= range.count
    }

    // MARK: Rows

    /// Writes a row.
    ///
    /// - Parameters:
    ///   - row: What the institution stated.
    ///   - result: What came of it.
    ///   - groups: The names of groups.
    ///   - further: The texts of columns after the usual ones and before the kept ones.
    mutating func write(
        _ row: DecodedRow, _ result: RowResult, groups: GroupLookup, further: [String]
    ) {
        reserve(row)
        if result.group >= groupTexts.count { learn(groups) }
        for place in 0..<DecodedRow.kept { text(row.texts[place]) }
        plain(groupTexts[result.group])
        number(result.answered)
        number(result.unknown)
        for dimension in 0..<dimensionCount {
            for offset in 0..<3 { percentage(result.scores[3 &* dimension &+ offset]) }
            for offset in 0..<3 { level(result.levels[3 &* dimension &+ offset]) }
            plain(targetTexts[result.group][dimension])
        }
        percentage(result.index)
        level(result.overallLevel)
        names(result, softOnly: false)
        names(result, softOnly: true)
        verdict(result.credibility)
        for cell in further {
            var encoded: [UInt8] = []
            CSVWriter().append(text: Array(cell.utf8), to: &encoded)
            plain(encoded)
        }
        for place in DecodedRow.kept..<row.textCount { text(row.texts[place]) }
        bytes[count &- 1] = UInt8(ascii: "\n")
    }

    private mutating func learn(_ groups: GroupLookup) {
        for outcome in groups.outcomes[groupTexts.count...] {
            groupTexts.append(Array(outcome.text.utf8))
            targetTexts.append((0..<dimensionCount).map { Array(outcome.target($0).utf8) })
        }
    }

    // MARK: Cells

    @inline(__always)
    private mutating func comma() {
        bytes[count] = UInt8(ascii: ",")
        count &+= 1
    }

    @inline(__always)
    private mutating func plain(_ text: [UInt8]) {
        for byte in text {
            bytes[count] = byte
            count &+= 1
        }
        comma()
    }

    @inline(__always)
    private mutating func number(_ value: Int) {
        if value < 10 {
            bytes[count] = UInt8(truncatingIfNeeded: 48 &+ value)
            count &+= 1
        } else if value < 100 {
            bytes[count] = UInt8(truncatingIfNeeded: 48 &+ value / 10)
            bytes[count &+ 1] = UInt8(truncatingIfNeeded: 48 &+ value % 10)
            count &+= 2
        } else {
            var divisor = 100
            while value / divisor > 9 { divisor &*= 10 }
            while divisor > 0 {
                bytes[count] = UInt8(truncatingIfNeeded: 48 &+ value / divisor % 10)
                count &+= 1
                divisor /= 10
            }
        }
        comma()
    }

    @inline(__always)
    private mutating func percentage(_ tenths: Int32) {
        guard tenths >= 0 else {
            comma()
            return
        }
        UnsafeMutableRawPointer(bytes + count).storeBytes(
            of: percent[Int(tenths)], as: UInt64.self)
        count &+= Int(percentLength[Int(tenths)])
    }

    @inline(__always)
    private mutating func level(_ level: Int32) {
        if level >= 0 {
            number(Int(level))
        } else {
            comma()
        }
    }

    @inline(__always)
    private mutating func text(_ cell: TextCell) {
        guard cell.count > 0 else {
            comma()
            return
        }
        let isFormula = CSVWriter.beginsFormula(cell.start[0])
        if cell.needsQuotes {
            bytes[count] = UInt8(ascii: "\"")
            count &+= 1
        }
        if isFormula {
            bytes[count] = formulaTail
            count &+= 1
        }
        if cell.needsQuotes, !cell.hasDoubledQuotes {
            for byte in cell.bytes {
                if byte == UInt8(ascii: "\"") {
                    bytes[count] = byte
                    count &+= 1
                }
                bytes[count] = byte
                count &+= 1
            }
        } else {
            memcpy(bytes + count, cell.start, cell.count)
            count &+= cell.count
        }
        if cell.needsQuotes {
            bytes[count] = UInt8(ascii: "\"")
            count &+= 1
        }
        comma()
    }

    private mutating func names(_ result: RowResult, softOnly: Bool) {
        let start = count
        for word in 0..<result.violatedWords {
            var bits = result.violated[word]
            if softOnly { bits &= isSoft[word] }
            while bits != 0 {
                let name = editNames[word << 6 | bits.trailingZeroBitCount]
                bits &= bits &- 1
                for byte in name {
                    bytes[count] = byte
                    count &+= 1
                }
                bytes[count] = UInt8(ascii: " ")
                count &+= 1
            }
        }
        if count > start { count &-= 1 }
        comma()
    }

    private mutating func verdict(_ verdict: Int32) {
        switch verdict {
        case 0: plain(Self.normal)
        case 1: plain(Self.watch)
        case 2: plain(Self.doubtful)
        default: comma()
        }
    }

    private static let normal = Array("normal".utf8)
    private static let watch = Array("watch".utf8)
    private static let doubtful = Array("doubtful".utf8)
}
