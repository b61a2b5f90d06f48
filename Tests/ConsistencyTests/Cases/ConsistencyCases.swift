import Survey
import TextFormats

/// The collected cases of `Data/consistency-cases.json`.
enum ConsistencyCases {
    /// Something in the file that the tests cannot read.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    private static let document: Result<JSONValue, Unreadable> = {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false)
            .dropLast(2).joined(separator: "/")
        let path = "\(folder)/Data/consistency-cases.json"
        guard let bytes = try? readBytes(ofFile: path, limit: JSONLimits.standard.bytes) else {
            return .failure(Unreadable(description: "cannot read \(path)"))
        }
        let source = JSONSource(file: path, bytes: bytes)
        guard let value = JSONParser.parse(source, log: DiagnosticLog()) else {
            return .failure(Unreadable(description: "\(path) is not JSON"))
        }
        return .success(value)
    }()

    /// The cases of one collection.
    static func list(_ name: String) throws -> [JSONValue] {
        try document.get().member(name).elements
    }

    /// The names of the cases of one collection; empty when the file cannot be read, which a test
    /// of the number of cases tells.
    static func names(_ collection: String) -> [String] {
        (try? list(collection).map { try $0.member("id").text }) ?? []
    }

    /// One case by its name.
    static func named(_ name: String, in collection: String) throws -> JSONValue {
        guard let found = try list(collection).first(where: { try $0.member("id").text == name })
        else { throw Unreadable(description: "there is no case \(name) in \(collection)") }
        return found
    }
}

extension JSONValue {
    /// The members by key; empty for anything but an object.
    var members: [Member] {
        guard case .object(let members) = content else { return [] }
        return members
    }

    /// The elements; empty for anything but an array.
    var elements: [JSONValue] {
        guard case .array(let elements) = content else { return [] }
        return elements
    }

    /// The text of each element.
    var texts: [String] { get throws { try elements.map { try $0.text } } }

    /// Whether the value is `null`.
    var isNull: Bool {
        if case .null = content { return true }
        return false
    }

    /// The value of a key, if there is one.
    func optionalMember(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

    /// The value of a key.
    func member(_ key: String) throws -> JSONValue {
        guard let value = optionalMember(key) else {
            throw ConsistencyCases.Unreadable(description: "no '\(key)' at byte \(offset)")
        }
        return value
    }

    /// The text of a string, a number as written, or `true` or `false`: one name per option.
    var text: String {
        get throws {
            switch content {
            case .string(let text), .number(let text): return text
            case .boolean(let value): return "\(value)"
            case .null, .array, .object:
                throw ConsistencyCases.Unreadable(description: "no plain value at byte \(offset)")
            }
        }
    }

    /// A whole number.
    var number: Int {
        get throws {
            guard case .number(let text) = content, let number = Int(text) else {
                throw ConsistencyCases.Unreadable(description: "no whole number at byte \(offset)")
            }
            return number
        }
    }

    /// Twice a number, so that the halves among the weights are whole.
    var doubled: Int {
        get throws {
            guard case .number(let text) = content, let number = Double(text),
                let doubled = Int(exactly: 2 * number)
            else {
                throw ConsistencyCases.Unreadable(description: "no weight at byte \(offset)")
            }
            return doubled
        }
    }
}
