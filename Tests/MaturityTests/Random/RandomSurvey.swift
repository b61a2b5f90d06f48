import Assessment
import Maturity
import Survey
import TestSupport

/// A small random questionnaire with answers, the same for the same seed.
///
/// Questions are yes/no or ask for a share; rules, gates and scores are evaluated here by their own
/// words, so that nothing is shared with the program but the text of the definition.
struct RandomSurvey: CustomStringConvertible {
    /// What a rule or a gate asks of one question.
    struct Atom {
        let question: Int
        /// Whether the answer must be at least the option; otherwise it must be below it.
        let isAtLeast: Bool
        let option: Int

        func holds(_ values: [Int]) -> Bool { (values[question] >= option) == isAtLeast }
    }

    /// A requirement for a level of a dimension.
    struct Gate {
        let dimension: Int
        let level: Int
        let atom: Atom
    }

    /// What was answered to one question.
    enum Given: Equatable {
        case value(Int)
        case notApplicable
        case unknown
        case nothing
    }

    /// Thresholds of the levels in percent.
    static let thresholds = [0, 25, 50, 75]
    private static let levels = ["initial", "basic", "medium", "high"]
    private static let options = [["no", "yes"], ["none", "some", "most", "all"]]

    let seed: UInt64
    /// How many options each question has: 2 or 4.
    let counts: [Int]
    /// The hard rules: one of the atoms of each must hold.
    let rules: [[Atom]]
    let gates: [Gate]
    /// The weight of each question in both dimensions.
    let weights: [[Int]]
    let given: [Given]

    /// Makes the survey of a seed.
    ///
    /// - Parameters:
    ///   - seed: What every number follows from.
    ///   - questions: How many questions there may be.
    ///   - ruleCount: How many rules there may be.
    ///   - isOpen: Whether many questions are left open.
    init(seed: UInt64, questions: ClosedRange<Int> = 3...6, ruleCount: Int = 4, isOpen: Bool) {
        var numbers = SplitMix64(seed: seed)
        let counts = (0..<numbers.number(questions)).map { _ in numbers.oneIn(2) ? 2 : 4 }
        func atom(_ numbers: inout SplitMix64, isAtLeast: Bool) -> Atom {
            let question = numbers.number(0...(counts.count - 1))
            return Atom(
                question: question, isAtLeast: isAtLeast,
                option: numbers.number(1...(counts[question] - 1)))
        }
        rules = (0..<numbers.number(0...ruleCount)).map { _ in
            (0..<numbers.number(2...3)).map { _ in
                let isAtLeast = numbers.oneIn(2)
                return atom(&numbers, isAtLeast: isAtLeast)
            }
        }
        gates = (0..<numbers.number(0...3)).map { _ in
            Gate(
                dimension: numbers.number(0...1), level: numbers.number(1...3),
                atom: atom(&numbers, isAtLeast: true))
        }
        weights = counts.map { _ in [numbers.number(0...4), numbers.number(0...2)] }
        given = counts.map { count in
            if numbers.oneIn(10) { return .notApplicable }
            if numbers.oneIn(isOpen ? 2 : 6) { return numbers.oneIn(3) ? .unknown : .nothing }
            return .value(numbers.number(0...(count - 1)))
        }
        self.seed = seed
        self.counts = counts
    }

    /// What to give as `BRIEDUMS_SEED` to see the survey again, and the survey.
    var description: String {
        "BRIEDUMS_SEED=\(seed): given \(given), rules \(rules.map(text)), "
            + "gates \(gates.map { "\($0.dimension) \($0.level) \(text([$0.atom]))" }), "
            + "weights \(weights)"
    }

