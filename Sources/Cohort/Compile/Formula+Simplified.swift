import Consistency

extension Formula {
    /// The formula without the parts that hold, or fail, whatever the values are.
    ///
    /// "V3 = 0" is two bounds of which the lower one always holds: without it no number occurs
    /// twice, and tables can decide the rule.
    ///
    /// - Parameter domains: The full domain of every variable.
    /// - Returns: A formula that holds for the same values.
    func simplified(over domains: [SolverDomain]) -> Formula {
        if let value = value(in: domains) { return .constant(value) }
        switch self {
        case .constant, .member, .linear: return self
        case .and(let parts):
            let open = parts.map { $0.simplified(over: domains) }.filter { $0 != .constant(true) }
            return open.count == 1 ? open[0] : .and(open)
        case .or(let parts):
            let open = parts.map { $0.simplified(over: domains) }.filter { $0 != .constant(false) }
            return open.count == 1 ? open[0] : .or(open)
        }
    }
}
