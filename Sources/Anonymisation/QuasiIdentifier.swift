package import Assessment
import Consistency
import Survey

/// Something about an institution that an outsider may know, so that it must not single one out.
///
/// These are the ministry, every field of the profile, every number asked for, and which
/// conditional questions are answered at all: an answer to a question for municipalities tells that
/// the institution is one.
package struct QuasiIdentifier: Sendable {
    /// What is known.
    package enum Subject: Hashable, Sendable {
        /// The ministry.
        case ministry
        /// A profile field by its index.
        case profile(Int)
        /// A question that takes a number, by the index of its item.
        case count(item: Int)
        /// Whether any of some items is answered; they are asked under the same conditions.
        case presence(items: [Int])
    }

    /// What is known.
    package let subject: Subject
    /// The bands of a number; `nil` for everything else.
    package let bands: CountBands?

    /// The levels of generalisation: 0 is the finest that may be published, the last withholds.
    package var levelCount: Int { bands?.levelCount ?? 2 }

    /// Everything that a definition knows about institutions.
    package static func all(in definition: Definition) -> [QuasiIdentifier] {
        let questionnaire = definition.questionnaire
        var result = [QuasiIdentifier(subject: .ministry, bands: nil)]
        for index in questionnaire.profile.indices {
            result.append(
                QuasiIdentifier(
                    subject: .profile(index),
                    bands: CountBands(of: .profile(index), in: definition)))
        }
        for (index, item) in questionnaire.items.enumerated() {
            guard case .count = item.domain else { continue }
            result.append(
                QuasiIdentifier(
                    subject: .count(item: index),
                    bands: CountBands(of: .item(index), in: definition)))
        }
        return result + presences(in: definition)
    }

    /// Items grouped by the conditions under which they are asked; numbers stand for themselves.
    private static func presences(in definition: Definition) -> [QuasiIdentifier] {
        var keys: [[String]] = []
        var groups: [[Int]] = []
        for (index, item) in definition.questionnaire.items.enumerated() {
            let conditions = definition.conditions.conditions[index].map(\.text)
            if conditions.isEmpty { continue }
            if case .count = item.domain { continue }
            if let known = keys.firstIndex(of: conditions) {
                groups[known].append(index)
            } else {
                keys.append(conditions)
                groups.append([index])
            }
        }
        return groups.map { QuasiIdentifier(subject: .presence(items: $0), bands: nil) }
    }
}

/// What one quasi-identifier of one institution looks like at a level of generalisation.
enum Look: Hashable, Comparable {
    /// Nothing is said, or it is withheld.
    case withheld
    /// The respondent says that they do not know.
    case unknown
    /// No answer is recorded.
    case unanswered
    /// A ministry.
    case text(String)
    /// An option.
    case option(Int)
    /// A band of numbers, by its lowest.
    case band(from: Int)
    /// Whether any of some items is answered.
    case isPresent(Bool)

    static func < (left: Look, right: Look) -> Bool { left.order < right.order }

    private var order: (Int, Int, String) {
        switch self {
        case .withheld: (0, 0, "")
        case .unknown: (1, 0, "")
        case .unanswered: (2, 0, "")
        case .text(let text): (3, 0, text)
        case .option(let index): (4, index, "")
        case .band(let lowest): (5, lowest, "")
        case .isPresent(let isPresent): (6, isPresent ? 1 : 0, "")
        }
    }
}

extension QuasiIdentifier {
    /// What it looks like for a response, and how much is lost, in parts of the whole.
    ///
    /// - Returns: The look; the loss counts 1 per value withheld and, for a merged band, the bands
    ///   merged in less one over all bands less one.
    func look(
        of response: Response, level: Int, in questionnaire: Questionnaire
    ) -> (look: Look, loss: Ratio) {
        let isTop = level == levelCount - 1
        switch subject {
        case .ministry:
            guard let ministry = response.institution.ministry else { return (.withheld, .zero) }
            return isTop ? (.withheld, .one) : (.text(ministry), .zero)
        case .profile(let index):
            return look(
                of: response.profile[questionnaire.profile[index].id].map { .values($0) },
                absent: .withheld, level: level)
        case .count(let item):
            return look(
                of: response.answers[questionnaire.items[item].id]?.statement,
                absent: .unanswered, level: level)
        case .presence(let items):
            let count = items.filter { response.answers[questionnaire.items[$0].id] != nil }.count
            return isTop ? (.isPresent(false), Ratio(count, 1)) : (.isPresent(count > 0), .zero)
        }
    }

    private func look(
        of statement: Answer.Statement?, absent: Look, level: Int
    ) -> (look: Look, loss: Ratio) {
        let isTop = level == levelCount - 1
        switch statement {
        case nil: return (isTop ? .withheld : absent, .zero)
        case .unknown, .notApplicable: return isTop ? (.withheld, .one) : (.unknown, .zero)
        case .values(.options(let mask)):
            guard mask.count == 1 else { return (.withheld, .zero) }
            return isTop ? (.withheld, .one) : (.option(mask.indices[0]), .zero)
        case .values(.subset): return (.withheld, .one)
        case .values(.count(let range)):
            guard let bands, !isTop else { return (.withheld, .one) }
            // A range that crosses a limit says too much about where it lies, and is withheld.
            guard
                let band = bands.merged(level).first(where: {
                    $0.contains(range.lowerBound) && $0.contains(range.upperBound)
                })
            else { return (.withheld, .one) }
            let merged = bands.ranges.filter { band.contains($0.lowerBound) }.count
            return (.band(from: band.lowerBound), Ratio(merged - 1, bands.ranges.count - 1))
        }
    }
}

extension Ratio {
    fileprivate static let zero = Ratio(0, 1)
    fileprivate static let one = Ratio(1, 1)
}
