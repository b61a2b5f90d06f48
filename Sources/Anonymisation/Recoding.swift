package import Assessment
package import Consistency
package import Survey

/// How coarsely each quasi-identifier is published, so that none singles out an institution.
///
/// One level per quasi-identifier holds for all institutions (global recoding, Samarati 2001).
/// Institutions that would still be in a class of fewer than *k* have everything withheld; they
/// form a class of their own, and if that would be smaller than *k*, the smallest other classes join
/// it. Among all combinations of levels the one with the least loss is taken.
package struct Recoding: Sendable {
    /// The quasi-identifiers.
    package let identifiers: [QuasiIdentifier]
    /// The level of each.
    package let levels: [Int]
    /// Whether everything of an institution is withheld, by its place.
    package let isWithheld: [Bool]
    /// How much is lost: 1 per value withheld, less for a merged band.
    package let loss: Ratio
    /// How many institutions have each combination that occurs, the smallest class first.
    package let classSizes: [Int]
    /// Whether every combination of levels was considered, so that the loss is the least.
    package let isProvenLeast: Bool
    /// The least size of a class that was asked for.
    package let k: Int

    /// Whether there are enough institutions for anything of the profile to be published.
    package var isAttainable: Bool { isWithheld.count >= k }

    /// The most combinations of levels that are considered.
    package static let combinationLimit = 1 << 18

    /// Finds the recoding with the least loss; of several the one with the lowest levels, compared
    /// in the order of the identifiers.
    ///
    /// - Complexity: O(*combinations* · *institutions* · *identifiers*) at worst; combinations
    ///   whose loss without withheld institutions is not below the best so far are passed over.
    package init(_ responses: [Response], k: Int, by definition: Definition) {
        precondition(k > 0, "a class has members")
        let identifiers = QuasiIdentifier.all(in: definition)
        let table = LookTable(responses, identifiers, definition.questionnaire)
        var search = Search(table: table, k: k)
        search.run()
        let best = search.best
        self.identifiers = identifiers
        self.k = k
        levels = best.levels
        isWithheld = best.isWithheld
        loss = Ratio(best.loss, table.unit)
        classSizes = best.classSizes
        isProvenLeast = search.isExhaustive
    }
}

/// Every look and loss, in small whole numbers.
private struct LookTable {
    /// The looks by identifier, level and institution; equal numbers look equal.
    var looks: [[[Int]]] = []
    /// How many looks there are, by identifier and level.
    var lookCounts: [[Int]] = []
    /// The loss by identifier, level and institution, in parts of ``unit``.
    var losses: [[[Int]]] = []
    /// The common denominator of losses.
    let unit: Int
    let count: Int

    init(
        _ responses: [Response], _ identifiers: [QuasiIdentifier], _ questionnaire: Questionnaire
    ) {
        count = responses.count
        unit = identifiers.compactMap(\.bands).reduce(1) { unit, bands in
            let parts = max(bands.ranges.count - 1, 1)
            return unit / greatestCommonDivisor(unit, parts) * parts
        }
        for identifier in identifiers {
            var looks: [[Int]] = []
            var counts: [Int] = []
            var losses: [[Int]] = []
            for level in 0..<identifier.levelCount {
                let found = responses.map {
                    identifier.look(of: $0, level: level, in: questionnaire)
                }
                // Sorted, so that nothing depends on the order of the input.
                let known = Set(found.map(\.look)).sorted()
                let numbers = Dictionary(
                    uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
                looks.append(found.compactMap { numbers[$0.look] })
                counts.append(known.count)
                losses.append(
                    found.map { $0.loss.numerator * (unit / $0.loss.denominator) })
            }
            self.looks.append(looks)
            lookCounts.append(counts)
            self.losses.append(losses)
        }
    }
}

/// The search for the combination of levels with the least loss.
private struct Search {
    struct Candidate {
        var levels: [Int]
        var loss: Int
        var isWithheld: [Bool]
        var classSizes: [Int]
    }

    let table: LookTable
    let k: Int
    /// What is lost when everything of an institution is withheld, by institution.
    let withheldLosses: [Int]
    /// The best combination so far.
    var best: Candidate
    var isExhaustive = true

