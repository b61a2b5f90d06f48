extension CohortCounts {
    /// Why two parts cannot be added up.
    package enum Mismatch: Error, Hashable, Sendable {
        /// They are of different questionnaires or versions.
        case questionnaire
        /// Different conditions were counted.
        case conditions
        /// Only one has a list of the invited, or the lists differ.
        case invited
    }

    /// Adds another part.
    ///
    /// Adding is associative, and its order does not matter. Registration numbers that occur in
    /// both parts are not found: they are not among the counts.
    package mutating func add(_ other: CohortCounts) throws(Mismatch) {
        guard codes.map(\.count) == other.codes.map(\.count), edits.count == other.edits.count,
            histograms.count == other.histograms.count, rules.count == other.rules.count
        else { throw .questionnaire }
        guard conditions.map(\.text) == other.conditions.map(\.text) else { throw .conditions }
        guard coverage?.invited == other.coverage?.invited else { throw .invited }
        scored += other.scored
        rejected += other.rejected
        duplicates += other.duplicates
        lenientCells += other.lenientCells
        contradictory += other.contradictory
        doubtful += other.doubtful
        Self.add(&codes, other.codes)
        Self.add(&options, other.options)
        Self.add(&edits, other.edits)
        Self.add(&rules, other.rules)
        Self.add(&histograms, other.histograms)
        Self.add(&levels, other.levels)
        Self.add(&verdicts, other.verdicts)
        groups.merge(other.groups, uniquingKeysWith: +)
        ministries.merge(other.ministries, uniquingKeysWith: +)
        for index in conditions.indices {
            Self.add(&conditions[index].outcomes, other.conditions[index].outcomes)
        }
        if let more = other.coverage {
            coverage?.answered.formUnion(more.answered)
            coverage?.uninvited += more.uninvited
        }
        isSynthetic = isSynthetic || other.isSynthetic
    }

    private static func add(_ left: inout [Int], _ right: [Int]) {
        for index in left.indices { left[index] += right[index] }
    }

    private static func add(_ left: inout [[Int]], _ right: [[Int]]) {
        for index in left.indices { add(&left[index], right[index]) }
    }
}
