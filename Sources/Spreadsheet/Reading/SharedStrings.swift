/// The texts that the cells of a workbook share, by their index.
///
/// One array of bytes holds them all: a text costs its bytes and one number.
package struct SharedStrings: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

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
        var ends: [Int] = []
        try XMLScanner.scan(part: part, content) { scanner, token throws(XMLScanner.Fault) in
            switch token.kind {
            case .open:
                if scanner.isNamed(token, "t") { isText = !isPhonetic }
                if scanner.isNamed(token, "rPh") { isPhonetic = true }
            case .close:
                if scanner.isNamed(token, "t") { isText = false }
                if scanner.isNamed(token, "rPh") { isPhonetic = false }
                if scanner.isNamed(token, "si") {
                    XMLText.resolveEscapes(in: &bytes, from: ends.last ?? 0)
                    try XMLText.checkLength(bytes.count - (ends.last ?? 0))
                    ends.append(bytes.count)
                }
            case .empty:
                if scanner.isNamed(token, "si") { ends.append(bytes.count) }
            case .text, .verbatim:
                guard isText else { return }
                try XMLText.append(
                    scanner.bytes(token.content), to: &bytes, isVerbatim: token.kind == .verbatim)
            }
        }
        self.bytes = bytes
        self.ends = ends
    }

    /// How many texts there are.
    package var count: Int { ends.count }

    /// The text with an index.
    ///
    /// - Precondition: The index is below ``count``.
    package subscript(index: Int) -> String {
        withBytes(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// Gives the UTF-8 of a text to a function, without making a string.
    ///
    /// - Precondition: The index is below ``count``.
    package func withBytes<Result>(
        at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            body(
                UnsafeBufferPointer(
                    rebasing: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]))
        }
    }
}
