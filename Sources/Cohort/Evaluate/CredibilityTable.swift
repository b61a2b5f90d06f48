import Consistency
import Survey

/// The credibility indices of a definition, prepared for rows.
///
/// The same formulas as ``CredibilityAssessment``, over codes instead of states; only the worst
/// verdict is wanted.
struct CredibilityTable {
    private struct Member {
        let field: Int
        /// How many codes are options.
        let options: UInt8
        /// The code of "not asked", and those that do not count as applicable.
        let notAsked: UInt8
        let notApplicable: UInt8
        let unknown: UInt8
        let unanswered: UInt8
        let positive: UInt64
        /// Members with equal popularity have equal ranks; the most popular first; -1 without one.
        let rank: Int
    }

    private struct Threshold {
        let numerator: Int
        let denominator: Int
    }

    private struct Index {
        let kind: CredibilityModel.Kind
        let members: [Member]
        let minimumAnswers: Int
        let doubtfulAtLeast: Threshold?
        let doubtfulAtMost: Threshold?
        let watchAtLeast: Threshold?
        let watchAtMost: Threshold?
        /// Whether the counts of a row's items say it already.
        let isUnknownShareOfAll: Bool
    }

    private let indices: [Index]
    /// Whether every index can be computed from codes.
    let isComplete: Bool

    init(_ model: CredibilityModel, layout: FieldLayout) {
        let shares = model.reference?.shares ?? [:]
        let ranked = Set(shares.values).sorted(by: >)
        var complete = true
        indices = model.indices.map { index in
            func threshold(_ ratio: Ratio?) -> Threshold? {
                guard let ratio else { return nil }
                let isSquared = index.kind == .variability
                return Threshold(
                    numerator: isSquared ? ratio.numerator * ratio.numerator : ratio.numerator,
                    denominator: isSquared
                        ? ratio.denominator * ratio.denominator : ratio.denominator)
            }
            let members = index.members.map { member in
                let position = layout.profileCount + member.item
                let field = layout.fields[position]
                // Of numbers and sets only the state is looked at.
                if case .option = field.kind {
                } else if index.kind != .unknownShare {
                    complete = false
                }
                return Member(
                    field: position, options: UInt8(field.valueCount),
                    notAsked: field.code(.notAsked), notApplicable: field.code(.notApplicable),
                    unknown: field.code(.unknown), unanswered: field.code(.unanswered),
                    positive: member.positive.rawValue,
                    rank: shares[member.item].flatMap { ranked.firstIndex(of: $0) } ?? -1)
            }
            return Index(
                kind: index.kind,
                members: index.kind == .normedGuttmanErrors
                    ? members.sorted { $0.rank < $1.rank } : members,
                minimumAnswers: index.minimumAnswers,
                doubtfulAtLeast: threshold(index.doubtful.atLeast),
                doubtfulAtMost: threshold(index.doubtful.atMost),
                watchAtLeast: threshold(index.watch.atLeast),
                watchAtMost: threshold(index.watch.atMost),
                isUnknownShareOfAll: index.kind == .unknownShare
                    && Set(index.members.map(\.item)).count == members.count
                    && members.count == layout.fields.count - layout.profileCount)
        }
        isComplete = complete
    }

    /// The worst verdict: 0 normal, 1 worth a look, 2 doubtful, -1 when no index has a value.
    ///
    /// - Parameters:
    ///   - row: The answers.
    ///   - totals: How many of all items are unknown, apply and are not answered.
    /// - Returns: The verdict.
    func verdict(
        _ row: RowValues, totals: (unknown: Int, applicable: Int, unanswered: Int)
    ) -> Int32 {
        var worst: Int32 = -1
        for index in indices {
            let value =
                index.isUnknownShareOfAll
                ? (totals.unknown, totals.applicable, totals.applicable - totals.unanswered)
                : share(index, row)
            guard let (part, whole, found) = value, whole > 0, found >= index.minimumAnswers
            else { continue }
            worst = max(worst, Self.verdict(index, part, whole))
        }
        return worst
    }

