/// A strict reader of JSON text (RFC 8259) that reports every fault it can recover from.
///
/// Faults inside a token or a list (a bad escape, a leading zero, a trailing comma, a duplicate
/// key) are reported and reading goes on; a fault that leaves the structure unknown (a missing
/// bracket or colon) ends it. The text must be UTF-8 without a byte order mark.
///
/// - Complexity: O(*n*) in the number of bytes, plus O(*k* log *k*) for *k* keys of an object.
package struct JSONParser {
    private let source: JSONSource
    /// The source's bytes; nothing is read outside of their indices.
    let bytes: UnsafeBufferPointer<UInt8>
    private let limits: JSONLimits
    private let log: DiagnosticLog
    var position = 0
    private var depth = 0
    private var nodes: [JSONDocument.Node] = []
    var texts: [String] = []

    /// Thrown when the structure can no longer be followed; the fault is already in the log.
    struct Unrecoverable: Error {}

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
        source.bytes.withUnsafeBufferPointer { bytes in
            var parser = JSONParser(source: source, bytes: bytes, limits: limits, log: log)
            do throws(Unrecoverable) {
                try parser.document()
            } catch {
                return nil
            }
            let document = JSONDocument(
                source: source, nodes: parser.nodes, texts: parser.texts)
            return JSONValue(document: document, index: 0)
        }
    }

    private init(
        source: JSONSource, bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits,
        log: DiagnosticLog
    ) {
        self.source = source
        self.bytes = bytes
        self.limits = limits
        self.log = log
    }

    // MARK: Structure

    private mutating func document() throws(Unrecoverable) {
        guard bytes.count <= limits.bytes else {
            throw fail(.tooLarge(limits.bytes), at: 0)
        }
        // Definitions have a value or key for every 24 bytes or more.
        nodes.reserveCapacity(bytes.count / 24 + 1)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            report(.byteOrderMark, at: 0)
            position = 3
        }
        skipSpace()
        guard position < bytes.count else { throw fail(.empty, at: position) }
        try value(in: 0, ordinal: 0)
        skipSpace()
        if position < bytes.count { throw fail(.textAfterEnd, at: position) }
    }

    private mutating func value(in parent: Int, ordinal: Int) throws(Unrecoverable) {
        guard let byte = current else { throw fail(.unexpectedEnd, at: position) }
        switch byte {
        case UInt8(ascii: "{"): try object(in: parent, ordinal)
        case UInt8(ascii: "["): try array(in: parent, ordinal)
        case UInt8(ascii: "\""): try string(in: parent, ordinal)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number(in: parent, ordinal)
        default: try word(in: parent, ordinal)
        }
    }

    private mutating func object(in parent: Int, _ ordinal: Int) throws(Unrecoverable) {
        let index = nodes.count
        append(.object, at: position, in: parent, ordinal)
        try enter()
        var count = 0
        var more = !consume(UInt8(ascii: "}"))
        while more {
            guard current == UInt8(ascii: "\"") else {
                throw fail(current == nil ? .unexpectedEnd : .expectedKey, at: position)
            }
            let key = nodes.count
            try string(in: index, count)
            skipSpace()
            guard consume(UInt8(ascii: ":")) else {
                throw fail(current == nil ? .unexpectedEnd : .expectedColon, at: position)
            }
            skipSpace()
            try value(in: index, ordinal: count)
            nodes[key].next = UInt32(nodes.count)
            count += 1
            more = try next(closing: UInt8(ascii: "}"))
        }
        close(index, count)
        dropDuplicates(in: index)
    }

    private mutating func array(in parent: Int, _ ordinal: Int) throws(Unrecoverable) {
        let index = nodes.count
        append(.array, at: position, in: parent, ordinal)
        try enter()
        var count = 0
        var more = !consume(UInt8(ascii: "]"))
        while more {
            try value(in: index, ordinal: count)
            count += 1
            more = try next(closing: UInt8(ascii: "]"))
        }
        close(index, count)
    }

    private mutating func enter() throws(Unrecoverable) {
        depth += 1
        guard depth <= limits.depth else { throw fail(.tooDeep(limits.depth), at: position) }
        position += 1
        skipSpace()
    }

    private mutating func close(_ container: Int, _ count: Int) {
        depth -= 1
        nodes[container].extent = UInt32(count)
        nodes[container].next = UInt32(nodes.count)
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

    mutating func append(
        _ kind: JSONDocument.Node.Kind, at offset: Int, in parent: Int, _ ordinal: Int,
        extent: Int = 0
    ) {
        nodes.append(
            JSONDocument.Node(
                kind: kind, offset: UInt32(offset), parent: UInt32(parent),
                ordinal: UInt32(ordinal), extent: UInt32(extent), next: UInt32(nodes.count + 1)))
    }

    // MARK: Duplicate keys

    /// Keeps the first of several members with one key and reports the others.
    private mutating func dropDuplicates(in object: Int) {
        // Most objects are small, where comparing all pairs is the quickest.
        if nodes[object].extent <= 16, !hasEqualKeys(object) { return }
        var seen = Set<[UInt8]>(minimumCapacity: Int(nodes[object].extent))
        let kept = JSONDocument.Children(nodes: nodes, container: object).filter { key in
            let name = keyBytes(key)
            if seen.insert(name).inserted { return true }
            report(
                .duplicateKey(String(decoding: name, as: UTF8.self)),
                at: Int(nodes[key].offset))
            return false
        }
        for (key, next) in zip(kept, kept.dropFirst()) { nodes[key].next = UInt32(next) }
        if let last = kept.last { nodes[last].next = nodes[object].next }
        nodes[object].extent = UInt32(kept.count)
    }

    private func hasEqualKeys(_ object: Int) -> Bool {
        var key = object + 1
        while key < nodes.count {
            var earlier = object + 1
            while earlier < key {
                if areSameKey(earlier, key) { return true }
                earlier = Int(nodes[earlier].next)
            }
            key = Int(nodes[key].next)
        }
        return false
    }

    private func areSameKey(_ left: Int, _ right: Int) -> Bool {
        guard nodes[left].kind == .string, nodes[right].kind == .string else {
            return keyBytes(left) == keyBytes(right)
        }
        return areSameBytes(textBytes(left), textBytes(right))
    }

    private func keyBytes(_ key: Int) -> [UInt8] {
        nodes[key].kind == .string
            ? Array(textBytes(key)) : Array(texts[Int(nodes[key].extent)].utf8)
    }

    private func textBytes(_ key: Int) -> UnsafeBufferPointer<UInt8> {
        let start = Int(nodes[key].offset) + 1
        return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(nodes[key].extent)])
    }

    // MARK: Numbers and words

    private mutating func number(in parent: Int, _ ordinal: Int) {
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
        append(.number, at: start, in: parent, ordinal, extent: position - start)
        if !isValid {
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            report(.invalidNumber(text), at: start)
        }
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

    private mutating func word(in parent: Int, _ ordinal: Int) throws(Unrecoverable) {
        let start = position
        while let byte = current, Self.isLetterOrDigit(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let kind: JSONDocument.Node.Kind
        switch text {
        case "true": kind = .yes
        case "false": kind = .no
        case "null": kind = .null
        case "": throw fail(.expectedValue, at: start)
        default:
            report(.unknownWord(text), at: start)
            kind = .null
        }
        append(kind, at: start, in: parent, ordinal)
    }

    // MARK: Bytes and findings

    var current: UInt8? {
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

    func report(_ fault: JSONSyntaxFault, at offset: Int) {
        log.add(
            Diagnostic(
                code: fault.code, at: source.location(at: offset), fault.message,
                advice: fault.advice))
    }

    func fail(_ fault: JSONSyntaxFault, at offset: Int) -> Unrecoverable {
        report(fault, at: offset)
        return Unrecoverable()
    }
}
