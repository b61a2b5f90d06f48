import Consistency
import Survey

/// The credibility indices of a definition, prepared for blocks of rows.
///
/// The same formulas as ``CredibilityAssessment``, over planes instead of states; only the worst
/// verdict is wanted.
struct CredibilityTable {
    /// One question of an index, by its planes.
    struct Member {
        /// The plane of the field's code 0.
        let first: Int
        /// How many codes are options.
        let options: Int
        /// The planes of states.
        let notAsked: Int
        let notApplicable: Int
        let unknown: Int
        let unanswered: Int
        /// The options that count as positive.
        let positive: UInt64
        /// Members with equal popularity have equal ranks; the most popular first; -1 without one.
        let rank: Int
    }

    /// A value from which on, or down to which, a verdict holds.
    struct Threshold {
        let numerator: Int
        let denominator: Int
    }

    /// One index.
    struct Index {
        let kind: CredibilityModel.Kind
        let members: [Member]
        let minimumAnswers: Int
        let doubtful: Bounds
        let watch: Bounds
    }

    /// The values that lead to a verdict.
    struct Bounds {
        let atLeast: Threshold?
        let atMost: Threshold?

        /// Whether a value does.
        func contain(_ part: Int, of whole: Int) -> Bool {
            if let atLeast, part * atLeast.denominator >= atLeast.numerator * whole { return true }
            if let atMost, part * atMost.denominator <= atMost.numerator * whole { return true }
            return false
        }
    }

    /// The indices that are computed from planes.
    let indices: [Index]
    /// Shares of unknown answers among all questions, which a row's lanes say already.
    private let unknownShares: [Index]
    /// Whether every index can be computed from codes.
    let isComplete: Bool

    init(_ model: CredibilityModel, layout: FieldLayout, planes: PlaneLayout) {
        let shares = model.reference?.shares ?? [:]
        let ranked = Set(shares.values).sorted(by: >)
        var complete = true
        var indices: [Index] = []
        var unknownShares: [Index] = []
        for index in model.indices {
            // Of the standard deviation only the square is rational.
            let isSquared = index.kind == .variability
            func threshold(_ ratio: Ratio?) -> Threshold? {
                ratio.map { ratio in
                    Threshold(
                        numerator: ratio.numerator * (isSquared ? ratio.numerator : 1),
                        denominator: ratio.denominator * (isSquared ? ratio.denominator : 1))
                }
            }
            let members = index.members.map { member in
                let position = layout.profileCount + member.item
                let field = layout.fields[position]
                // Of numbers and sets only the state is looked at.
                if case .option = field.kind {
                } else if index.kind != .unknownShare {
                    complete = false
                }
                let first = planes.firstOfField[position]
                func plane(_ state: FieldState) -> Int { first + Int(field.code(state)) }
                return Member(
                    first: first, options: field.valueCount, notAsked: plane(.notAsked),
                    notApplicable: plane(.notApplicable), unknown: plane(.unknown),
                    unanswered: plane(.unanswered), positive: member.positive.rawValue,
                    rank: shares[member.item].flatMap { ranked.firstIndex(of: $0) } ?? -1)
            }
            let prepared = Index(
                kind: index.kind,
                members: index.kind == .normedGuttmanErrors
                    ? members.filter { $0.rank >= 0 }.sorted { $0.rank < $1.rank } : members,
                minimumAnswers: index.minimumAnswers,
                doubtful: Bounds(
                    atLeast: threshold(index.doubtful.atLeast),
                    atMost: threshold(index.doubtful.atMost)),
                watch: Bounds(
                    atLeast: threshold(index.watch.atLeast), atMost: threshold(index.watch.atMost)))
            complete = complete && Self.fits(prepared)
            let isOverAll =
                Set(index.members.map(\.item)).count == members.count
                && members.count == layout.fields.count - layout.profileCount
            if index.kind == .unknownShare, isOverAll {
                unknownShares.append(prepared)
            } else {
                indices.append(prepared)
            }
        }
        self.indices = indices
        self.unknownShares = unknownShares
        isComplete = complete
    }

    /// Whether no figure of an index outgrows a ``SlicedInteger``.
    private static func fits(_ index: Index) -> Bool {
        let options = index.members.map(\.options).max() ?? 1
        let largest = Double((index.members.count + 1) * options)
        let thresholds = [index.doubtful, index.watch].flatMap { [$0.atLeast, $0.atMost] }
        let factor =
            thresholds.compactMap { threshold in
                threshold.map { max($0.numerator, $0.denominator) }
            }.max() ?? 1
        let limit = 1 << (SlicedInteger.limit - 2)
        return largest * largest * Double(factor) < Double(limit)
    }

    /// The worse of a verdict and that on the share of unknown answers among all questions: 0
    /// normal, 1 worth a look, 2 doubtful, -1 when there is none.
    func verdict(_ known: Int32, unknown: Int, applicable: Int, answered: Int) -> Int32 {
        var worst = known
        for index in unknownShares where applicable > 0 && answered >= index.minimumAnswers {
            if index.doubtful.contain(unknown, of: applicable) {
                worst = 2
            } else {
                worst = max(worst, index.watch.contain(unknown, of: applicable) ? 1 : 0)
            }
        }
        return worst
    }
}