    private static func verdict(_ index: Index, _ part: Int, _ whole: Int) -> Int32 {
        func isAtLeast(_ threshold: Threshold?) -> Bool {
            guard let threshold else { return false }
            return part &* threshold.denominator >= threshold.numerator &* whole
        }
        func isAtMost(_ threshold: Threshold?) -> Bool {
            guard let threshold else { return false }
            return part &* threshold.denominator <= threshold.numerator &* whole
        }
        if isAtLeast(index.doubtfulAtLeast) || isAtMost(index.doubtfulAtMost) { return 2 }
        return isAtLeast(index.watchAtLeast) || isAtMost(index.watchAtMost) ? 1 : 0
    }

    /// The value of an index as part and whole, and the number of answers behind it.
    private func share(_ index: Index, _ row: RowValues) -> (Int, Int, Int)? {
        switch index.kind {
        case .unknownShare: return unknown(index, row)
        case .longestRun: return run(index, row)
        case .acquiescence: return agreement(index, row)
        case .normedGuttmanErrors: return errors(index, row)
        case .variability: return variance(index, row)
        }
    }

    private func unknown(_ index: Index, _ row: RowValues) -> (Int, Int, Int)? {
        var unknown = 0
        var applicable = 0
        var unanswered = 0
        for member in index.members {
            let code = row.codes[member.field]
            guard code != member.notAsked, code != member.notApplicable else { continue }
            applicable &+= 1
            if code == member.unknown { unknown &+= 1 }
            if code == member.unanswered { unanswered &+= 1 }
        }
        return applicable == 0 ? nil : (unknown, applicable, applicable - unanswered)
    }

    private func run(_ index: Index, _ row: RowValues) -> (Int, Int, Int)? {
        var previous: UInt8 = .max
        var length = 0
        var longest = 0
        var asked = 0
        var found = 0
        var applicable = 0
        for member in index.members {
            let code = row.codes[member.field]
            if code == member.notAsked { continue }
            asked &+= 1
            if code != member.notApplicable { applicable &+= 1 }
            guard code < member.options else {
                previous = .max
                longest = max(longest, 1)
                continue
            }
            found &+= 1
            length = code == previous ? length &+ 1 : 1
            previous = code
            longest = max(longest, length)
        }
        return applicable == 0 ? nil : (longest, asked, found)
    }

    private func agreement(_ index: Index, _ row: RowValues) -> (Int, Int, Int)? {
        var agreeing = 0
        var answers = 0
        for member in index.members {
            let code = row.codes[member.field]
            guard code < member.options else { continue }
            answers &+= 1
            agreeing &+= Int(truncatingIfNeeded: member.positive >> UInt64(code) & 1)
        }
        return answers == 0 ? nil : (agreeing, answers, answers)
    }

    private func errors(_ index: Index, _ row: RowValues) -> (Int, Int, Int)? {
        var count = 0
        var answers = 0
        var positive = 0
        var negativeBefore = 0
        var negativeTied = 0
        var rank = -1
        for member in index.members {
            guard member.rank >= 0 else { continue }
            if member.rank != rank {
                negativeBefore &+= negativeTied
                negativeTied = 0
                rank = member.rank
            }
            let code = row.codes[member.field]
            guard code < member.options else { continue }
            answers &+= 1
            if member.positive >> UInt64(code) & 1 == 1 {
                positive &+= 1
                count &+= negativeBefore
            } else {
                negativeTied &+= 1
            }
        }
        let maximum = positive * (answers - positive)
        return maximum == 0 ? nil : (count, maximum, answers)
    }

    private func variance(_ index: Index, _ row: RowValues) -> (Int, Int, Int)? {
        var count = 0
        var sum = 0
        var squares = 0
        for member in index.members {
            let code = row.codes[member.field]
            guard code < member.options else { continue }
            count &+= 1
            sum &+= Int(code)
            squares &+= Int(code) * Int(code)
        }
        return count < 2 ? nil : (count * squares - sum * sum, count * (count - 1), count)
    }
}
