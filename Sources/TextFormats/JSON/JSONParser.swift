/// A strict reader of JSON text (RFC 8259) that reports every fault it can recover from.
///
/// Faults inside a token or a list (a bad escape, a leading zero, a trailing comma, a duplicate
/// key) are reported and reading goes on; a fault that leaves the structure unknown (a missing
/// bracket or colon) ends it. The text must be UTF-8 without a byte order mark.
///
/// - Complexity: O(*n*) in the number of bytes, plus O(*k* log *k*) for *k* keys of an object.
package struct JSONParser {
    private let source: JSONSource
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private let log: DiagnosticLog
    private var position = 0
    private var depth = 0

    /// Thrown when the structure can no longer be followed; the fault is already in the log.
    private struct Unrecoverable: Error {}

    /// Parses a whole file.
    ///
    /// - Parameters:
    ///   - source: The file's bytes.
    ///   - limits: The largest size and depth.
    ///   - log: Receives every fault.
    /// - Returns: The value read, even when recoverable faults were reported; `nil` when the
    ///   structure could not be followed.
    package static func parse(
        _ source: JSONSource, limits: JSONLimits = .standard, log: DiagnosticLog
    ) -> JSONValue? {
        var parser = JSONParser(source: source, limits: limits, log: log)
        do { return try parser.document() } catch { return nil }
    }

    private init(source: JSONSource, limits: JSONLimits, log: DiagnosticLog) {
        self.source = source
        bytes = source.bytes
        self.limits = limits
        self.log = log
    }

    // MARK: Structure

    private mutating func document() throws(Unrecoverable) -> JSONValue {
        guard bytes.count <= limits.bytes else {
            throw fail(.tooLarge(limits.bytes), at: 0)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            report(.byteOrderMark, at: 0)
            position = 3
        }
        skipSpace()
        guard position < bytes.count else { throw fail(.empty, at: position) }
        let value = try self.value()
        skipSpace()
        if position < bytes.count { throw fail(.textAfterEnd, at: position) }
        return value
    }

    private mutating func value() throws(Unrecoverable) -> JSONValue {
        let start = position
        guard let byte = current else { throw fail(.unexpectedEnd, at: position) }
        switch byte {
        case UInt8(ascii: "{"):
            return JSONValue(content: .object(try object()), offset: start)
        case UInt8(ascii: "["):
            return JSONValue(content: .array(try array()), offset: start)
        case UInt8(ascii: "\""):
            return JSONValue(content: .string(try string()), offset: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONValue(content: .number(number()), offset: start)
        default:
            return JSONValue(content: try word(), offset: start)
        }
    }

    private mutating func object() throws(Unrecoverable) -> [JSONValue.Member] {
        try enter()
        var members: [JSONValue.Member] = []
        var more = !consume(UInt8(ascii: "}"))
        while more {
            let keyOffset = position
            guard current == UInt8(ascii: "\"") else {
                throw fail(current == nil ? .unexpectedEnd : .expectedKey, at: position)
            }
            let key = try string()
            skipSpace()
            guard consume(UInt8(ascii: ":")) else {
                throw fail(current == nil ? .unexpectedEnd : .expectedColon, at: position)
            }
            skipSpace()
            members.append(JSONValue.Member(key: key, keyOffset: keyOffset, value: try value()))
            more = try next(closing: UInt8(ascii: "}"))
        }
        depth -= 1
        return withoutDuplicates(members)
    }

    private mutating func array() throws(Unrecoverable) -> [JSONValue] {
        try enter()
        var elements: [JSONValue] = []
        var more = !consume(UInt8(ascii: "]"))
        while more {
            elements.append(try value())
            more = try next(closing: UInt8(ascii: "]"))
        }
        depth -= 1
        return elements
    }

    private mutating func enter() throws(Unrecoverable) {
        depth += 1
        guard depth <= limits.depth else { throw fail(.tooDeep(limits.depth), at: position) }
        position += 1
        skipSpace()
    }

    /// Reads past a comma or the closing bracket; whether another element follows.
    private mutating func next(closing bracket: UInt8) throws(Unrecoverable) -> Bool {
        skipSpace()
        let separator = position
        if consume(bracket) { return false }
        guard consume(UInt8(ascii: ",")) else {
            throw fail(current == nil ? .unexpectedEnd : .expectedComma, at: position)
        }
        skipSpace()
        guard consume(bracket) else { return true }
        report(.trailingComma, at: separator)
        return false
    }

    /// Keeps the first of several members with one key and reports the others.
    private func withoutDuplicates(_ members: [JSONValue.Member]) -> [JSONValue.Member] {
        // Keys are compared by code point, as RFC 8259 section 8.3 asks, not by Unicode
        // equivalence. Most objects are small, where comparing all pairs is the quickest.
        if members.count <= 16 {
            let isUnique = members.indices.allSatisfy { index in
                members[..<index].allSatisfy {
                    !$0.key.utf8.elementsEqual(members[index].key.utf8)
                }
            }
            if isUnique { return members }
        }
        var seen = Set<[UInt8]>(minimumCapacity: members.count)
        return members.filter { member in
            if seen.insert(Array(member.key.utf8)).inserted { return true }
            report(.duplicateKey(member.key), at: member.keyOffset)
            return false
        }
    }

    // MARK: Numbers and words

    private mutating func number() -> String {
        let start = position
        _ = consume(UInt8(ascii: "-"))
        let integerStart = position
        skipDigits()
        let integerDigits = position - integerStart
        var isValid =
            integerDigits == 1
            || (integerDigits > 1 && bytes[integerStart] != UInt8(ascii: "0"))
        if consume(UInt8(ascii: ".")) { isValid = skipDigits() && isValid }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            isValid = skipDigits() && isValid
        }
        while let byte = current, Self.isNumberLike(byte) {
            isValid = false
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if !isValid { report(.invalidNumber(text), at: start) }
        return text
    }

    @discardableResult
    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position > start
    }

    private static func isNumberLike(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private mutating func word() throws(Unrecoverable) -> JSONValue.Content {
        let start = position
        while let byte = current, Self.isLetterOrDigit(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        case "": throw fail(.expectedValue, at: start)
        default:
            report(.unknownWord(text), at: start)
            return .null
        }
    }

    // MARK: Strings

    private mutating func string() throws(Unrecoverable) -> String {
        let opening = position
        position += 1
        let start = position
        // Most strings have no escape: find the closing quote and decode the run at once.
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
            byte >= 0x20
        {
            position += 1
        }
        if current == UInt8(ascii: "\"") {
            defer { position += 1 }
            return text(in: start..<position)
        }
        var result = text(in: start..<position)
        while true {
            guard let byte = current else { throw fail(.unclosedString, at: opening) }
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return result
            case UInt8(ascii: "\\"):
                result += try escape(openedAt: opening)
            case 0..<0x20:
                if byte == 0x0A || byte == 0x0D { throw fail(.unclosedString, at: opening) }
                report(.controlCharacter(byte), at: position)
                position += 1
            default:
                let run = position
                while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"),
                    byte >= 0x20
                {
                    position += 1
                }
                result += text(in: run..<position)
            }
        }
    }

    private func text(in range: Range<Int>) -> String {
        let bytes = bytes[range]
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        report(.invalidUTF8, at: range.lowerBound + Self.validPrefixCount(of: bytes))
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func validPrefixCount(of bytes: ArraySlice<UInt8>) -> Int {
        var count = 0
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            count += UTF8.width(scalar)
        }
        return count
    }

    private mutating func escape(openedAt opening: Int) throws(Unrecoverable) -> String {
        let start = position
        position += 1
        guard let byte = current else { throw fail(.unclosedString, at: opening) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return unicodeEscape(startingAt: start)
        default:
            report(.invalidEscape, at: start)
            // The byte after the backslash is read again as ordinary text.
            position -= 1
            return ""
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    private mutating func unicodeEscape(startingAt start: Int) -> String {
        guard let unit = hexadecimalUnit() else {
            report(.invalidEscape, at: start)
            return "\u{FFFD}"
        }
        if let scalar = Unicode.Scalar(unit) { return String(scalar) }
        let isHigh = (0xD800..<0xDC00).contains(unit)
        let rest = bytes[position...]
        if isHigh, rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            let resume = position
            position += 2
            if let low = hexadecimalUnit(), (0xDC00..<0xE000).contains(low) {
                return String(decoding: [unit, low], as: UTF16.self)
            }
            position = resume
        }
        report(.loneSurrogate, at: start)
        return "\u{FFFD}"
    }

    private mutating func hexadecimalUnit() -> UInt16? {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
        else { return nil }
        position += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    // MARK: Bytes and findings

    private var current: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private func report(_ fault: JSONSyntaxFault, at offset: Int) {
        log.add(
            Diagnostic(
                code: fault.code, at: source.location(at: offset), fault.message,
                advice: fault.advice))
    }

    private func fail(_ fault: JSONSyntaxFault, at offset: Int) -> Unrecoverable {
        report(fault, at: offset)
        return Unrecoverable()
    }
}
