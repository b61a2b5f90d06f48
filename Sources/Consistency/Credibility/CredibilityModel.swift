package import Survey
package import TextFormats

/// What an index of response quality says of some answers.
package enum CredibilityVerdict: String, CaseIterable, Comparable, Sendable {
    /// Nothing out of the ordinary.
    case normal
    /// Worth a look.
    case watch
    /// Not to be relied on without a check.
    case doubtful

    /// The less doubtful verdict first.
    package static func < (left: CredibilityVerdict, right: CredibilityVerdict) -> Bool {
        switch (left, right) {
        case (.normal, .watch), (.normal, .doubtful), (.watch, .doubtful): true
        default: false
        }
    }
}

/// Which indices of response quality are computed over which questions, and from when on a value
/// deserves a look: policy, all of it from data.
package struct CredibilityModel: Sendable {
    /// An index that the program can compute.
    package enum Kind: String, CaseIterable, Sendable {
        /// The share of unknown answers.
        case unknownShare = "unknown_share"
        /// The longest run of equal answers, as a share of the questions.
        case longestRun = "longest_run"
        /// The share of yes among yes and no.
        case acquiescence
        /// Guttman errors, as a share of the possible ones.
        case normedGuttmanErrors = "guttman_normed"
        /// The standard deviation of the answers.
        case variability
    }

    /// Values at one or both ends of an index's range.
    package struct Band: Hashable, Sendable {
        /// Values from this one up belong to the band.
        package let atLeast: Ratio?
        /// Values down from this one belong to the band.
        package let atMost: Ratio?
    }

    /// A question over which an index runs.
    package struct Member: Hashable, Sendable {
        /// The index of the item.
        package let item: Int
        /// The options that count as yes; empty for an index that does not ask.
        package let positive: OptionMask
    }

    /// An index with its questions, words and thresholds.
    package struct Index: Hashable, Sendable {
        /// What is computed.
        package let kind: Kind
        /// The name that a person reads.
        package let label: LocalizedText
        /// The formula in words.
        package let formula: LocalizedText
        /// The publication that the formula comes from.
        package let reference: String
        /// The questions, in questionnaire order.
        package let members: [Member]
        /// The fewest answers from which the index is computed.
        package let minimumAnswers: Int
        /// Values worth a look.
        package let watch: Band
        /// Values that are doubtful.
        package let doubtful: Band
        /// Whose thresholds they are.
        package let source: LocalizedText
    }

    /// The words for a verdict.
    package struct VerdictText: Hashable, Sendable {
        /// The verdict in a few words.
        package let label: LocalizedText
        /// What it means, and what to do.
        package let meaning: LocalizedText
    }

    /// The indices in the order in which they are shown.
    package let indices: [Index]
    /// What the indices can and cannot say, shown beside them.
    package let note: LocalizedText
    /// How common each answer is in a reference group, for Guttman errors.
    package let reference: ItemPopularity?

    /// The model of a version that uses no indices.
    package static let none = CredibilityModel(
        indices: [], note: LocalizedText(verbatim: ""), reference: nil, verdictTexts: [:])

    private let verdictTexts: [CredibilityVerdict: VerdictText]

    init(
        indices: [Index], note: LocalizedText, reference: ItemPopularity?,
        verdictTexts: [CredibilityVerdict: VerdictText]
    ) {
        self.indices = indices
        self.note = note
        self.reference = reference
        self.verdictTexts = verdictTexts
    }

    /// The words for a verdict.
    package func text(for verdict: CredibilityVerdict) -> VerdictText {
        verdictTexts[verdict]
            ?? VerdictText(
                label: LocalizedText(verbatim: verdict.rawValue),
                meaning: LocalizedText(verbatim: ""))
    }

    /// The index of a kind, if the version uses it.
    package func index(_ kind: Kind) -> Index? { indices.first { $0.kind == kind } }
}
