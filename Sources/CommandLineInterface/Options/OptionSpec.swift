import TextFormats

/// An option as data: parsing, help and completions are all made from it.
struct OptionSpec: Sendable {
    /// What follows an option.
    enum Value: Sendable {
        /// Nothing: the option is a switch.
        case none
        /// One of some words.
        case choice([String])
        /// A file or folder.
        case path(LocalizedText)
        /// Any text.
        case text(LocalizedText)
    }

    /// The long name without dashes.
    let name: String
    /// The one-letter name.
    let letter: Character?
    /// What follows.
    let value: Value
    /// Whether the option may be given several times.
    let isRepeatable: Bool
    /// What it does, in one sentence.
    let summary: LocalizedText

    /// Describes an option.
    init(
        _ name: String, letter: Character? = nil, value: Value = .none,
        isRepeatable: Bool = false, _ summary: LocalizedText
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.isRepeatable = isRepeatable
        self.summary = summary
    }

    /// Whether a value follows.
    var takesValue: Bool {
        if case .none = value { return false }
        return true
    }

    /// The words allowed as a value.
    var choices: [String] {
        if case .choice(let words) = value { return words }
        return []
    }

    /// The option as help shows it: `-q, --quiet` or `--lang lv|en`.
    var usage: LocalizedText {
        let names = (letter.map { "-\($0), " } ?? "") + "--\(name)"
        switch value {
        case .none: return LocalizedText(verbatim: names)
        case .choice(let words):
            return LocalizedText(verbatim: "\(names) \(words.joined(separator: "|"))")
        case .path(let word), .text(let word):
            return LocalizedText(lv: "\(names) \(word.lv)", en: "\(names) \(word.en)")
        }
    }
}
