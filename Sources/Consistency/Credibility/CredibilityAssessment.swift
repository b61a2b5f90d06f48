package import TextFormats

/// The indices of response quality of one response, each with its value and verdict.
///
/// They stand beside the maturity score and never enter it.
package struct CredibilityAssessment: Sendable {
    /// Why an index has no value.
    package enum UndefinedReason: Hashable, Sendable {
        /// None of its questions is asked and applicable.
        case nothingAsked
        /// There are fewer answers than the index needs.
        case tooFewAnswers(found: Int, needed: Int)
        /// There is no reference group whose order could be compared.
        case noReference
        /// All answers are yes or all are no, so no order can be broken.
        case allAnswersEqual

        /// The reason in words.
        package var text: LocalizedText {
            switch self {
            case .nothingAsked:
                LocalizedText(
                    lv: "neviens no jautājumiem netiek uzdots vai nav attiecināms",
                    en: "none of the questions is asked and applicable")
            case .tooFewAnswers(let found, let needed):
                LocalizedText(
                    lv: "par maz atbilžu: \(found), vajag vismaz \(needed)",
                    en: "too few answers: \(found), at least \(needed) needed")
            case .noReference:
                LocalizedText(
                    lv: "nav salīdzināmo iestāžu kopas", en: "there is no reference group")
            case .allAnswersEqual:
                LocalizedText(
                    lv: "visas atbildes ir vienādas", en: "all answers are the same")
            }
        }
    }

    /// The value of an index, with what it was computed from.
    package enum Value: Hashable, Sendable {
        /// Unknown answers among applicable items.
        case unknown(UnknownShare)
        /// Runs of equal answers; the longest is compared as a share of all.
        case runs(RunLengths)
        /// Yes answers among yes and no.
        case agreement(AgreementShare)
        /// Answers against the order of the reference group.
        case errors(GuttmanErrors)
        /// How much the answers differ.
        case variability(AnswerVariability)
        /// No value.
        case undefined(UndefinedReason)

        /// The exact share that is compared with thresholds; `nil` for a standard deviation, which
        /// is no ratio, and for no value.
        package var share: Ratio? {
            switch self {
            case .unknown(let unknown): unknown.share
            case .runs(let runs): runs.longest.map { Ratio($0, runs.count) }
            case .agreement(let agreement): agreement.share
            case .errors(let errors): errors.normed
            case .variability, .undefined: nil
            }
        }

        fileprivate func isAtLeast(_ threshold: Ratio) -> Bool {
            if case .variability(let variability) = self {
                return variability.isAtLeast(threshold)
            }
            return share.map { $0 >= threshold } ?? false
        }

        fileprivate func isAtMost(_ threshold: Ratio) -> Bool {
            if case .variability(let variability) = self {
                return variability.isAtMost(threshold)
            }
            return share.map { $0 <= threshold } ?? false
        }
    }

    /// A threshold that a value has reached.
    package enum Crossing: Hashable, Sendable {
        /// The value is at least this.
        case atLeast(Ratio)
        /// The value is at most this.
        case atMost(Ratio)
    }

    /// One index of one response.
    package struct Component: Hashable, Sendable {
        /// The index.
        package let index: CredibilityModel.Index
        /// Its value.
        package let value: Value
        /// What the value says; `nil` without a value.
        package let verdict: CredibilityVerdict?
        /// The threshold behind a verdict other than normal.
        package let crossing: Crossing?

        /// Judges a value by the thresholds of an index; a value on a threshold has reached it.
        package init(_ index: CredibilityModel.Index, value: Value) {
            self.index = index
            self.value = value
            if case .undefined = value {
                (verdict, crossing) = (nil, nil)
            } else if let reached = Self.crossing(of: value, into: index.doubtful) {
                (verdict, crossing) = (.doubtful, reached)
            } else if let reached = Self.crossing(of: value, into: index.watch) {
                (verdict, crossing) = (.watch, reached)
            } else {
                (verdict, crossing) = (.normal, nil)
            }
        }

        private static func crossing(
            of value: Value, into band: CredibilityModel.Band
        ) -> Crossing? {
            if let threshold = band.atLeast, value.isAtLeast(threshold) {
                return .atLeast(threshold)
            }
            if let threshold = band.atMost, value.isAtMost(threshold) { return .atMost(threshold) }
            return nil
        }
    }

    /// Every index of the model, in its order.
    package let components: [Component]
    /// The reference group against which Guttman errors were counted.
    package let popularity: ItemPopularity?
    /// The worst verdict of all indices; `nil` when none has a value.
    package var verdict: CredibilityVerdict? { components.compactMap(\.verdict).max() }

    /// Computes the indices of a response.
    ///
    /// - Parameters:
    ///   - state: What is known of the response.
    ///   - model: The indices and their thresholds.
    ///   - popularity: A reference group to use instead of the model's.
    /// - Complexity: O(*n* log *n*) in the number of items.
    package init(
        _ state: ResponseState, model: CredibilityModel, popularity: ItemPopularity? = nil
    ) {
        let popularity = popularity ?? model.reference
        self.popularity = popularity
        components = model.indices.map { index in
            Component(index, value: Self.value(of: index, in: state, popularity: popularity))
        }
    }

    private static func value(
        of index: CredibilityModel.Index, in state: ResponseState, popularity: ItemPopularity?
    ) -> Value {
        // What was not asked is no part of the form that the respondent saw.
        let asked = index.members.filter { member in
            if case .notAsked = state.items[member.item] { return false }
            return true
        }
        guard asked.contains(where: { state.items[$0.item].isApplicable }) else {
            return .undefined(.nothingAsked)
        }
        let found: Int
        let value: Value
        switch index.kind {
        case .unknownShare:
            let unknown = UnknownShare(of: asked.map { state.items[$0.item] })
            (found, value) = (unknown.answers, .unknown(unknown))
        case .longestRun:
            let codes = asked.map { state.code(ofItem: $0.item) }
            (found, value) = (codes.count { $0 != nil }, .runs(RunLengths(of: codes)))
        case .acquiescence:
            let agreement = AgreementShare(of: asked.map { state.isPositive($0) })
            (found, value) = (agreement.answers, .agreement(agreement))
        case .normedGuttmanErrors:
            guard let shares = popularity?.shares, !shares.isEmpty else {
                return .undefined(.noReference)
            }
            let errors = GuttmanErrors(
                asked.compactMap { member in
                    guard let isPositive = state.isPositive(member),
                        let share = shares[member.item]
                    else { return nil }
                    return (isPositive: isPositive, popularity: share)
                })
            found = errors.answers
            value = errors.normed == nil ? .undefined(.allAnswersEqual) : .errors(errors)
        case .variability:
            let codes = asked.compactMap { state.code(ofItem: $0.item) }
            found = codes.count
            value =
                AnswerVariability(of: codes).map { .variability($0) }
                ?? .undefined(.tooFewAnswers(found: found, needed: max(2, index.minimumAnswers)))
        }
        guard found >= index.minimumAnswers else {
            return .undefined(.tooFewAnswers(found: found, needed: index.minimumAnswers))
        }
        return value
    }
}
