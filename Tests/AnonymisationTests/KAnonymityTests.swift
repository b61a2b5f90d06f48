import Anonymisation
import Assessment
import Consistency
import Foundation
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats

/// What is published of an institution is shared by at least k: counted anew from the written
/// files, without looking at how they were made.
@Suite struct KAnonymityTests {
    /// What an outsider can compare with what they know: ministry, profile, numbers, and which of
    /// the conditional questions have an answer at all.
    private static func visible(_ response: Response, _ definition: Definition) throws -> String {
        let bytes = ResponseWriter.json(response, of: definition.questionnaire).canonical()
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let institution = try #require(object["institution"] as? [String: Any])
        let profile = try #require(object["profile"] as? [String: Any])
        let answers = try #require(object["answers"] as? [String: Any])
        var parts = ["\(institution["ministry"] ?? "-")"]
        for key in profile.keys.sorted() { parts.append("\(key)=\(text(profile[key]))") }
        for key in ["V2", "V3"] { parts.append("\(key)=\(text(answers[key]))") }
        let conditional = ["U6", "B1.all", "B1.key", "K1.all", "K1.key"]
        parts += conditional.map { answers[$0] == nil ? "-" : "+" }
        return parts.joined(separator: " ")
    }

    private static func text(_ value: Any?) -> String {
        guard let value,
            let data = try? JSONSerialization.data(
                withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        else { return "-" }
        return String(decoding: data, as: UTF8.self)
    }

    /// A cohort whose profile, numbers and gaps are thrown at random over real answers.
    private static func cohort(
        _ random: inout SplitMix64, _ definition: Definition, count: Int
    ) throws -> [Response] {
        let pool = try CohortSample.responses()
        let kinds = definition.questionnaire
            .options(of: definition.questionnaire.profile[0].kind).count
        let conditional = definition.questionnaire.items.indices.filter {
            !definition.conditions.conditions[$0].isEmpty
        }
        return (0..<count).map { place in
            var response = random.pick(pool)
            response.institution.registrationNumber = "9000\(place)"
            response.institution.ministry = random.oneIn(9) ? nil : "R\(random.number(1...3))"
            if random.oneIn(2) {
                response.profile["kind"] = .options(
                    OptionMask(index: min(random.number(0...9), kinds - 1)))
            }
            if random.oneIn(8) { response.profile["staff"] = nil }
            if random.oneIn(4) {
                let staff = random.pick([0, 50, 51, 499, 500, 7_000])
                response.profile["staff"] = .count(staff...staff + random.number(0...1))
            }
            if random.oneIn(6) {
                response.answers["V2"] = Answer(.values(.count(0...0)))
                for item in conditional {
                    response.answers[definition.questionnaire.items[item].id] = nil
                }
            }
            if random.oneIn(10) { response.answers["V2"] = Answer(.unknown) }
            if random.oneIn(10) { response.answers["V3"] = nil }
            return response
        }
    }

    @Test("Every combination occurs at least k times, for random cohorts", arguments: 1...12)
    func everyCombination(_ seed: UInt64) throws {
        let definition = try Bundled.definition()
        var random = SplitMix64(seed: seed)
        let k = random.number(5...8)
        let count = random.number(k...60)
        let responses = try Self.cohort(&random, definition, count: count)
        let cohort = AnonymisedCohort(responses, k: k, by: definition)
        #expect(cohort.responses.count == count)
        var sizes: [String: Int] = [:]
        for response in cohort.responses {
            sizes[try Self.visible(response, definition), default: 0] += 1
        }
        #expect((sizes.values.min() ?? 0) >= k, "seed \(seed), k \(k), n \(count): \(sizes)")
        #expect(cohort.recoding.classSizes.reduce(0, +) == count)
        #expect((cohort.recoding.classSizes.first ?? 0) >= k)
    }

    @Test("Of fewer than k institutions no fact is published", arguments: [1, 2, 4])
    func tooFew(_ count: Int) throws {
        let definition = try Bundled.definition()
        let responses = Array(try CohortSample.responses().prefix(count))
        let cohort = AnonymisedCohort(responses, k: 5, by: definition)
        #expect(!cohort.recoding.isAttainable)
        for response in cohort.responses {
            #expect(response.profile.isEmpty)
            #expect(response.institution.ministry == nil)
            for id in ["V2", "V3"] {
                #expect(response.answers[id]?.statement == .values(.count(0...100_000)))
            }
            for id in ["U6", "B1.all", "B1.key"] { #expect(response.answers[id] == nil) }
            #expect(response.answers["V4"] != nil, "answers that tell no fact stay")
        }
    }

    @Test("The order of the input leaves no trace")
    func order() throws {
        let definition = try Bundled.definition()
        let responses = Array(try CohortSample.responses().prefix(30))
        var random = SplitMix64(seed: 7)
        let shuffled = responses.shuffled(using: &random)
        let first = AnonymisedCohort(responses, k: 5, by: definition)
        let second = AnonymisedCohort(shuffled, k: 5, by: definition)
        #expect(first.responses == second.responses)
        #expect(first.recoding.levels == second.recoding.levels)
    }

    @Test("The scores of the cohort stay what they were")
    func scores() throws {
        let definition = try Bundled.definition()
        let responses = try CohortSample.responses()
        func points(_ responses: [Response]) -> [String] {
            responses.map { response in
                MaturityAssessment(definition.state(of: response), model: definition.model)
                    .dimensions.map { $0.score.point?.text ?? "-" }.joined(separator: " ")
            }.sorted()
        }
        let cohort = AnonymisedCohort(responses, k: 5, by: definition)
        #expect(!cohort.recoding.isWithheld.contains(true))
        #expect(points(cohort.responses) == points(responses))
    }

    @Test("No name, number, text or time of the input is in the output")
    func search() throws {
        let definition = try Bundled.definition()
        let marker = "ŽURKA-\u{202E}"
        var marked = 0
        func mark() -> String {
            marked += 1
            return "\(marker)\(marked)"
        }
        let responses = try CohortSample.responses().prefix(20).map { original in
            var response = original
            response.institution.registrationNumber = mark()
            response.institution.name = mark()
            response.note = mark()
            for id in response.answers.keys.sorted() {
                response.answers[id]?.comment = mark()
                response.answers[id]?.evidence = [mark(), mark()]
                response.answers[id]?.author = mark()
                response.answers[id]?.time = "1999-01-02T03:04:05Z"
                if case .notApplicable = response.answers[id]?.statement {
                    response.answers[id]?.statement = .notApplicable(reason: mark())
                }
            }
            response.acceptedDoubts = [
                AcceptedDoubt(
                    edit: "PR03", reason: mark(), author: mark(), time: "1999-01-02T03:04:05Z",
                    answers: [:])
            ]
            // One ministry of a single institution, which would name it.
            response.institution.ministry = marked < 2_000 ? mark() : "R1"
            return response
        }
        let cohort = AnonymisedCohort(Array(responses), k: 5, by: definition)
        #expect(marked > 5_000)
        for response in cohort.responses {
            let text = ResponseWriter.json(response, of: definition.questionnaire).pretty()
            #expect(!text.contains("ŽURKA"))
            #expect(!text.contains("1999"))
            #expect(!text.contains("comment") && !text.contains("evidence"))
            #expect(!text.contains("author") && !text.contains("\"time\""))
        }
        #expect(cohort.removed.acceptedDoubts == 20)
        #expect(cohort.removed.authors == cohort.removed.times)
    }
}
