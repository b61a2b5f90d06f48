import Consistency
package import Survey

extension MigrationMap.Route {
    /// What the values that old items may take leave possible for the new item.
    ///
    /// - Parameters:
    ///   - domains: The values that each variable of the old version may take.
    ///   - table: The variables of the old version.
    ///   - target: The domain of the new item.
    /// - Returns: The union over every combination of old values; the whole domain when the search
    ///   cannot decide, never less than is possible.
    /// - Complexity: One small search per case.
    func values(
        over domains: [SolverDomain], table: VariableTable, target: Domain
    ) -> PossibleValues {
        switch transfer {
        case .identity:
            return sameValues(over: domains, table: table, target: target)
        case .options(let destinations):
            return choices(destinations, over: domains, table: table)
        case .cases(let cases):
            var result: PossibleValues?
            var earlier: [Formula] = []
            for entry in cases {
                let outcome = Solver.solve(earlier + [entry.formula], over: domains)
                if outcome.isSatisfiable != false {
                    result = result.map { $0.union(entry.values) } ?? entry.values
                }
                earlier.append(entry.negation)
            }
            return result ?? target.full
        }
    }

    private func sameValues(
        over domains: [SolverDomain], table: VariableTable, target: Domain
    ) -> PossibleValues {
        let first = table.variable(of: .item(sources[0]))
        guard case .multiple(let count) = target else {
            switch domains[first] {
            case .options(let mask): return .options(mask)
            case .range(let range): return .count(range)
            }
        }
        return choices((0..<count).map { [$0] }, over: domains, table: table)
    }

    /// An old option that went to one new option decides it; one that went to several leaves each
    /// of them open when it was chosen, and excludes all when it was not.
    private func choices(
        _ destinations: [[Int]], over domains: [SolverDomain], table: VariableTable
    ) -> PossibleValues {
        let yes = OptionMask(index: 1)
        let no = OptionMask(index: 0)
        var origins: [Int: [Int]] = [:]
        for (old, new) in destinations.enumerated() {
            for option in new { origins[option, default: []].append(old) }
        }
        var included: OptionMask = []
        var excluded: OptionMask = []
        for (new, old) in origins {
            func isKnown(_ index: Int, _ value: OptionMask) -> Bool {
                domains[table.variable(of: .item(sources[0]), option: index)] == .options(value)
            }
            if old.contains(where: { isKnown($0, yes) && destinations[$0].count == 1 }) {
                included.insert(OptionMask(index: new))
            } else if old.allSatisfy({ isKnown($0, no) }) {
                excluded.insert(OptionMask(index: new))
            }
        }
        return .subset(included: included, excluded: excluded)
    }
}

extension PossibleValues {
    /// Every value that is possible in one of the two; of counts, the range around both.
    package func union(_ other: PossibleValues) -> PossibleValues {
        switch (self, other) {
        case (.options(let a), .options(let b)): .options(a.union(b))
        case (.count(let a), .count(let b)):
            .count(min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound))
        case (.subset(let a, let b), .subset(let c, let d)):
            .subset(included: a.intersection(c), excluded: b.intersection(d))
        default: preconditionFailure("values of one domain are of one kind")
        }
    }
}
