/// A parsed JSON value that knows where in its file it began.
package struct JSONValue: Sendable {
    /// What the value is.
    package indirect enum Content: Sendable {
        case null
        case boolean(Bool)
        /// A number as written: JSON numbers have no size, so the text is kept.
        case number(String)
        case string(String)
        case array([JSONValue])
        /// The members in file order; keys are unique: duplicates are refused by the parser.
        case object([Member])

        /// Whether the value is a certain string.
        package func isString(_ text: String) -> Bool {
            if case .string(text) = self { return true }
            return false
        }
    }

    /// A key and its value.
    package struct Member: Sendable {
        /// The key.
        package let key: String
        /// The byte offset of the key's opening quote.
        package let keyOffset: Int
        /// The value.
        package let value: JSONValue
    }

    /// What the value is.
    package let content: Content
    /// The byte offset of the value's first byte.
    package let offset: Int

    /// The name of the value's kind, for messages.
    package var kind: LocalizedText {
        switch content {
        case .null: LocalizedText(verbatim: "null")
        case .boolean: LocalizedText(lv: "true vai false", en: "true or false")
        case .number: LocalizedText(lv: "skaitlis", en: "a number")
        case .string: LocalizedText(lv: "teksts", en: "a string")
        case .array: LocalizedText(lv: "saraksts", en: "an array")
        case .object: LocalizedText(lv: "objekts", en: "an object")
        }
    }
}

/// Limits that keep a hostile file from exhausting memory or the stack.
package struct JSONLimits: Sendable {
    /// The largest file in bytes.
    package var bytes: Int
    /// The deepest nesting of arrays and objects.
    package var depth: Int

    /// Makes limits.
    package init(bytes: Int, depth: Int) {
        self.bytes = bytes
        self.depth = depth
    }

    /// The limits of every file that briedums reads: 16 MiB and 64 levels.
    package static let standard = JSONLimits(bytes: 16 << 20, depth: 64)
}
