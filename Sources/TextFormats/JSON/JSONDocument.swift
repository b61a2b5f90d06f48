/// The values of one JSON file, side by side in the order of the file.
///
/// A tree of objects of its own for every value costs more to make and to free than the text
/// costs to read; this is one array. A container is followed by its contents; in an object every
/// key is followed by its value.
final class JSONDocument: Sendable {
    /// A value or a key.
    struct Node: Sendable {
        /// What a node is.
        enum Kind: UInt8, Sendable {
            case null, no, yes, number, array, object
            /// A string that stands in the file as it is.
            case string
            /// A string with escapes or faults, which is among the texts.
            case decodedString
        }

        /// What the node is.
        let kind: Kind
        /// The byte offset of its first byte.
        let offset: UInt32
        /// The container's node; a root is its own.
        let parent: UInt32
        /// Which element or member of the container it is.
        let ordinal: UInt32
        /// The bytes of a number or between the quotes of a string, the elements of an array, the
        /// members of an object; of a decoded string its index among the texts.
        var extent: UInt32 = 0
        /// The node after the value and all that is in it; of a key the next key, or the end of
        /// the object.
        var next: UInt32 = 0
    }

    /// The file.
    let source: JSONSource
    private let nodes: [Node]
    private let texts: [String]

    /// Wraps what the parser found.
    init(source: JSONSource, nodes: [Node], texts: [String]) {
        self.source = source
        self.nodes = nodes
        self.texts = texts
    }

    /// The node at an index.
    subscript(_ index: Int) -> Node { nodes[index] }

    /// The elements of an array, or the keys of an object, by index.
    func children(of container: Int) -> Children { Children(nodes: nodes, container: container) }

    /// The nodes directly in a container.
    struct Children: Sequence, IteratorProtocol {
        private let nodes: [Node]
        private let end: Int
        private var upcoming: Int

        init(nodes: [Node], container: Int) {
            self.nodes = nodes
            end = Int(nodes[container].next)
            upcoming = container + 1
        }

        mutating func next() -> Int? {
            guard upcoming < end else { return nil }
            defer { upcoming = Int(nodes[upcoming].next) }
            return upcoming
        }
    }

    /// The member of an object with a key: the index of the key.
    ///
    /// Keys are compared by code point, as RFC 8259 section 8.3 asks. `==` on strings would also
    /// accept equivalent ones, such as the Kelvin sign for K.
    ///
    /// - Parameters:
    ///   - name: The key.
    ///   - object: The object.
    ///   - start: The key to compare first; readers mostly ask in the order of the file.
    /// - Returns: The key's index; `nil` when the object has no such key.
    func key(_ name: String, of object: Int, from start: Int) -> Int? {
        let end = Int(nodes[object].next)
        var name = name
        return name.withUTF8 { name in
            var key = start
            for _ in 0..<nodes[object].extent {
                if key >= end { key = object + 1 }
                if withBytes(of: key, { areSameBytes($0, name) }) { return key }
                key = Int(nodes[key].next)
            }
            return nil
        }
    }

    /// The bytes of a number or a string; none for another value.
    func withBytes<Result>(
        of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        let node = nodes[index]
        var start = Int(node.offset)
        switch node.kind {
        case .decodedString:
            var text = texts[Int(node.extent)]
            return text.withUTF8(body)
        case .string: start += 1
        case .number: break
        default: return body(UnsafeBufferPointer(start: nil, count: 0))
        }
        return source.bytes.withUnsafeBufferPointer {
            body(UnsafeBufferPointer(rebasing: $0[start..<start + Int(node.extent)]))
        }
    }

    /// The text of a number or a string.
    func text(of index: Int) -> String {
        let node = nodes[index]
        if node.kind == .decodedString { return texts[Int(node.extent)] }
        // The parser has seen that the bytes are UTF-8; that need not be found out again.
        return withBytes(of: index) { bytes in
            var text = UTF8Span(unchecked: bytes.span)
            _ = text.checkForASCII()
            return String(copying: text)
        }
    }

    /// The path from the root to a value.
    ///
    /// - Complexity: O(*depth*).
    func pointer(to index: Int) -> JSONPointer {
        var tokens: [String] = []
        var index = index
        while index > 0 {
            let node = nodes[index]
            let parent = Int(node.parent)
            tokens.append(
                nodes[parent].kind == .object ? text(of: index - 1) : "\(node.ordinal)")
            index = parent
        }
        return JSONPointer(tokens: tokens.reversed())
    }
}

/// Whether two texts are the same bytes.
func areSameBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
}