    /// The survey as a definition.
    func definition() throws -> Definition {
        func scale(_ id: String, _ options: [String]) -> String {
            let texts = options.map { #"{ "id": "\#($0)", "label": { "lv": "v", "en": "w" } }"# }
            return #"{ "id": "\#(id)", "ordered": true, "not_applicable": true, "#
                + #""options": [\#(texts.joined(separator: ", "))] }"#
        }
        let scales = zip(["yes_no", "share"], Self.options).map(scale).joined(separator: ",\n")
        var small = SmallDefinition(
            scales: "[\(scales)]",
            counts.enumerated().map { index, count in
                .init("Q\(index)", #""scale": "\#(count == 2 ? "yes_no" : "share")""#)
            })
        small.setRules(rules.enumerated().map { ("R\($0)", "hard", text($1)) })
        let weightTexts = weights.enumerated().map { index, own in
            let members = zip(["a", "b"], own).filter { $0.1 > 0 }.map { #""\#($0)": \#($1)"# }
            return #""Q\#(index)": { \#(members.joined(separator: ", ")) }"#
        }
        small.setMaturity(
            values: #"""
                { "yes_no": { "no": "0", "yes": "1" },
                  "share": { "none": "0", "some": "1/4", "most": "3/4", "all": "1" } }
                """#,
            weights: "{ \(weightTexts.joined(separator: ", ")) }",
            gates: gates.map { (["a", "b"][$0.dimension], Self.levels[$0.level], text([$0.atom])) })
        return try small.read()
    }

    /// The answers as a response.
    func response(to definition: Definition) throws -> Response {
        var answers: [String: String] = [:]
        for (index, given) in given.enumerated() {
            switch given {
            case .value(let option): answers["Q\(index)"] = name(option, of: index)
            case .notApplicable: answers["Q\(index)"] = "not_applicable"
            case .unknown: answers["Q\(index)"] = "unknown"
            case .nothing: break
            }
        }
        return try definition.response(answers: answers)
    }

    private func name(_ option: Int, of question: Int) -> String {
        Self.options[counts[question] == 2 ? 0 : 1][option]
    }

    private func text(_ atoms: [Atom]) -> String {
        atoms.map {
            "Q\($0.question) \($0.isAtLeast ? ">=" : "<") \(name($0.option, of: $0.question))"
        }.joined(separator: " or ")
    }

    // MARK: By enumeration

    /// Whether a question counts: it is applicable.
    func counts(_ question: Int) -> Bool { given[question] != .notApplicable }

    /// The value of an option in quarters of a point.
    func quarters(_ option: Int, of question: Int) -> Int {
        counts[question] == 2 ? 4 * option : [0, 1, 3, 4][option]
    }

    /// The whole of a dimension: the applicable weights in quarters of a point.
    func total(_ dimension: Int) -> Int {
        4 * counts.indices.filter(counts).reduce(0) { $0 + weights[$1][dimension] }
    }

    /// The points of a dimension in quarters.
    func points(_ values: [Int], _ dimension: Int) -> Int {
        counts.indices.filter(counts).reduce(0) {
            $0 + weights[$1][dimension] * quarters(values[$1], of: $1)
        }
    }

    /// The level of a dimension when every question is answered.
    func level(_ values: [Int], _ dimension: Int) -> Int {
        let (points, total) = (points(values, dimension), total(dimension))
        guard total > 0 else { return 0 }
        return Self.thresholds.indices.last { level in
            100 * points >= Self.thresholds[level] * total
                && gates.allSatisfy {
                    $0.dimension != dimension || $0.level > level || !counts($0.atom.question)
                        || $0.atom.holds(values)
                }
        } ?? 0
    }

    /// The completions that satisfy the rules when the answers to some questions are released.
    ///
    /// Questions that are not applicable have the value 0, which nothing looks at.
    func completions(releasing released: Set<Int> = [], fixing fixed: [Int: Int] = [:]) -> [[Int]] {
        var all: [[Int]] = [[]]
        for (question, count) in counts.enumerated() {
            var options = Array(0..<count)
            switch given[question] {
            case .notApplicable: options = [0]
            case .value(let option) where !released.contains(question): options = [option]
            default: break
            }
            if let option = fixed[question] { options = [option] }
            all = all.flatMap { prefix in options.map { prefix + [$0] } }
        }
        let evaluated = rules.filter { $0.allSatisfy { counts($0.question) } }
        return all.filter { values in
            evaluated.allSatisfy { $0.contains { $0.holds(values) } }
        }
    }
}
