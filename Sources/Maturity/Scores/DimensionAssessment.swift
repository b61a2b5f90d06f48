package import Consistency

/// The score and the level of one dimension, and what stands between it and the next level.
package struct DimensionAssessment: Sendable {
    /// What is known of a gate.
    package enum GateState: String, Hashable, Sendable {
        /// The requirement is met.
        case passed
        /// The requirement is not met.
        case failed
        /// The answers leave it open.
        case open
        /// A question of the gate is not applicable or not asked, so the gate is dropped.
        case dropped
    }

    /// The index of the dimension in the model.
    package let dimension: Int
    /// The score.
    package let score: DimensionScore
    /// The level by the point estimate and the known gate answers, open gates counting as failed;
    /// `nil` when nothing is answered.
    package let level: Int?
    /// The lowest level that remains possible item by item.
    package let lowestLevel: Int
    /// The highest level that remains possible item by item.
    package let highestLevel: Int
    /// The dimension's gates with their states, in the model's order.
    package let gates: [(gate: MaturityModel.Gate, state: GateState)]

    /// Assesses one dimension of a response.
    package init(_ state: ResponseState, dimension: Int, model: MaturityModel) {
        self.dimension = dimension
        let score = DimensionScore(state, dimension: dimension, model: model)
        let gates = model.gates.filter { $0.dimension == dimension }.map { gate in
            (gate: gate, state: Self.state(of: gate, in: state))
        }
        func level(_ ratio: Ratio?, openGatesPass: Bool) -> Int {
            guard let ratio else { return 0 }
            return
                model.levels.indices.prefix { index in
                    ratio >= model.levels[index].threshold
                        && gates.allSatisfy { entry in
                            guard entry.gate.level == index else { return true }
                            switch entry.state {
                            case .passed, .dropped: return true
                            case .failed: return false
                            case .open: return openGatesPass
                            }
                        }
                }.last ?? 0
        }
        self.score = score
        self.gates = gates
        self.level = score.point.map { level($0, openGatesPass: false) }
        lowestLevel = level(score.lowest, openGatesPass: false)
        highestLevel = level(score.highest, openGatesPass: true)
    }

    private static func state(of gate: MaturityModel.Gate, in state: ResponseState) -> GateState {
        guard state.isEvaluated(gate.operands) else { return .dropped }
        switch state.truth(of: gate.formula, negation: gate.negation) {
        case .satisfied: return .passed
        case .violated: return .failed
        case .possible: return .open
        }
    }

    /// The gates that keep the dimension from a level: those of it and of lower levels that are
    /// not passed.
    package func missingGates(for level: Int) -> [(gate: MaturityModel.Gate, state: GateState)] {
        gates.filter { $0.gate.level <= level && ($0.state == .failed || $0.state == .open) }
    }

    /// How many weighted points the point estimate lacks for a level's threshold, in parts of the
    /// model's unit, rounded up; 0 when the threshold is reached.
    package func missingPoints(for level: Int, model: MaturityModel) -> Int {
        let threshold = model.levels[level].threshold
        let needed = threshold.numerator * score.answeredWeight * model.unit
        let has = score.achieved * threshold.denominator
        return needed <= has
            ? 0 : (needed - has + threshold.denominator - 1) / threshold.denominator
    }
}

/// The maturity of one institution in all dimensions.
package struct MaturityAssessment: Sendable {
    /// Each dimension, in the model's order.
    package let dimensions: [DimensionAssessment]

    /// Assesses a response.
    package init(_ state: ResponseState, model: MaturityModel) {
        dimensions = model.dimensions.indices.map {
            DimensionAssessment(state, dimension: $0, model: model)
        }
    }

    /// The mean of the point estimates; `nil` unless every dimension has one.
    package var index: Ratio? {
        let points = dimensions.compactMap(\.score.point)
        return points.count == dimensions.count ? Ratio.mean(points) : nil
    }

    /// The lowest of the levels; `nil` unless every dimension has one.
    package var overallLevel: Int? {
        let levels = dimensions.compactMap(\.level)
        return levels.count == dimensions.count ? levels.min() : nil
    }

    /// The lowest and the highest overall level that remain possible item by item.
    package var overallLevelRange: ClosedRange<Int> {
        let lowest = dimensions.map(\.lowestLevel).min() ?? 0
        let highest = dimensions.map(\.highestLevel).min() ?? 0
        return lowest...highest
    }
}
