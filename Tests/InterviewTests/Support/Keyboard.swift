import Assessment
import Consistency
import Interview
import Survey
import TestSupport
import TextFormats

/// An interview driven by keys written as text.
struct Keyboard {
    var screen: InterviewScreen
    /// How often the response was written.
    private(set) var savings = 0
    /// Whether the last key left the interview.
    private(set) var hasLeft = false

    /// The time of every key.
    static let time = "2026-11-21T12:00:00Z"

    /// Begins with some answers, on the first unanswered step.
    init(
        _ answers: [String: String] = [:], profile: [String: String] = Self.profile,
        author: String? = nil, language: Language = .latvian
    ) throws {
        let definition = try Bundled.definition()
        let response = try definition.response(profile: profile, answers: answers)
        screen = InterviewScreen(
            Interview(response, of: definition, isStored: true, author: author),
            path: "a.answers.json", language: language)
    }

    /// Begins with a file that does not exist.
    init(newFileIn language: Language) throws {
        let definition = try Bundled.definition()
        let response = Response(
            questionnaire: definition.questionnaire.identity,
            institution: Institution(
                registrationNumber: "", name: "", ministry: nil, surveyYear: 2026))
        screen = InterviewScreen(
            Interview(response, of: definition, isStored: false, author: nil),
            path: "a.answers.json", language: language)
    }

    /// A complete profile of a state institution that provides services.
    static let profile = [
        "kind": "institution", "staff": "40", "nationally_significant": "no",
        "competence_centre": "no", "coordinates": "no", "provides_services": "yes",
        "depends_on_external": "no",
    ]

    /// Presses keys, saving after each as the owner of an interview does.
    mutating func press(_ keys: [Key]) {
        for key in keys {
            hasLeft = screen.press(key, at: Self.time) == .leave
            guard case .due = screen.interview.saving else { continue }
            savings += 1
            screen.interview.didSave(revision: screen.interview.response.revision + 1)
        }
    }

    /// Presses keys written as text: `<enter>`, `<tab>`, `<paste:text>`, everything else as
    /// characters, spaces left out; `<space>` is a space.
    mutating func type(_ text: String) { press(Self.keys(text)) }

    static func keys(_ text: String) -> [Key] {
        var keys: [Key] = []
        var rest = Substring(text)
        while let first = rest.popFirst() {
            if first == " " { continue }
            guard first == "<", let end = rest.firstIndex(of: ">") else {
                keys.append(.character(first))
                continue
            }
            let name = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
            if name.hasPrefix("paste:") {
                keys.append(.paste(String(name.dropFirst(6))))
            } else if let key = names[name] {
                keys.append(key)
            } else {
                preconditionFailure("no key is called \(name)")
            }
        }
        return keys
    }

    private static let names: [String: Key] = [
        "enter": .enter, "esc": .escape, "tab": .tab, "backtab": .backTab, "up": .up,
        "down": .down, "left": .left, "right": .right, "pgup": .pageUp, "pgdn": .pageDown,
        "home": .home, "end": .end, "bs": .backspace, "del": .delete, "space": .character(" "),
        "ctrl-d": .control("d"), "ctrl-u": .control("u"), "ctrl-w": .control("w"),
        "f1": .function(1),
    ]

    /// Goes to a question.
    mutating func open(_ id: String) {
        guard let question = screen.interview.questionnaire.questionIndex(id) else {
            preconditionFailure("there is no question \(id)")
        }
        if case .welcome = screen.panel { press([.enter]) }
        screen.open(.question(question))
    }

    // MARK: What is there

    /// The id of the present question.
    var place: String { screen.interview.name(of: screen.interview.step) }

    /// An answer as it is typed, `nil` when there is none: `yes`, `unknown`, `10..20`.
    func answer(_ id: String) -> String? {
        guard let answer = screen.interview.response.answers[id],
            let index = screen.interview.questionnaire.itemIndex(id)
        else { return nil }
        let questionnaire = screen.interview.questionnaire
        let options = questionnaire.options(
            of: questionnaire.question(of: questionnaire.items[index]).kind)
        switch answer.statement {
        case .unknown: return "unknown"
        case .notApplicable(let reason): return "not_applicable" + (reason.map { ": \($0)" } ?? "")
        case .values(.options(let mask)):
            return mask.indices.map { options[$0].id }.joined(separator: "|")
        case .values(.subset(let included, _)):
            return included.indices.map { options[$0].id }.joined(separator: ",")
        case .values(.count(let range)):
            return range.count == 1
                ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"
        }
    }

    /// The screen as text.
    func text(width: Int = 80, height: Int = 60) -> String {
        screen.frame(width: width, height: height).lines.map(\.text).joined(separator: "\n")
    }
}
