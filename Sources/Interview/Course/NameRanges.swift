/// Names with numbers, runs of successive ones drawn together: V6, V7, V10–V21, U1.
///
/// A run has at least three names with the same letters before the number; two names are as short
/// without a dash. The order of the names is kept. Takes linear time.
package func drawingRunsTogether(_ names: [String]) -> [String] {
    var result: [String] = []
    var run: [String] = []
    func close() {
        if run.count > 2, let first = run.first, let last = run.last {
            result.append("\(first)–\(last)")
        } else {
            result += run
        }
        run = []
    }
    for name in names {
        if let last = run.last, !isSuccessor(name, of: last) { close() }
        run.append(name)
    }
    close()
    return result
}

private func isSuccessor(_ name: String, of other: String) -> Bool {
    guard let (letters, number) = numbered(name), let (before, last) = numbered(other) else {
        return false
    }
    return letters == before && number == last + 1
}

/// The letters and the number of a name such as V10; `nil` for names of another form.
private func numbered(_ name: String) -> (letters: Substring, number: Int)? {
    let letters = name.prefix { !$0.isNumber }
    guard !letters.isEmpty, let number = Int(name.dropFirst(letters.count)), number < 1_000_000
    else { return nil }
    return (letters, number)
}
