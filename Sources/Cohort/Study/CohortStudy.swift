package import Assessment
import Improvement
import Maturity
import Survey
package import TextFormats

/// What many institutions have in common and how they differ: comparisons between groups, the most
/// frequent gaps, and the actions that would close them.
///
/// Means are of scores in tenths of a percent, as each institution's report shows them.
package struct CohortStudy: Sendable {
    /// A figure that may be hidden.
    package typealias Count = Int?

    /// A group of institutions in a comparison.
    package struct Group: Sendable {
        /// What the institutions have in common.
        package let label: LocalizedText
        /// How many there are; `nil` when hidden.
        package let institutions: Count
        /// The mean score of each dimension, then of the index, in tenths of a percent; `nil` when
        /// hidden or when no institution has a score.
        package let means: [Int?]
    }

    /// Institutions grouped in one way.
    package struct Comparison: Sendable {
        /// By what they are grouped.
        package let title: LocalizedText
        /// The groups.
        package let groups: [Group]
    }

    /// How many institutions lack a requirement for their target, or would be helped by an action.
    package struct Frequency: Sendable {
        /// The index of the requirement or the action.
        package let index: Int
        /// How many institutions; `nil` when hidden.
        package let institutions: Count
    }

    /// The questionnaire version.
    package let definition: Definition
    /// The institutions in the order of the rows.
    package let institutions: [StudiedInstitution]
    /// The least number of institutions about which something is shown.
    package let limit: Int
    /// The comparison by ministry.
    package let ministries: Comparison
    /// The comparisons by group and by size.
    package let others: [Comparison]
    /// The mean of all institutions per dimension, then of the index.
    package let means: [Int?]
    /// How many institutions have a decided target.
    package let withTarget: Int
    /// How many of them reach it in every dimension.
    package let reaching: Count
    /// The requirements lacked, the most frequent first.
    package let gaps: [Frequency]
    /// The institutions that lack points for their target, per dimension.
    package let short: [Count]
    /// The actions that help, the most frequent first; ties in catalogue order.
    package let actions: [Frequency]

    /// Studies rows.
    ///
    /// - Parameters:
    ///   - rows: The judged rows.
    ///   - definition: What judged them.
    ///   - limit: The least number of institutions about which something is shown; 0 shows all.
    package init(_ rows: [CohortRow], by definition: Definition, hidingBelow limit: Int) {
        let institutions = rows.map { StudiedInstitution($0, by: definition) }
        self.definition = definition
        self.institutions = institutions
        self.limit = limit
        let groupings =
            [Self.byMinistry(institutions), Self.byGroup(institutions)]
            + Self.bySize(institutions, definition)
        let disclosure = Disclosure(limit: limit)
        let hidden = disclosure.hidden(groupings.map { $0.groups.map { Set($0.members) } })
        let comparisons = zip(groupings, hidden).map {
            Self.comparison($0, hidden: $1, institutions, disclosure)
        }
        ministries = comparisons[0]
        others = Array(comparisons.dropFirst())
        means = (0...definition.model.dimensions.count).map { place in
            let scores = institutions.compactMap { $0.scores[place] }
            return scores.count < max(1, limit) ? nil : Self.mean(scores)
        }
        let aimed = institutions.filter { $0.reachesTarget != nil }
        withTarget = aimed.count
        func shown(_ count: Int) -> Count {
            Distribution.shown(count, of: aimed.count, hidingBelow: limit)
        }
        func frequencies(_ count: Int, _ holds: (StudiedInstitution, Int) -> Bool) -> [Frequency] {
            (0..<count).map { index in (index, aimed.count { holds($0, index) }) }
                .filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
                .map { Frequency(index: $0.0, institutions: shown($0.1)) }
        }
        reaching = shown(aimed.count { $0.reachesTarget == true })
        gaps = frequencies(definition.model.gates.count) { $0.missingGates.contains($1) }
        short = definition.model.dimensions.indices.map { dimension in
            shown(aimed.count { $0.dimensionsShort.contains(dimension) })
        }
        actions = frequencies(definition.catalogue.actions.count) {
            $0.helpfulActions.contains($1)
        }
    }

    /// The institutions by their index, the highest first, then by registration number.
    package var ranking: [StudiedInstitution] {
        let place = definition.model.dimensions.count
        return institutions.sorted {
            ($1.scores[place] ?? -1, $0.registrationNumber)
                < ($0.scores[place] ?? -1, $1.registrationNumber)
        }
    }

    // MARK: Groupings

    private struct Grouping {
        let title: LocalizedText
        var groups: [(label: LocalizedText, members: [Int])]
    }

    private static func byMinistry(_ institutions: [StudiedInstitution]) -> Grouping {
        let members = Dictionary(grouping: institutions.indices) { institutions[$0].ministry }
        let groups = members.sorted { $0.key < $1.key }.map { name, members in
            let label =
                name.isEmpty
                ? LocalizedText(lv: "nav norādīts", en: "not stated")
                : LocalizedText(verbatim: name)
            return (label: label, members: members)
        }
        return Grouping(title: LocalizedText(lv: "Resors", en: "Ministry"), groups: groups)
    }

    private static func byGroup(_ institutions: [StudiedInstitution]) -> Grouping {
        let open = LocalizedText(lv: "grupa nav noteikta", en: "group not decided")
        let none = LocalizedText(lv: "bez grupas", en: "no group")
        let members = Dictionary(grouping: institutions.indices) { index -> String in
            guard institutions[index].isGroupDecided else { return "\u{10FFFF}" }
            return institutions[index].groups.map(\.id).joined(separator: "+")
        }
        let groups = members.sorted { $0.key < $1.key }.map { key, members in
            let first = institutions[members[0]]
            let label =
                !first.isGroupDecided
                ? open
                : first.groups.isEmpty
                    ? none : first.groups.map(\.label).joined(separator: " + ")
            return (label: label, members: members)
        }
        return Grouping(
            title: LocalizedText(lv: "Iestāžu grupa", en: "Group of institutions"), groups: groups)
    }

    /// By every number of the profile, in three parts of about equal size with round limits.
    private static func bySize(
        _ institutions: [StudiedInstitution], _ definition: Definition
    ) -> [Grouping] {
        definition.questionnaire.profile.indices.compactMap { field in
            let known = institutions.compactMap { $0.numbers[field] }.sorted()
            guard known.count >= 3 else { return nil }
            let first = round(known[known.count / 3])
            let second = round(known[2 * known.count / 3])
            guard first < second else { return nil }
            func members(_ holds: (Int) -> Bool) -> [Int] {
                institutions.indices.filter { institutions[$0].numbers[field].map(holds) ?? false }
            }
            let unknown = institutions.indices.filter { institutions[$0].numbers[field] == nil }
            var groups: [(label: LocalizedText, members: [Int])] = [
                (
                    LocalizedText(lv: "līdz \(first)", en: "up to \(first)"),
                    members { $0 <= first }
                ),
                (
                    LocalizedText(verbatim: "\(first + 1)–\(second)"),
                    members { $0 > first && $0 <= second }
                ),
                (
                    LocalizedText(lv: "vairāk nekā \(second)", en: "more than \(second)"),
                    members { $0 > second }
                ),
            ]
            if !unknown.isEmpty {
                groups.append((LocalizedText(lv: "nav norādīts", en: "not stated"), unknown))
            }
            return Grouping(title: definition.questionnaire.profile[field].label, groups: groups)
        }
    }

    /// A round number near another, so that a limit does not name an institution's own figure.
    private static func round(_ number: Int) -> Int {
        let step = number < 20 ? 5 : number < 100 ? 10 : number < 1000 ? 50 : 500
        return max(step, (number + step / 2) / step * step)
    }

    private static func comparison(
        _ grouping: Grouping, hidden: Set<Int>, _ institutions: [StudiedInstitution],
        _ disclosure: Disclosure
    ) -> Comparison {
        let places = institutions.first?.scores.count ?? 0
        var means: [[Int?]] = grouping.groups.map { _ in [] }
        for place in 0..<places {
            let scores = grouping.groups.map { group in
                group.members.compactMap { institutions[$0].scores[place] }
            }
            let silent = disclosure.hidden(scores.map(\.count), besides: hidden)
            for index in grouping.groups.indices {
                means[index].append(
                    silent.contains(index) || hidden.contains(index) ? nil : mean(scores[index]))
            }
        }
        return Comparison(
            title: grouping.title,
            groups: grouping.groups.enumerated().map { index, group in
                Group(
                    label: group.label,
                    institutions: hidden.contains(index) ? nil : group.members.count,
                    means: means[index])
            })
    }

    /// The mean, rounded half up; `nil` of nothing.
    private static func mean(_ numbers: [Int]) -> Int? {
        guard !numbers.isEmpty else { return nil }
        return (2 * numbers.reduce(0, +) + numbers.count) / (2 * numbers.count)
    }
}