    init(table: LookTable, k: Int) {
        self.table = table
        self.k = k
        let tops = table.losses.map { $0.count - 1 }
        withheldLosses = (0..<table.count).map { row in
            zip(table.losses, tops).reduce(0) { $0 + $1.0[$1.1][row] }
        }
        best = Candidate(
            levels: tops, loss: withheldLosses.reduce(0, +),
            isWithheld: [Bool](repeating: true, count: table.count), classSizes: [table.count])
    }

    mutating func run() {
        guard table.count >= k else { return }
        // Where all look alike already, a coarser level tells nothing less of anybody.
        let choices = table.looks.indices.map { identifier in
            table.lookCounts[identifier][0] == 1 ? [0] : Array(table.looks[identifier].indices)
        }
        let sums = table.losses.map { $0.map { $0.reduce(0, +) } }
        var combinations = 1
        for choice in choices {
            combinations = min(combinations * choice.count, Recoding.combinationLimit + 1)
        }
        guard combinations <= Recoding.combinationLimit else {
            descend(choices)
            return
        }
        var nodes: [(base: Int, levels: [Int])] = [(0, [])]
        for (identifier, choice) in choices.enumerated() {
            nodes = nodes.flatMap { node in
                choice.map { (node.base + sums[identifier][$0], node.levels + [$0]) }
            }
        }
        nodes.sort { left, right in
            left.base == right.base
                ? left.levels.lexicographicallyPrecedes(right.levels) : left.base < right.base
        }
        for node in nodes {
            // Withheld institutions only add to the loss.
            if node.base > best.loss { break }
            consider(node.levels)
        }
    }

    /// Too many combinations: from everything withheld, takes the finer level of the identifier
    /// that saves most, as long as one saves anything.
    private mutating func descend(_ choices: [[Int]]) {
        isExhaustive = false
        var levels = choices.map { $0.last ?? 0 }
        consider(levels)
        while true {
            let before = best.loss
            for (identifier, choice) in choices.enumerated() {
                for level in choice where level < levels[identifier] {
                    var finer = levels
                    finer[identifier] = level
                    consider(finer)
                }
            }
            guard best.loss < before else { return }
            levels = best.levels
        }
    }

    private mutating func consider(_ levels: [Int]) {
        let candidate = evaluate(levels)
        let isBetter =
            candidate.loss < best.loss
            || candidate.loss == best.loss
                && candidate.levels.lexicographicallyPrecedes(best.levels)
        if isBetter { best = candidate }
    }

    private func evaluate(_ levels: [Int]) -> Candidate {
        let keys = keys(levels)
        var members: [Int: Int] = [:]
        for key in keys { members[key, default: 0] += 1 }
        var withheld = Set(members.filter { $0.value < k }.map(\.key))
        var withheldCount = withheld.reduce(0) { $0 + (members[$1] ?? 0) }
        if withheldCount > 0, withheldCount < k {
            let others = members.filter { !withheld.contains($0.key) }
                .sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            for other in others where withheldCount < k {
                withheld.insert(other.key)
                withheldCount += other.value
            }
        }
        let isWithheld = keys.map { withheld.contains($0) }
        var loss = 0
        for row in 0..<table.count {
            if isWithheld[row] {
                loss += withheldLosses[row]
            } else {
                for (identifier, level) in levels.enumerated() {
                    loss += table.losses[identifier][level][row]
                }
            }
        }
        var sizes = members.filter { !withheld.contains($0.key) }.map(\.value)
        if withheldCount > 0 { sizes.append(withheldCount) }
        return Candidate(
            levels: levels, loss: loss, isWithheld: isWithheld, classSizes: sizes.sorted())
    }

    /// One number per institution; equal numbers look equal in every identifier.
    private func keys(_ levels: [Int]) -> [Int] {
        var keys = [Int](repeating: 0, count: table.count)
        var size = 1
        for (identifier, level) in levels.enumerated() {
            let count = table.lookCounts[identifier][level]
            if count == 1 { continue }
            let looks = table.looks[identifier][level]
            for row in keys.indices { keys[row] = keys[row] * count + looks[row] }
            size *= count
            if size > 1 << 40 {
                // Numbered anew in ascending order, which keeps the order of the keys.
                let known = Set(keys).sorted()
                let numbers = Dictionary(
                    uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
                keys = keys.compactMap { numbers[$0] }
                size = known.count
            }
        }
        return keys
    }
}
