extension JSONValue {
    /// Appends the canonical form as UTF-8: no spaces, keys sorted by code point, the shortest
    /// escapes.
    ///
    /// The same as ``JSONOutput/canonical()`` of the value, but copied from the file as far as
    /// possible.
    ///
    /// - Parameters:
    ///   - bytes: What the form is appended to.
    ///   - key: A member of this value, not of those in it, that is left out.
    /// - Complexity: O(*bytes*) plus sorting the keys of each object.
    package func appendCanonical(to bytes: inout [UInt8], leavingOut key: String? = nil) {
        document.appendCanonical(of: index, to: &bytes, leavingOut: key)
    }
}

extension JSONDocument {
    fileprivate func appendCanonical(
        of index: Int, to bytes: inout [UInt8], leavingOut omitted: String? = nil
    ) {
        let node = self[index]
        switch node.kind {
        case .null: bytes += "null".utf8
        case .no: bytes += "false".utf8
        case .yes: bytes += "true".utf8
        case .number: withBytes(of: index) { bytes.append(contentsOf: $0) }
        case .string:
            bytes.append(UInt8(ascii: "\""))
            withBytes(of: index) { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\""))
        case .decodedString: JSONOutput.appendQuoted(text(of: index), to: &bytes)
        case .array:
            bytes.append(UInt8(ascii: "["))
            for element in children(of: index) {
                if element > index + 1 { bytes.append(UInt8(ascii: ",")) }
                appendCanonical(of: element, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object:
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            for key in sortedKeys(of: index) where omitted.map({ text(of: key) != $0 }) ?? true {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                appendCanonical(of: key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                appendCanonical(of: key + 1, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private func sortedKeys(of object: Int) -> [Int] {
        var keys: [Int] = []
        keys.reserveCapacity(Int(self[object].extent))
        for key in children(of: object) { keys.append(key) }
        // UTF-8 sorts as code points do.
        keys.sort { left, right in
            withBytes(of: left) { left in
                withBytes(of: right) { left.lexicographicallyPrecedes($0) }
            }
        }
        return keys
    }
}
