/// The institutions that were invited to answer.
package struct InvitedList: Sendable {
    /// Their registration numbers, each once, in order of the list.
    package let numbers: [String]
    /// Their ministries, as far as the list gives them.
    package let ministries: [String?]
    let indices: [UInt64: Int]

    /// Makes a list; a number that occurs again is left out.
    package init(_ entries: [(number: String, ministry: String?)]) {
        var numbers: [String] = []
        var ministries: [String?] = []
        var indices: [UInt64: Int] = [:]
        for (number, ministry) in entries {
            let key = Array(number.utf8).withUnsafeBufferPointer { RegistrationNumbers.key($0) }
            guard indices[key] == nil else { continue }
            indices[key] = numbers.count
            numbers.append(number)
            ministries.append(ministry)
        }
        self.numbers = numbers
        self.ministries = ministries
        self.indices = indices
    }
}
