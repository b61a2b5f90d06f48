import Consistency
import Survey
import TestSupport

/// A random answer to one question, with what it leaves possible.
struct RandomAnswer: CustomStringConvertible {
    /// The answer as the program sees it; `nil` for none.
    let answer: Answer?
    /// The state in which the item must be.
    let state: ResponseState.ItemState
    /// One bit per value that remains possible.
    let possible: UInt64
    let description: String

    init(to kind: RandomQuestionnaire.Kind, _ random: inout SplitMix64) {
        let everything: UInt64 = (1 << UInt64(kind.valueCount)) - 1
        var takesNotApplicable = false
        if case .scale(let name) = kind {
            takesNotApplicable = RandomQuestionnaire.scalesWithNotApplicable.contains(name)
        }
        switch random.number(0...9) {
        case 0:
            self.init(Answer(.unknown), .unknown, everything, "unknown")
        case 1:
            self.init(nil, .unanswered, everything, "unanswered")
        case 2 where takesNotApplicable:
            self.init(
                Answer(.notApplicable(reason: nil)), .notApplicable, everything, "not applicable")
        default:
            let (values, possible) = Self.values(of: kind, exactly: !random.oneIn(3), &random)
            self.init(
                Answer(.values(values)), possible.nonzeroBitCount == 1 ? .answered : .partial,
                possible, "\(values)")
        }
    }

    private init(
        _ answer: Answer?, _ state: ResponseState.ItemState, _ possible: UInt64,
        _ description: String
    ) {
        self.answer = answer
        self.state = state
        self.possible = possible
        self.description = description
    }

    private static func values(
        of kind: RandomQuestionnaire.Kind, exactly: Bool, _ random: inout SplitMix64
    ) -> (PossibleValues, UInt64) {
        switch kind {
        case .scale:
            var mask: UInt64 = 1 << UInt64(random.number(0...kind.valueCount - 1))
            if !exactly { mask |= random.next() & ((1 << UInt64(kind.valueCount)) - 1) }
            return (.options(OptionMask(rawValue: mask)), mask)
        case .count:
            let low = random.number(0...4)
            let high = exactly ? low : random.number(low...4)
            let possible = (low...high).reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
            return (.count(low...high), possible)
        case .multiple(let count):
            var included: UInt64 = 0
            var excluded: UInt64 = 0
            for option in 0..<UInt64(count) {
                switch random.number(0...(exactly ? 1 : 2)) {
                case 0: included |= 1 << option
                case 1: excluded |= 1 << option
                default: break
                }
            }
            let possible = (0..<UInt64(kind.valueCount)).reduce(UInt64(0)) { bits, set in
                set & included == included && set & excluded == 0 ? bits | 1 << set : bits
            }
            return (
                .subset(
                    included: OptionMask(rawValue: included),
                    excluded: OptionMask(rawValue: excluded)), possible
            )
        }
    }
}
