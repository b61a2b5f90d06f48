import Assessment
import Consistency
import Survey
import TestSupport
import Testing
import Versions

/// A change is called one only when what was possible and what is possible do not overlap.
@Suite struct MovementTests {
    @Test(
        "Ranges that do not overlap prove a movement",
        arguments: [
            (1...2, 3...4, Movement.rose), (3...4, 1...2, .fell), (2...2, 2...2, .same),
            (1...2, 2...3, .mayHaveChanged), (1...3, 2...2, .mayHaveChanged),
            (1...2, 1...2, .mayHaveChanged),
        ])
    func ranges(_ old: ClosedRange<Int>, _ new: ClosedRange<Int>, _ expected: Movement) {
        #expect(Movement(from: old, to: new) == expected)
    }

    @Test("Every pair of sets of four ordered options is judged as enumeration judges it")
    func options() {
        for a in 1..<16 {
            for b in 1..<16 {
                let (old, new) = (OptionMask(rawValue: UInt64(a)), OptionMask(rawValue: UInt64(b)))
                let found = Movement(
                    from: .options(old), to: .options(new), in: .single(optionCount: 4),
                    isOrdered: true)
                let pairs = old.indices.flatMap { first in new.indices.map { (first, $0) } }
                let expected: Movement =
                    pairs.allSatisfy { $0.1 > $0.0 }
                    ? .rose
                    : pairs.allSatisfy { $0.1 < $0.0 }
                        ? .fell
                        : pairs.allSatisfy { $0.0 == $0.1 }
                            ? .same
                            : pairs.allSatisfy { $0.0 != $0.1 } ? .changed : .mayHaveChanged
                #expect(found == expected, "\(a) \(b)")
            }
        }
    }

    @Test("Two sides swapped move the other way; one side beside itself does not move")
    func symmetry() throws {
        let definition = try Bundled.definition()
        let responses = try CohortSample.responses()
        let opposite: [Movement: Movement] = [
            .rose: .fell, .fell: .rose, .changed: .changed, .same: .same,
            .mayHaveChanged: .mayHaveChanged,
        ]
        for (first, second) in zip(responses.prefix(20), responses.dropFirst().prefix(20)) {
            let sides = [first, second].map {
                Comparison.Side(given: $0, response: $0, definition: definition)
            }
            let forth = Comparison(from: sides[0], to: sides[1], in: definition)
            let back = Comparison(from: sides[1], to: sides[0], in: definition)
            #expect(forth.lines.map { opposite[$0.movement] } == back.lines.map(\.movement))
            #expect(
                forth.lines.count + forth.exclusions.count == definition.questionnaire.items.count)
            let still = Comparison(from: sides[0], to: sides[0], in: definition)
            #expect(
                still.lines.allSatisfy { $0.movement == .same || $0.movement == .mayHaveChanged })
            #expect(still.dimensions.allSatisfy { $0.movement == nil || $0.movement == .same })
        }
    }

    @Test("What was carried over proves no change against itself")
    func migrated() throws {
        let step = try VersionFixtures.step()
        for response in try CohortSample.responses().prefix(20) {
            let migrated = Migration(response, to: step.old, by: step.map).response
            var later = migrated
            for id in later.answers.keys { later.answers[id]?.isUnconfirmed = false }
            let comparison = Comparison(
                from: .init(given: response, response: migrated, definition: step.new),
                to: .init(given: later, response: later, definition: step.new), in: step.new)
            let moved = comparison.lines.filter {
                $0.movement != .same && $0.movement != .mayHaveChanged
            }
            #expect(moved.isEmpty)
            #expect(
                comparison.dimensions.allSatisfy {
                    [nil, .same, .mayHaveChanged].contains($0.movement)
                })
        }
    }
}
