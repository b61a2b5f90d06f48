/// A parsed JSON value that knows where in its file it began.
package struct JSONValue: Sendable {
    /// What the value is.
    package enum Content: Sendable {
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

    let document: JSONDocument
    let index: Int

    var node: JSONDocument.Node { document[index] }

    /// What the value is.
    ///
    /// - Complexity: O(*n*) in the bytes of a text or the members of a container.
    package var content: Content {
        switch node.kind {
        case .null: .null
        case .no: .boolean(false)
        case .yes: .boolean(true)
        case .number: .number(document.text(of: index))
        case .string, .decodedString: .string(document.text(of: index))
        case .array:
            .array(
                document.children(of: index).map { JSONValue(document: document, index: $0) })
        case .object:
            .object(
                document.children(of: index).map { key in
                    Member(
                        key: document.text(of: key), keyOffset: Int(document[key].offset),
                        value: JSONValue(document: document, index: key + 1))
                })
        }
    }

    /// The byte offset of the value's first byte.
    package var offset: Int { Int(node.offset) }

    /// The text of a string; `nil` for any other value.
    package var string: String? {
        switch node.kind {
        case .string, .decodedString: document.text(of: index)
        default: nil
        }
    }

    /// The name of the value's kind, for messages.
    package var kind: LocalizedText {
        switch node.kind {
        case .null: LocalizedText(verbatim: "null")
        case .no, .yes: LocalizedText(lv: "true vai false", en: "true or false")
        case .number: LocalizedText(lv: "skaitlis", en: "a number")
        case .string, .decodedString: LocalizedText(lv: "teksts", en: "a string")
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
