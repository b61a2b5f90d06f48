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
    private let names: PieceTable
    private let isSoft: [UInt64]
    /// The percentages from 0.0 to 100.0, then nothing, each with its comma.
    private let percentages: PieceTable
    /// The numbers of items, each with its comma.
    private let counts: PieceTable
    /// A level, the lowest and the highest, for every three of them.
    private let levels: PieceTable
    private let levelCount: Int
    /// Of each outcome of ``GroupLookup`` met so far the names of groups, then the targets per
    /// dimension.
    private var groups = PieceTable([])
    private var learned = 0
    /// The bytes written so far.
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private let rowSize: Int
    /// How many bytes were written so far.
    var count = 0

    init(_ definition: Definition) {
        dimensionCount = definition.model.dimensions.count
        let edits = definition.rules.edits
        names = PieceTable(edits.map { "\($0.id) " })
        var soft = [UInt64](repeating: 0, count: edits.count / 64 + 1)
        for (index, edit) in edits.enumerated() where edit.rule.kind == .soft {
            soft[index >> 6] |= 1 << UInt64(index & 63)
        }
        isSoft = soft
        percentages = PieceTable((0...1000).map { "\($0 / 10).\($0 % 10)," } + [","])
        counts = PieceTable((0...definition.questionnaire.items.count).map { "\($0)," })
        let level = [""] + definition.model.levels.indices.map { "\($0)" }
        levelCount = level.count
        levels = PieceTable(
            level.flatMap { point in
                level.flatMap { low in level.map { "\(point),\(low),\($0)," } }
            })
        rowSize = 4096 + 2 * names.totalSize + 256 * dimensionCount
        capacity = 1 << 20
        bytes = .allocate(capacity: capacity)
    }

    func deallocate() {
        names.deallocate()
        percentages.deallocate()
        counts.deallocate()
        levels.deallocate()
        groups.deallocate()
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
        var needed = rowSize + 2 * groups.longest
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
    ///   - lookup: The names of groups.
    ///   - further: The texts of columns after the usual ones and before the kept ones.
    mutating func write(
        _ row: DecodedRow, _ result: UnsafePointer<RowResult>, groups lookup: GroupLookup,
        further: [String]
    ) {
        if result.pointee.group >= learned { learn(lookup) }
        reserve(row)
        var end = bytes + count
        for place in 0..<DecodedRow.kept { Self.put(row.texts[place], &end) }
        let group = result.pointee.group &* (dimensionCount &+ 1)
        groups.put(group, &end)
        counts.put(result.pointee.answered, &end)
        counts.put(result.pointee.unknown, &end)
        for dimension in 0..<dimensionCount {
            let scores = result.pointee.scores + 3 &* dimension
            let found = result.pointee.levels + 3 &* dimension
            for offset in 0..<3 { put(percentage: scores[offset], &end) }
            var place = 0
            for offset in 0..<3 { place = place &* levelCount &+ Int(found[offset]) &+ 1 }
            levels.put(place, &end)
            groups.put(group &+ 1 &+ dimension, &end)
        }
        put(percentage: result.pointee.index, &end)
        Self.put(level: result.pointee.overallLevel, &end)
        putNames(result, softOnly: false, &end)
        putNames(result, softOnly: true, &end)
        Self.put(Self.verdicts[Int(result.pointee.credibility) &+ 1], &end)
        for cell in further {
            var encoded: [UInt8] = []
            CSVWriter().append(text: Array(cell.utf8), to: &encoded)
            Self.put(encoded + [UInt8(ascii: ",")], &end)
        }
        for place in DecodedRow.kept..<row.textCount { Self.put(row.texts[place], &end) }
        end[-1] = UInt8(ascii: "\n")
        count = end - bytes
    }

    /// Takes the texts of outcomes in that have come up since.
    private mutating func learn(_ lookup: GroupLookup) {
        groups.deallocate()
        groups = PieceTable(
            lookup.outcomes.flatMap { outcome in
                ["\(outcome.text),"] + (0..<dimensionCount).map { "\(outcome.target($0))," }
            })
        learned = lookup.outcomes.count
    }

    private static let verdicts = ["", "normal", "watch", "doubtful"].map { Array("\($0),".utf8) }

    // MARK: Cells

    @inline(__always)
    private static func put(_ text: [UInt8], _ end: inout UnsafeMutablePointer<UInt8>) {
        text.withUnsafeBufferPointer { text in
            for byte in text {
                end.pointee = byte
                end += 1
            }
        }
    }

    @inline(__always)
    private func put(percentage tenths: Int32, _ end: inout UnsafeMutablePointer<UInt8>) {
        percentages.put(tenths < 0 ? percentages.count &- 1 : Int(tenths), &end)
    }

    @inline(__always)
    private static func put(level: Int32, _ end: inout UnsafeMutablePointer<UInt8>) {
        if level >= 0, level < 10 {
            end[0] = UInt8(truncatingIfNeeded: 48 &+ level)
            end[1] = UInt8(ascii: ",")
            end += 2
        } else {
            if level >= 0 { put(Array("\(level)".utf8), &end) }
            end.pointee = UInt8(ascii: ",")
            end += 1
        }
    }

    private static func put(_ cell: TextCell, _ end: inout UnsafeMutablePointer<UInt8>) {
        if cell.count > 0 {
            let quote = UInt8(ascii: "\"")
            if cell.needsQuotes {
                end.pointee = quote
                end += 1
            }
            if CSVWriter.beginsFormula(cell.start[0]) {
                end.pointee = UInt8(ascii: "'")
                end += 1
            }
            if cell.needsQuotes, !cell.hasDoubledQuotes {
                for byte in cell.bytes {
                    if byte == quote {
                        end.pointee = byte
                        end += 1
                    }
                    end.pointee = byte
                    end += 1
                }
            } else {
                memcpy(end, cell.start, cell.count)
                end += cell.count
            }
            if cell.needsQuotes {
                end.pointee = quote
                end += 1
            }
        }
        end.pointee = UInt8(ascii: ",")
        end += 1
    }

    /// The names of violated edits, separated by spaces.
    @inline(__always)
    private func putNames(
        _ result: UnsafePointer<RowResult>, softOnly: Bool,
        _ end: inout UnsafeMutablePointer<UInt8>
    ) {
        let start = end
        for word in 0..<result.pointee.violatedWords {
            var bits = result.pointee.violated[word]
            if softOnly { bits &= isSoft[word] }
            while bits != 0 {
                names.put(word << 6 | bits.trailingZeroBitCount, &end)
                bits &= bits &- 1
            }
        }
        if end > start { end -= 1 }
        end.pointee = UInt8(ascii: ",")
        end += 1
    }
}
