import TextFormats

/// Lines of the usual kind, read in one pass; whatever does not fit is left to the strict reader.
extension JSONRowDecoder {
    /// Reads an object of the usual kind.
    ///
    /// - Parameter start: Where the line begins, with readable bytes behind the last line.
    /// - Returns: Where the line ends; `nil` when it is of another kind.
    mutating func readUsual(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        guard start[0] == UInt8(ascii: "{"), var key = keys.first else { return nil }
        line += 1
        let line = line
        let values = row.values
        var at = start + 1
        while true {
            (key, at) = Self.options(from: key, at, line: line, values.codes)
            if !key.pointee.stands(at: at) {
                guard let found = keys.find(at: at, insteadOf: key, isFirst: at == start + 1)
                else { return nil }
                key = found
            }
            // A key that comes twice is a fault.
            guard key.pointee.line != line else { return nil }
            key.pointee.line = line
            at += key.pointee.count
            if at[0] == UInt8(ascii: " ") { at += 1 }
            if key.pointee.kind == .option, let end = Self.option(key, at, values) {
                at = end
            } else if let end = usualValue(key, at, values) ?? otherValue(key, at) {
                at = end
            } else {
                return nil
            }
            if at[0] == UInt8(ascii: ",") {
                at += at[1] == UInt8(ascii: " ") ? 2 : 1
                key = key.pointee.next
                continue
            }
            guard at[0] == UInt8(ascii: "}") else { return nil }
            at += 1
            while at[0] == UInt8(ascii: " ") || at[0] == 13 { at += 1 }
            return at
        }
    }

    private typealias Key = UnsafeMutablePointer<JSONKeys.Key>

    /// Reads members with options as long as they are written as nearly all are.
    ///
    /// Most of a line is read here, so there is nothing here that can be done elsewhere.
    ///
    /// - Returns: The first member that is left, by the key expected and the place.
    @inline(never)
    private static func options(
        from first: Key, _ start: UnsafePointer<UInt8>, line: Int,
        _ codes: UnsafeMutablePointer<UInt8>
    ) -> (Key, UnsafePointer<UInt8>) {
        var key = first
        var at = start
        while key.pointee.kind == .option, key.pointee.stands(at: at), key.pointee.line != line {
            let value = at + key.pointee.count
            guard value[0] == UInt8(ascii: "\""),
                let (word, count) = beforeQuote(WordScan.load(value + 1)),
                let code = key.pointee.options.code(word),
                value[count + 2] == UInt8(ascii: ",")
            else { break }
            key.pointee.line = line
            codes[key.pointee.place] = code
            at = value + count + 3
            key = key.pointee.next
        }
        return (key, at)
    }

    /// A value that is no option, as most of its kind are written.
    private mutating func usualValue(
        _ key: Key, _ at: UnsafePointer<UInt8>, _ values: RowValues
    ) -> UnsafePointer<UInt8>? {
        switch key.pointee.kind {
        case .number: Self.number(key, at, values)
        case .multiple: Self.set(key, at, values)
        case .text: text(key, at)
        case .option, .wholeSet, .year, .ignored: nil
        }
    }

    /// The bytes of a word before its first quote, and how many they are; `nil` without a quote.
    @inline(__always)
    private static func beforeQuote(_ word: UInt64) -> (word: UInt64, count: Int)? {
        let found = WordScan.equal(word, WordScan.pattern(UInt8(ascii: "\"")))
        return found == 0 ? nil : (word & WordScan.below(found), WordScan.firstIndex(found))
    }

    /// An option of up to fifteen bytes, written as one of its usual words.
    @inline(__always)
    private static func option(
        _ key: Key, _ at: UnsafePointer<UInt8>, _ values: RowValues
    ) -> UnsafePointer<UInt8>? {
        guard at[0] == UInt8(ascii: "\"") else { return nil }
        let words = key.pointee.options
        let first = WordScan.load(at + 1)
        if let (word, count) = beforeQuote(first) {
            guard let code = words.code(word) else { return nil }
            values.codes[key.pointee.place] = code
            return at + count + 2
        }
        guard let (second, count) = beforeQuote(WordScan.load(at + 9)),
            let code = words.code(first, second)
        else { return nil }
        values.codes[key.pointee.place] = code
        return at + count + 10
    }

