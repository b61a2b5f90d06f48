/// The texts that the cells of a workbook share, by their index.
///
/// One array of bytes holds them all: a text costs its bytes and its place among them.
package struct SharedStrings: Sendable {
    /// Where one text stands.
    package struct Place: Sendable {
        /// The offset of its first byte.
        package let start: UInt32
        /// How many bytes it has.
        package let count: UInt32
        /// Whether it is known to have neither control characters nor quotes.
        package let isPlain: Bool
    }

    private var bytes: [UInt8] = []
    private var places: [Place] = []

    /// How many bytes may be read behind the last text.
    private static let padding = 16

    /// No texts.
    init() {}

    /// Reads the part that holds the texts.
    ///
    /// Formatted runs are joined; phonetic readings are left out.
    ///
    /// - Complexity: O(*bytes*).
    init(part: String, _ content: [UInt8]) throws(SpreadsheetFault) {
        var isText = false
        var isPhonetic = false
        var bytes: [UInt8] = []
        var places: [Place] = []
        var start = 0
        func end(isPlain: Bool) {
            let count = UInt32(bytes.count - start)
            places.append(Place(start: UInt32(start), count: count, isPlain: isPlain))
            start = bytes.count
        }
        func skip(_ scanner: inout XMLScanner) {
            guard !isText, !isPhonetic, bytes.count == start else { return }
            while let text = UsualText(scanner.base, at: scanner.position) {
                bytes.append(contentsOf: text.bytes)
                end(isPlain: text.isPlain)
                scanner.position += text.length
            }
        }
        try XMLScanner.scan(part: part, content, skip: skip) {
            scanner, token throws(XMLScanner.Fault) in
            switch token.kind {
            case .open:
                if scanner.isNamed(token, "t") { isText = !isPhonetic }
                if scanner.isNamed(token, "rPh") { isPhonetic = true }
            case .close:
                if scanner.isNamed(token, "t") { isText = false }
                if scanner.isNamed(token, "rPh") { isPhonetic = false }
                if scanner.isNamed(token, "si") {
                    XMLText.resolveEscapes(in: &bytes, from: start)
                    try XMLText.checkLength(bytes.count - start)
                    end(
                        isPlain: bytes[start...].allSatisfy {
                            $0 >= 32 && $0 != UInt8(ascii: "\"")
                        })
                }
            case .empty:
                if scanner.isNamed(token, "si") { end(isPlain: false) }
            case .text, .verbatim:
                guard isText else { return }
                try XMLText.append(
                    scanner.bytes(token.content), to: &bytes, isVerbatim: token.kind == .verbatim)
            }
        }
        bytes += repeatElement(0, count: Self.padding)
        self.bytes = bytes
        self.places = places
    }

    /// How many texts there are.
    package var count: Int { places.count }

    /// The text with an index.
    ///
    /// - Precondition: The index is below ``count``.
    package subscript(index: Int) -> String {
        let place = places[index]
        return String(
            decoding: bytes[Int(place.start)..<Int(place.start + place.count)], as: UTF8.self)
    }

    /// Gives all texts to a function, without making strings.
    ///
    /// - Parameter body: Is given the bytes, of which 16 behind each text may be read, and the
    ///   texts' places among them.
    /// - Returns: What the function returns.
    package func withTexts<Result>(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Place>) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            places.withUnsafeBufferPointer { places in body(bytes, places) }
        }
    }
}
