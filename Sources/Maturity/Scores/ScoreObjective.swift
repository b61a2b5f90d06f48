import Consistency

/// The weighted points of one dimension as a sum over variables of the solver.
struct ScoreObjective {
    /// What each option of each applicable item's variable adds, in parts of the model's unit.
    let tables: [Int: [Int]]
    /// The whole: the sum of applicable weights in parts of the model's unit.
    let total: Int

    /// Collects the applicable items of a dimension.
    init(_ state: ResponseState, dimension: Int, model: MaturityModel) {
        let contributions = model.contributions[dimension].filter {
            state.items[$0.item].isApplicable
        }
        tables = Dictionary(
            uniqueKeysWithValues: contributions.map { contribution in
                (
                    state.table.variable(of: .item(contribution.item)),
                    contribution.values.map { $0 * contribution.weight }
                )
            })
        total = contributions.reduce(0) { $0 + $1.weight } * model.unit
    }
}
