package import Assessment
package import Consistency
import Maturity
package import Survey
package import TextFormats

/// Two cohorts side by side: the institutions that are in both, one by one, and counted.
///
/// Institutions are matched by their registration numbers. Nothing is compared between different
/// institutions, so that a cohort does not seem to move because others answered.
package struct CohortComparison: Sendable {
    /// One cohort.
    package struct Side: Sendable {
        /// What a person calls it, such as the name of its file.
        package let name: String
        /// The version that was answered.
        package let version: String
        /// The institutions; no registration number occurs twice.
        package let members: [Comparison.Side]

        /// Makes a side.
        package init(name: String, version: String, members: [Comparison.Side]) {
            self.name = name
            self.version = version
            self.members = members
        }
    }

    /// How one item moved in all institutions.
    package struct ItemTally: Sendable {
        /// The item, by index.
        package let item: Int
        /// How many institutions moved in each way.
        package fileprivate(set) var movements: [Movement: Int] = [:]

        /// In how many institutions the item was compared.
        package var compared: Int { movements.values.reduce(0, +) }
    }

    /// Why an item was not compared, and in how many institutions.
    package struct Exclusion: Sendable {
        /// The item, in the new version or, of a removed question, in the old one.
        package let item: String
        /// Why.
        package let reason: LocalizedText
        /// In how many institutions.
        package fileprivate(set) var count: Int
    }

    /// How one dimension moved in all institutions.
    package struct DimensionTally: Sendable {
        /// The dimension, by index.
        package let dimension: Int
        /// The median score before and after, over institutions with answers that are compared.
        ///
        /// A median is monotone in every score, so that the medians of the lowest and of the
        /// highest scores enclose it. It is the least score that at least half of the scores do
        /// not exceed (type 1 of Hyndman and Fan 1996).
        package let medians: (old: ClosedRange<Ratio>, new: ClosedRange<Ratio>)?
        /// How the median moved.
        package let medianMovement: Movement?
        /// How many institutions' scores moved in each way.
        package let scores: [Movement: Int]
        /// How many institutions' levels moved in each way.
        package let levels: [Movement: Int]
    }

    /// The version in which both sides are read.
    package let definition: Definition
    /// The earlier cohort.
    package let old: Side
    /// The later cohort.
    package let new: Side
    /// The institutions in both, in the order of the later cohort.
    package let matched: [Comparison]
    /// The institutions that only the later cohort has.
    package let joiners: [Institution]
    /// The institutions that only the earlier cohort has.
    package let leavers: [Institution]
    /// Every item of the version.
    package let items: [ItemTally]
    /// What was not compared, in the order in which it was first met.
    package let exclusions: [Exclusion]
    /// The dimensions, in the model's order.
    package let dimensions: [DimensionTally]

    /// Compares two cohorts.
    ///
    /// - Parameters:
    ///   - old: The earlier cohort.
    ///   - new: The later cohort.
    ///   - definition: The version in which the members of both are read.
    /// - Complexity: O(*institutions* · *items* · *dimensions*).
    package init(from old: Side, to new: Side, in definition: Definition) {
        self.definition = definition
        self.old = old
        self.new = new
        var before: [String: Comparison.Side] = [:]
        for member in old.members { before[member.registrationNumber] = member }
        let after = Set(new.members.map(\.registrationNumber))
        var matched: [Comparison] = []
        var joiners: [Institution] = []
        for member in new.members {
            if let earlier = before[member.registrationNumber] {
                matched.append(Comparison(from: earlier, to: member, in: definition))
            } else {
                joiners.append(member.given.institution)
            }
        }
        self.matched = matched
        self.joiners = joiners
        leavers = old.members.filter { !after.contains($0.registrationNumber) }
            .map(\.given.institution)
        var items = definition.questionnaire.items.indices.map { ItemTally(item: $0) }
        var exclusions: [Exclusion] = []
        struct Key: Hashable {
            let item: String
            let reason: String
        }
        var places: [Key: Int] = [:]
        for comparison in matched {
            for line in comparison.lines {
                items[line.item].movements[line.movement, default: 0] += 1
            }
            for exclusion in comparison.exclusions {
                let key = Key(item: exclusion.item, reason: exclusion.reason.en)
                if let place = places[key] {
                    exclusions[place].count += 1
                } else {
                    places[key] = exclusions.count
                    exclusions.append(
                        Exclusion(item: exclusion.item, reason: exclusion.reason, count: 1))
                }
            }
        }
        self.items = items
        self.exclusions = exclusions
        dimensions = definition.model.dimensions.indices.map { Self.tally($0, matched) }
    }

    private static func tally(_ dimension: Int, _ matched: [Comparison]) -> DimensionTally {
        let all = matched.map { $0.dimensions[dimension] }
        let scores = all.compactMap(\.scores)
        var medians: (old: ClosedRange<Ratio>, new: ClosedRange<Ratio>)?
        if let oldLow = median(scores.map(\.old.lowerBound)),
            let oldHigh = median(scores.map(\.old.upperBound)),
            let newLow = median(scores.map(\.new.lowerBound)),
            let newHigh = median(scores.map(\.new.upperBound))
        {
            medians = (oldLow...oldHigh, newLow...newHigh)
        }
        return DimensionTally(
            dimension: dimension, medians: medians,
            medianMovement: medians.map { Movement(from: $0.old, to: $0.new) },
            scores: counts(all.compactMap(\.movement)), levels: counts(all.map(\.levelMovement)))
    }

    /// The least of some values that at least half of them do not exceed.
    static func median(_ values: [Ratio]) -> Ratio? {
        values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
    }

    private static func counts(_ movements: [Movement]) -> [Movement: Int] {
        movements.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension Comparison.Side {
    /// Whose answers they are.
    package var registrationNumber: String { given.institution.registrationNumber }
}
