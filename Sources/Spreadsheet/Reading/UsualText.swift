/// A shared text that is written as nearly all are: `<si><t>Rīga</t></si>`.
///
/// A text with an entity, an escape or a carriage return, or at the very end of the part, is left
/// to the reader of all texts.
struct UsualText {
    /// The characters.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Whether there are neither control characters nor quotes.
    let isPlain: Bool
    /// How many bytes of markup it takes.
    let length: Int

    /// How many bytes must follow a place for words to be read there.
    private static let margin = 32

    /// Reads the text that begins at a place; `nil` when it is written in another way.
    init?(_ markup: UnsafeBufferPointer<UInt8>, at place: Int) {
        guard let base = markup.baseAddress, markup.count - place > Self.margin,
            MarkupWord.load(base + place) & Self.openingMask == Self.opening
        else { return nil }
        let start = base + place + 7
        let last = base + markup.count - Self.margin
        guard let (end, isPlain) = MarkupWord.endOfText(start, before: last),
            MarkupWord.load(end) == Self.closing, end[8] == UInt8(ascii: ">")
        else { return nil }
        bytes = UnsafeBufferPointer(start: start, count: end - start)
        self.isPlain = isPlain
        length = end + 9 - (base + place)
    }

    // `<si><t>`
    private static let opening: UInt64 = 0x3E_743C_3E69_733C
    private static let openingMask: UInt64 = 0xFF_FFFF_FFFF_FFFF
    // `</t></si`
    private static let closing: UInt64 = 0x6973_2F3C_3E74_2F3C
}
