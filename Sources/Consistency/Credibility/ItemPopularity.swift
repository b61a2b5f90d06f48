package import TextFormats

/// How common a yes is to each question in a reference group: the order for Guttman errors.
package struct ItemPopularity: Hashable, Sendable {
    /// The share of yes by item; an item without a share takes no part in the order.
    package let shares: [Int: Ratio]
    /// Who the reference group is, and where the figures come from.
    package let source: LocalizedText

    /// Makes an order from shares.
    package init(shares: [Int: Ratio], source: LocalizedText) {
        self.shares = shares
        self.source = source
    }

    /// Counts how common a yes is in some responses.
    ///
    /// The share of an item is its yeses divided by the responses in which it is asked and
    /// applicable; unknown and missing answers count below the line, as in the published shares of
    /// 2021. A response that is judged against an order in which it is counted itself looks a
    /// little more ordinary than it is: leave it out when the group is small.
    ///
    /// - Parameters:
    ///   - states: The responses, all to the questionnaire of the index.
    ///   - index: The index whose questions are counted.
    ///   - source: Who the responses are from.
    /// - Complexity: O(*responses* · *questions*).
    package init(
        counting states: some Sequence<ResponseState>, for index: CredibilityModel.Index,
        source: LocalizedText
    ) {
        var counts = index.members.map { (item: $0.item, positive: 0, applicable: 0) }
        for state in states {
            for (offset, member) in index.members.enumerated()
            where state.items[member.item].isApplicable {
                counts[offset].applicable += 1
                if state.isPositive(member) == true { counts[offset].positive += 1 }
            }
        }
        var shares: [Int: Ratio] = [:]
        for count in counts where count.applicable > 0 {
            shares[count.item] = Ratio(count.positive, count.applicable)
        }
        self.init(shares: shares, source: source)
    }
}

extension ResponseState {
    /// Whether the answer to a question is yes; `nil` when it is open, missing or not asked.
    ///
    /// An answer that leaves several options possible counts when all of them, or none, are yes.
    func isPositive(_ member: CredibilityModel.Member) -> Bool? {
        guard items[member.item] == .answered || items[member.item] == .partial,
            case .options(let possible) = domains[table.variable(of: .item(member.item))]
        else { return nil }
        if possible.isSubset(of: member.positive) { return true }
        return possible.isDisjoint(with: member.positive) ? false : nil
    }

    /// The index of the option that is the answer; `nil` when it is open, missing or not asked.
    func code(ofItem item: Int) -> Int? {
        items[item] == .answered ? exactOption(ofItem: item) : nil
    }
}
