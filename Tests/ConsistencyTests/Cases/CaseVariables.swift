import Survey
import TextFormats

@testable import Consistency

/// The variables of a case and their domains, and what its conditions mean over them.
struct CaseVariables {
    /// The names in the order of the file.
    let names: [String]
    /// The full domain of each variable.
    let domains: [SolverDomain]
    /// The names of each variable's options; empty for a number.
    let options: [[String]]

    /// Reads the variables of a case.
    init(_ list: JSONValue) throws {
        var names: [String] = []
        var domains: [SolverDomain] = []
        var options: [[String]] = []
        for entry in list.elements {
            names.append(try entry.member("name").text)
            if try entry.member("type").text == "integer" {
                domains.append(.range(try entry.member("min").number...entry.member("max").number))
                options.append([])
            } else {
                let values = try entry.member("values").texts
                domains.append(.options(.first(values.count)))
                options.append(values)
            }
        }
        self.names = names
        self.domains = domains
        self.options = options
    }

    /// The index of a variable.
    func index(_ name: String) throws -> Int {
        guard let index = names.firstIndex(of: name) else {
            throw ConsistencyCases.Unreadable(description: "there is no variable \(name)")
        }
        return index
    }

    /// The domain with one value; `nil` for a value that the variable cannot take.
    func only(_ value: JSONValue, of variable: Int) throws -> SolverDomain? {
        switch domains[variable] {
        case .options:
            let text = try value.text
            return options[variable].firstIndex(of: text).map { .options(OptionMask(index: $0)) }
        case .range(let range):
            let number = try value.number
            return range.contains(number) ? .range(number...number) : nil
        }
    }

    /// The domain with one value, given as an index or a number.
    func only(_ value: Int, of variable: Int) -> SolverDomain {
        switch domains[variable] {
        case .options: .options(OptionMask(index: value))
        case .range: .range(value...value)
        }
    }

    // MARK: Conditions

    /// The formula of a condition.
    func formula(_ condition: JSONValue) throws -> Formula {
        guard let entry = condition.members.first, condition.members.count == 1 else {
            throw ConsistencyCases.Unreadable(
                description: "no single operator at byte \(condition.offset)")
        }
        let parts = entry.value.elements
        switch entry.key {
        case "and": return .and(try parts.map(formula))
        case "or": return .or(try parts.map(formula))
        case "not": return try formula(entry.value).negated(over: domains)
        case "implies":
            return .or([try formula(parts[0]).negated(over: domains), try formula(parts[1])])
        case "is": return try membership(parts[0], [parts[1]])
        case "isnt": return try membership(parts[0], [parts[1]]).negated(over: domains)
        case "in": return try membership(parts[0], parts[1].elements)
        case "le": return try difference(parts[0], parts[1]).atMost(0)
        case "lt": return try difference(parts[0], parts[1]).atMost(-1)
        case "ge": return try difference(parts[1], parts[0]).atMost(0)
        case "gt": return try difference(parts[1], parts[0]).atMost(-1)
        case "equal":
            return .and([
                try difference(parts[0], parts[1]).atMost(0),
                try difference(parts[1], parts[0]).atMost(0),
            ])
        default:
            throw ConsistencyCases.Unreadable(description: "no operator is called \(entry.key)")
        }
    }

    private func membership(_ name: JSONValue, _ values: [JSONValue]) throws -> Formula {
        let variable = try index(name.text)
        var mask = OptionMask()
        var numbers: [Formula] = []
        for value in values {
            switch try only(value, of: variable) {
            case .options(let one): mask.formUnion(one)
            case .range(let range):
                var sum = Sum()
                sum.coefficients[variable] = 1
                numbers.append(
                    .and([
                        sum.atMost(range.lowerBound), sum.scaled(by: -1).atMost(-range.lowerBound),
                    ]))
            case nil:
                throw ConsistencyCases.Unreadable(
                    description: "no such value at byte \(value.offset)")
            }
        }
        return options[variable].isEmpty ? .or(numbers) : .member(variable: variable, of: mask)
    }

    private func difference(_ left: JSONValue, _ right: JSONValue) throws -> Sum {
        try sum(left).adding(try sum(right).scaled(by: -1))
    }

    private func sum(_ term: JSONValue) throws -> Sum {
        var result = Sum()
        switch term.content {
        case .number: result.constant = try term.number
        case .string: result.coefficients[try index(term.text)] = 1
        default:
            let entry = term.members.first
            let parts = entry?.value.elements ?? []
            switch entry?.key {
            case "sum": for part in parts { result = result.adding(try sum(part)) }
            case "mul": result = try sum(parts[1]).scaled(by: parts[0].number)
            case "count":
                for pair in parts {
                    let variable = try index(pair.elements[0].text)
                    let value = try pair.elements[1].text
                    result = result.adding(
                        Sum(tables: [variable: options[variable].map { $0 == value ? 1 : 0 }]))
                }
            default:
                throw ConsistencyCases.Unreadable(description: "no term at byte \(term.offset)")
            }
        }
        return result
    }

    /// A sum of multiples of variables, tables over options, and a number.
    private struct Sum {
        var coefficients: [Int: Int] = [:]
        var tables: [Int: [Int]] = [:]
        var constant = 0

        func adding(_ other: Sum) -> Sum {
            var result = self
            result.coefficients.merge(other.coefficients, uniquingKeysWith: +)
            result.tables.merge(other.tables) { zip($0, $1).map(+) }
            result.constant += other.constant
            return result
        }

        func scaled(by factor: Int) -> Sum {
            Sum(
                coefficients: coefficients.mapValues { $0 * factor },
                tables: tables.mapValues { $0.map { $0 * factor } }, constant: constant * factor)
        }

        /// The formula that the sum does not exceed a bound.
        func atMost(_ bound: Int) -> Formula {
            let numbers = coefficients.sorted { $0.key < $1.key }.map {
                LinearConstraint.Term(variable: $0.key, contribution: .coefficient($0.value))
            }
            let counts = tables.sorted { $0.key < $1.key }.map {
                LinearConstraint.Term(variable: $0.key, contribution: .table($0.value))
            }
            return .linear(LinearConstraint(numbers + counts, atMost: bound - constant))
        }
    }
}
