/// A random questionnaire of a few questions, with random rules in the rule language.
///
/// A value is a whole number: the index of an option, the bits of a set of options, or a count.
package struct RandomQuestionnaire {
    /// What a question takes.
    package enum Kind: Equatable, Sendable {
        case scale(String)
        case multiple(Int)
        case count

        /// How many values there are: 0 and up.
        package var valueCount: Int {
            switch self {
            case .scale(let name): RandomQuestionnaire.scales[name]?.count ?? 0
            case .multiple(let options): 1 << options
            case .count: 5
            }
        }
    }

    /// A rule of the questionnaire.
    package struct Rule: Sendable {
        /// Its name.
        package let id: String
        /// Whether it is a hard one.
        package let isHard: Bool
        /// The rule itself.
        package let text: String
    }

    /// The options of each scale.
    package static let scales = [
        "yes_no": ["no", "yes"], "three": ["low", "middle", "high"],
        "four": ["none", "some", "most", "every"],
    ]
    /// The options of sets, the first of which a set has.
    package static let multipleOptions = ["red", "green", "blue"]
    /// The scales whose questions may be answered "not applicable".
    package static let scalesWithNotApplicable: Set<String> = ["yes_no", "four"]

    /// The questions.
    package let kinds: [Kind]
    /// The rules.
    package let rules: [Rule]

    /// The name of a question.
    package static func name(_ question: Int) -> String { "Q\(question + 1)" }

    /// Makes a questionnaire.
    ///
    /// - Parameters:
    ///   - random: The source of chance.
    ///   - questions: How many questions there may be.
    ///   - limit: The most combinations of values, few enough to try them all.
    ///   - ruleCount: How many rules there are.
    package init(
        _ random: inout SplitMix64, questions: ClosedRange<Int> = 2...5, limit: Int = 400,
        ruleCount: Int = 4
    ) {
        var kinds: [Kind] = []
        let questionCount = random.number(questions)
        var combinations = 1
        while kinds.count < questionCount {
            let kind = random.pick([
                Kind.scale("yes_no"), .scale("yes_no"), .scale("three"), .scale("four"),
                .multiple(2), .multiple(3), .count, .count,
            ])
            guard combinations * kind.valueCount <= limit else { break }
            combinations *= kind.valueCount
            kinds.append(kind)
        }
        self.kinds = kinds
        var writer = RandomRuleWriter(kinds: kinds, random: random)
        rules = (1...ruleCount).map { number in
            Rule(id: "R\(number)", isHard: writer.oneIn(2), text: writer.rule())
        }
        random = writer.random
    }

    /// The definition's files.
    package var definition: SmallDefinition {
        let scales = Self.scales.sorted { $0.key < $1.key }.map { name, options in
            let texts = options.map {
                #"{ "id": "\#($0)", "label": { "lv": "\#($0)", "en": "\#($0)" } }"#
            }
            return #"{ "id": "\#(name)", "ordered": true, "not_applicable": "#
                + "\(Self.scalesWithNotApplicable.contains(name)), "
                + #""options": [\#(texts.joined(separator: ", "))] }"#
        }
        let entries = kinds.enumerated().map { index, kind in
            switch kind {
            case .scale(let name):
                return SmallDefinition.Entry(Self.name(index), #""scale": "\#(name)""#)
            case .multiple(let count):
                let texts = Self.multipleOptions.prefix(count).map {
                    #"{ "id": "\#($0)", "label": { "lv": "\#($0)", "en": "\#($0)" } }"#
                }
                return SmallDefinition.Entry(
                    Self.name(index), #""options": [\#(texts.joined(separator: ", "))]"#)
            case .count:
                return SmallDefinition.Entry(
                    Self.name(index), #""count": { "minimum": 0, "maximum": 4 }"#)
            }
        }
        var definition = SmallDefinition(
            scales: "[" + scales.joined(separator: ", ") + "]", entries)
        definition.setRules(rules.map { ($0.id, $0.isHard ? "hard" : "soft", $0.text) })
        return definition
    }
}

/// Writes random rules that make sense for some kinds of questions.
package struct RandomRuleWriter {
    let kinds: [RandomQuestionnaire.Kind]
    /// The source of chance.
    package var random: SplitMix64

    /// Makes a writer of rules about some questions.
    package init(kinds: [RandomQuestionnaire.Kind], random: SplitMix64) {
        self.kinds = kinds
        self.random = random
    }

    private static let relations = ["<", "<=", "=", "!=", ">=", ">"]

    /// Whether a chance of one in so many comes true.
    package mutating func oneIn(_ chances: Int) -> Bool { random.oneIn(chances) }

    /// A rule or condition.
    package mutating func rule() -> String { expression(depth: 3) }

    private mutating func expression(depth: Int) -> String {
        guard depth > 0, !random.oneIn(4) else { return atom() }
        switch random.number(0...4) {
        case 0, 1: return "\(part(depth)) => \(part(depth))"
        case 2: return "\(part(depth)) and \(part(depth))"
        case 3: return "\(part(depth)) or \(part(depth))"
        default: return "not (\(expression(depth: depth - 1)))"
        }
    }

    /// Usually in brackets; without them the order of the operators decides.
    private mutating func part(_ depth: Int) -> String {
        let inner = expression(depth: depth - 1)
        return random.oneIn(3) ? inner : "(\(inner))"
    }

    private mutating func atom() -> String {
        if random.oneIn(4) { return "\(sum()) \(relation()) \(sum())" }
        if random.oneIn(4) {
            let group = group(countable: false)
            if !group.isEmpty { return "\(random.pick(["all", "any"]))(\(group))" }
        }
        let question = random.number(0...kinds.count - 1)
        let name = RandomQuestionnaire.name(question)
        switch kinds[question] {
        case .scale: return "\(name) \(relation()) \(comparand(of: question))"
        case .count: return "\(name) \(relation()) \(sum())"
        case .multiple(let count):
            let options = Array(RandomQuestionnaire.multipleOptions.prefix(count))
            if random.oneIn(2) { return "\(name) has \(random.pick(options))" }
            let chosen = (0...random.number(0...count - 1)).map { options[$0] }
            return "\(name) \(random.pick(["=", "!="])) {\(chosen.joined(separator: ", "))}"
        }
    }

    private mutating func relation() -> String { random.pick(Self.relations) }

    /// An option of the question's scale, or a question of the same scale.
    private mutating func comparand(of question: Int) -> String {
        guard case .scale(let scale) = kinds[question] else { return sum() }
        let same = kinds.indices.filter { kinds[$0] == kinds[question] }
        if random.oneIn(3) { return RandomQuestionnaire.name(random.pick(same)) }
        return random.pick(RandomQuestionnaire.scales[scale] ?? [])
    }

    /// Questions of one kind that are compared alike; countable ones with an option of a scale.
    private mutating func group(countable: Bool) -> String {
        let candidates = kinds.indices.filter { index in
            switch kinds[index] {
            case .scale: true
            case .count: !countable
            case .multiple: false
            }
        }
        guard !candidates.isEmpty else { return "" }
        let first = random.pick(candidates)
        var last = first
        while last + 1 < kinds.count, kinds[last + 1] == kinds[first], random.oneIn(2) { last += 1 }
        var members =
            last > first
            ? ["\(RandomQuestionnaire.name(first))..\(RandomQuestionnaire.name(last))"]
            : [RandomQuestionnaire.name(first)]
        let same = kinds.indices.filter { kinds[$0] == kinds[first] }
        if random.oneIn(2) { members.append(RandomQuestionnaire.name(random.pick(same))) }
        var value = comparand(of: first)
        if countable, case .scale(let scale) = kinds[first] {
            value = random.pick(RandomQuestionnaire.scales[scale] ?? [])
        }
        return "\(members.joined(separator: ", ")) \(relation()) \(value)"
    }

    private mutating func sum() -> String {
        var text = addend()
        while random.oneIn(3) { text += " \(random.pick(["+", "-"])) \(addend())" }
        return text
    }

    private mutating func addend() -> String {
        let counts = kinds.indices.filter { kinds[$0] == .count }
        let factor = random.oneIn(3) ? "\(random.number(0...3)) * " : ""
        if !counts.isEmpty, random.oneIn(2) {
            return factor + RandomQuestionnaire.name(random.pick(counts))
        }
        let group = random.oneIn(2) ? self.group(countable: true) : ""
        return group.isEmpty ? "\(random.number(0...5))" : "\(factor)count(\(group))"
    }
}