    /// A whole number in digits.
    @inline(__always)
    private static func number(
        _ key: Key, _ at: UnsafePointer<UInt8>, _ values: RowValues
    ) -> UnsafePointer<UInt8>? {
        guard let (value, end) = digits(at), key.pointee.range.contains(value) else { return nil }
        values.codes[key.pointee.place] = 0
        values.numbers[key.pointee.place] = value
        return end
    }

    /// Up to fifteen digits that JSON allows as a number, and nothing but its end behind them.
    @inline(__always)
    static func digits(
        _ at: UnsafePointer<UInt8>
    ) -> (value: Int, end: UnsafePointer<UInt8>)? {
        var value = 0
        var end = at
        while end[0] &- 48 <= 9 {
            value = value &* 10 &+ Int(end[0] &- 48)
            end += 1
        }
        guard end > at, end - at < 16, at[0] != 48 || end == at + 1,
            end[0] == UInt8(ascii: ",") || end[0] == UInt8(ascii: "}")
        else { return nil }
        return (value, end)
    }

    /// A set of options, or a state, written in usual words with bars between them.
    @inline(__always)
    private static func set(
        _ key: Key, _ at: UnsafePointer<UInt8>, _ values: RowValues
    ) -> UnsafePointer<UInt8>? {
        guard at[0] == UInt8(ascii: "\"") else { return nil }
        var included: UInt64 = 0
        var start = at + 1
        // Longer ones are no answers.
        while start - at < 4000 {
            guard let (code, end) = setWord(start, key.pointee.options) else { return nil }
            let isLast = end[0] == UInt8(ascii: "\"")
            if code < FieldWords.setOption {
                guard isLast, start == at + 1 else { return nil }
                values.codes[key.pointee.place] = code
                return end + 1
            }
            included |= 1 << UInt64(code - FieldWords.setOption)
            if isLast {
                values.codes[key.pointee.place] = 0
                values.included[key.pointee.place] = included
                return end + 1
            }
            start = end + 1
        }
        return nil
    }

    /// The code of the word of a set that begins at a place, and where it ends.
    @inline(__always)
    private static func setWord(
        _ start: UnsafePointer<UInt8>, _ words: FieldWords.Table
    ) -> (code: UInt8, end: UnsafePointer<UInt8>)? {
        let first = WordScan.load(start)
        var found = setEnds(first)
        if found != 0 {
            return words.code(first & WordScan.below(found))
                .map { ($0, start + WordScan.firstIndex(found)) }
        }
        var at = start + 8
        var word = WordScan.load(at)
        found = setEnds(word)
        if found != 0 {
            return words.code(first, word & WordScan.below(found))
                .map { ($0, at + WordScan.firstIndex(found)) }
        }
        while found == 0 {
            guard WordScan.control(word) == 0 else { return nil }
            at += 8
            word = WordScan.load(at)
            found = setEnds(word)
        }
        at += WordScan.firstIndex(found)
        return words.code(UnsafeBufferPointer(start: start, count: at - start)).map { ($0, at) }
    }

    /// The quotes and bars of a word.
    @inline(__always)
    private static func setEnds(_ word: UInt64) -> UInt64 {
        WordScan.equal(word, WordScan.pattern(UInt8(ascii: "\"")))
            | WordScan.equal(word, WordScan.pattern(UInt8(ascii: "|")))
    }

    /// A text without escapes.
    @inline(__always)
    private func text(_ key: Key, _ at: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        guard at[0] == UInt8(ascii: "\"") else { return nil }
        var end = at + 1
        var seen: UInt64 = 0
        var commas: UInt64 = 0
        while true {
            let word = WordScan.load(end)
            let quote = WordScan.equal(word, WordScan.pattern(UInt8(ascii: "\"")))
            let before = quote == 0 ? .max : (quote & (0 &- quote)) &- 1
            let odd =
                WordScan.equal(word, WordScan.pattern(UInt8(ascii: "\\"))) | WordScan.control(word)
            guard odd & before == 0 else { return nil }
            commas |= WordScan.equal(word, WordScan.pattern(UInt8(ascii: ","))) & before
            seen |= word & before
            guard quote != 0 else {
                end += 8
                continue
            }
            end += quote.trailingZeroBitCount >> 3
            break
        }
        let cell = UnsafeBufferPointer(start: at + 1, count: end - at - 1)
        if seen & WordScan.tops != 0, !isValidUTF8(cell) { return nil }
        guard !Self.hasSpaceAround(cell) else { return nil }
        row.texts[key.pointee.place] = TextCell(
            start: at + 1, count: cell.count, needsQuotes: commas != 0)
        return end + 1
    }
}
