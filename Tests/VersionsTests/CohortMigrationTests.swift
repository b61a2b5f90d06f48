import Assessment
import Consistency
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// All 119 synthetic institutions of 2021 carried over to 2024.1.
@Suite struct CohortMigrationTests {
    @Test("Every old answer is carried over or listed, and the old response stays as it was")
    func nothingIsLost() throws {
        let step = try VersionFixtures.step()
        let responses = try CohortSample.responses()
        #expect(responses.count == 119)
        for response in responses {
            let migration = Migration(response, to: step.old, by: step.map)
            let carried = migration.response.answers.values.flatMap(\.origin).map(\.item)
            let lost = migration.notCarried.map(\.origin.item)
            let accounted = Set(carried).union(lost)
            #expect(Set(response.answers.keys).isSubset(of: accounted))
            // What is carried over is not listed as lost as well.
            #expect(Set(carried).isDisjoint(with: lost.filter { response.answers[$0] != nil }))
            #expect(migration.response.answers.values.allSatisfy { $0.isUnconfirmed })
            #expect(Set(migration.response.profile.keys) == Set(response.profile.keys))
        }
    }

    @Test("Tasks answered yes become largely or fully, no not performed or partially")
    func tasks() throws {
        let step = try VersionFixtures.step()
        for response in try CohortSample.responses() {
            let migration = Migration(response, to: step.old, by: step.map)
            for number in 1...34 {
                let id = "U\(number)"
                let expected: OptionMask?
                switch response.answers[id]?.statement {
                case .values(.options(let mask)):
                    expected =
                        mask == OptionMask(index: 1)
                        ? [OptionMask(index: 2), OptionMask(index: 3)]
                        : [OptionMask(index: 0), OptionMask(index: 1)]
                default: expected = nil
                }
                switch (migration.response.answers[id]?.statement, expected) {
                case (.values(.options(let mask))?, let expected?): #expect(mask == expected)
                case (.unknown?, nil), (nil, nil): break
                default: Issue.record("\(id): unexpected")
                }
            }
        }
    }

    @Test("The interval of migrated answers contains the score of every confirmation tried")
    func intervals() throws {
        let step = try VersionFixtures.step()
        let questionnaire = step.new.questionnaire
        let seed: UInt64 = 20_240_101
        var random = SplitMix64(seed: seed)
        for response in try CohortSample.responses() {
            let migrated = Migration(response, to: step.old, by: step.map).response
            let wide = MaturityAssessment(step.new.state(of: migrated), model: step.new.model)
            for _ in 0..<3 {
                var confirmed = migrated
                for item in questionnaire.items {
                    // An open count would decide what is asked; those of the cohort are exact.
                    if case .count = item.domain { continue }
                    guard let values = confirmation(of: migrated.answers[item.id], item, &random)
                    else { continue }
                    confirmed.answers[item.id] = Answer(.values(values))
                }
                let exact = MaturityAssessment(
                    step.new.state(of: confirmed), model: step.new.model)
                for (outer, inner) in zip(wide.dimensions, exact.dimensions) {
                    guard let lowest = outer.score.lowest, let highest = outer.score.highest,
                        let point = inner.score.point
                    else { continue }
                    #expect(lowest <= point && point <= highest, "seed \(seed)")
                    let level = try #require(inner.level)
                    #expect(
                        outer.lowestLevel <= level && level <= outer.highestLevel, "seed \(seed)")
                }
            }
        }
    }

    /// A random value among those that remain possible; `nil` leaves the answer as it is.
    private func confirmation(
        of answer: Answer?, _ item: Questionnaire.Item, _ random: inout SplitMix64
    ) -> PossibleValues? {
        let possible: PossibleValues
        switch answer?.statement {
        case .values(let values): possible = values
        case .unknown, nil: possible = item.domain.full
        case .notApplicable: return nil
        }
        switch (possible, item.domain) {
        case (.options(let mask), _):
            let indices = mask.indices
            return .options(OptionMask(index: indices[Int(random.next() % UInt64(indices.count))]))
        case (.subset(var included, let excluded), .multiple(let count)):
            let open = OptionMask.first(count).subtracting(included).subtracting(excluded)
            for index in open.indices where random.next() % 2 == 0 {
                included.insert(OptionMask(index: index))
            }
            return .subset(
                included: included, excluded: OptionMask.first(count).subtracting(included))
        default: return nil
        }
    }

    @Test("A migrated response is written and read back unchanged")
    func roundTrip() throws {
        let step = try VersionFixtures.step()
        for response in try CohortSample.responses().prefix(12) {
            let migrated = Migration(response, to: step.old, by: step.map).response
            let text = ResponseWriter.json(migrated, of: step.new.questionnaire).pretty()
            let log = DiagnosticLog()
            let root = try #require(
                JSONCursor(
                    parsing: JSONSource(file: "x", bytes: Array(text.utf8)), log: log))
            let read = ResponseReader.response(root, to: step.new.questionnaire)
            #expect(log.findings.isEmpty)
            #expect(read == migrated)
        }
    }
}
