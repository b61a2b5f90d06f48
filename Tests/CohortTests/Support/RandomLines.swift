import Survey
import TestSupport
import TextFormats

/// Random lines of NDJSON, most of them as programs write them, some odd and some wrong.
struct RandomLines {
    private let questionnaire: Questionnaire
    private var random: SplitMix64
    private var keys: [String]

    /// Lines about a questionnaire.
    init(of questionnaire: Questionnaire, seed: UInt64) {
        self.questionnaire = questionnaire
        random = SplitMix64(seed: seed)
        keys =
            ["registration_number", "name", "ministry"] + questionnaire.profile.map(\.id)
            + questionnaire.items.map(\.id) + ["survey_year", "note", "a long name of a column"]
        if random.oneIn(2) { keys.shuffle(using: &random) }
    }

    /// The next line, without its end.
    mutating func next(number: Int) -> [UInt8] {
        if random.oneIn(30) { keys.shuffle(using: &random) }
        let isOdd = random.oneIn(3)
        let gap = random.oneIn(4) ? " " : ""
        var members: [String] = []
        for key in keys where !random.oneIn(12) {
            members.append(Self.quoted(key) + ":" + gap + value(of: key, number, isOdd: isOdd))
        }
        if isOdd, random.oneIn(4) { members.append(random.pick(members)) }
        if isOdd, random.oneIn(4) { members.append("\"unheard of\":[{\"a\":null}]") }
        if isOdd, random.oneIn(8) { members.shuffle(using: &random) }
        var line = Array(("{" + members.joined(separator: "," + gap) + "}").utf8)
        if isOdd, random.oneIn(4) {
            // A damaged byte, or a line that breaks off.
            let place = random.number(0...line.count - 1)
            if random.oneIn(3) {
                line.removeSubrange(place...)
            } else {
                let byte = UInt8(random.number(0...255))
                line[place] = byte == 10 ? 0 : byte
            }
        }
        if random.oneIn(9) { line += [random.pick([32, 13])] }
        return line
    }

    private mutating func value(of key: String, _ number: Int, isOdd: Bool) -> String {
        if isOdd, random.oneIn(25) {
            return random.pick([
                "null", "true", "{}", "[]", "[1]", "-1", "1.0", "1e2", "01", "007", "\"\"", "\" \"",
                "9999999999999999999", "\"\\ud83d\\ude42\"", "\"\\ud83d\"", "\"\\u00zz\"",
                "\"\\q\"",
                "\"a\tb\"", "\"\\u0000\"", "\"\u{A0}x\"", "\"x\\u2003\"", "nul", "\"\u{2028}\"",
            ])
        }
        switch key {
        case "registration_number":
            if isOdd { return random.pick(["9\(number)", "\"9\(number)\"", "\" 9\(number)\""]) }
            return "\"9\(number)\""
        case "survey_year":
            return isOdd
                ? random.pick([
                    "2021", "\"2021\"", "\"02021\"", "21", "\"+2021\"", "2021.0", "null",
                ])
                : "2021"
        case "name", "ministry", "note", "a long name of a column":
            return Self.quoted(name(), escaping: random.oneIn(3))
        default: return answer(key, isOdd: isOdd)
        }
    }

    private mutating func name() -> String {
        let parts = [
            "Rīga", "SIA \"Ā\"", "a, b", "„Ķīlis“", "a\\b", "🙂", "x\ny", "tab\tend", "žž", "c",
        ]
        return (0...random.number(0...3)).map { _ in random.pick(parts) }.joined(separator: " ")
    }

    private mutating func answer(_ key: String, isOdd: Bool) -> String {
        let item = questionnaire.items.first { $0.id == key }
        let kind =
            item.map { questionnaire.question(of: $0).kind }
            ?? questionnaire.profile.first { $0.id == key }?.kind
        guard let kind else { return "\"\"" }
        if random.oneIn(12) {
            return random.pick([
                "\"unknown\"", "\"\"", "null", "\"nav zināms\"", "\"nav zin\\u0101ms\"",
            ])
        }
        let options = questionnaire.options(of: kind)
        switch kind {
        case .single:
            if let item, questionnaire.allowsNotApplicable(item), random.oneIn(9) {
                return "\"not_applicable\""
            }
            if isOdd, random.oneIn(6) {
                let label = random.pick(options).label
                return Self.quoted(
                    random.pick([label.lv, label.en.uppercased(), " \(label.lv)"]),
                    escaping: random.oneIn(2))
            }
            return Self.quoted(isOdd && random.oneIn(60) ? "jaa" : random.pick(options).id)
        case .multiple:
            let chosen = options.filter { _ in random.oneIn(2) }.map(\.id)
            switch random.number(0...9) {
            case 0: return "[" + chosen.map { Self.quoted($0) }.joined(separator: ",") + "]"
            case 1: return "[" + chosen.map { Self.quoted($0) }.joined(separator: ", ") + "]"
            case 2: return "[ " + chosen.map { Self.quoted($0) }.joined(separator: " ,") + "]"
            case 3: return Self.quoted(chosen.joined(separator: ", "))
            default: return Self.quoted(chosen.joined(separator: "|"))
            }
        case .count:
            let count = isOdd && random.oneIn(9) ? 999_999 : random.pick([0, 1, 10, 50, 100])
            if isOdd, random.oneIn(3) { return "\"\(count)..\(count + 5)\"" }
            return random.oneIn(3) ? "\"\(count)\"" : "\(count)"
        }
    }

    /// A JSON string; everything beyond ASCII escaped where wanted.
    private static func quoted(_ text: String, escaping: Bool = false) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where escaping && !scalar.isASCII:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
