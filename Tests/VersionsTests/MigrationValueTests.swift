import Assessment
import Survey
import TestSupport
import Testing
import TextFormats
import Versions

/// What particular old answers leave possible, worked out by hand from the questions' help.
@Suite struct MigrationValueTests {
    private func migrated(_ answers: [String: String]) throws -> [String: String] {
        let step = try VersionFixtures.step()
        var all = ["V2": "12", "V3": "4"]
        all.merge(answers) { $1 }
        let response = try step.old.response(profile: ["kind": "institution"], answers: all)
        let next = Migration(response, to: step.old, by: step.map).response
        var texts: [String: String] = [:]
        for item in step.new.questionnaire.items {
            guard let answer = next.answers[item.id] else { continue }
            let kind = step.new.questionnaire.question(of: item).kind
            switch answer.statement {
            case .values(let values):
                texts[item.id] = ValueFormat(kind: kind, in: step.new.questionnaire).text(values)
            case .unknown: texts[item.id] = "unknown"
            case .notApplicable: texts[item.id] = "not_applicable"
            }
        }
        return texts
    }

    @Test("Three questions on improvement become one, whatever is known of them")
    func merged() throws {
        let options = ["no", "yes", "unknown", ""]
        for process in options {
            for people in options {
                for activities in options {
                    let found = try migrated(["V8": process, "V9": people, "V10": activities])
                    // Every combination of yes and no that the three answers leave open.
                    func open(_ text: String) -> [String] {
                        ["yes", "no"].filter { text == $0 || text == "unknown" || text.isEmpty }
                    }
                    var expected: Set<String> = []
                    for a in open(process) {
                        for b in open(people) {
                            for c in open(activities) {
                                if a == "no" {
                                    expected.insert("not_at_all")
                                } else if b == "yes" && c == "yes" {
                                    expected.formUnion(["largely", "fully"])
                                } else {
                                    expected.insert("partially")
                                }
                            }
                        }
                    }
                    let given = [process, people, activities].filter { !$0.isEmpty }
                    let order = ["not_at_all", "partially", "largely", "fully"]
                    let text = order.filter { expected.contains($0) }.joined(separator: " | ")
                    let wanted: String? =
                        given.isEmpty
                        ? nil : given.allSatisfy { $0 == "unknown" } ? "unknown" : text
                    #expect(found["SR9"] == wanted, "\(process) \(people) \(activities)")
                }
            }
        }
    }

    @Test(
        "An answer leaves possible what its meaning allows",
        arguments: [
            ("V16", "yes", ["SR10": "largely | fully", "SR11": "largely | fully"]),
            (
                "V16", "no",
                [
                    "SR10": "not_at_all | partially | largely | fully",
                    "SR11": "not_at_all | partially | largely | fully",
                ]
            ),
            ("D1.all", "most", ["D1.all": "most | all", "D7.all": "most | all"]),
            ("D1.key", "none", ["D1.key": "none | some | most | all"]),
            ("H4.all", "some", ["H4.all": "reactive | notices"]),
            ("H4.key", "all", ["H4.key": "automated | chain | invisible"]),
            ("H4.all", "not_applicable", ["H4.all": "not_applicable"]),
            ("V5", "yes", ["SR16": "yes"]), ("V11", "unknown", ["PN7": "unknown"]),
            ("V20", "yes", ["SR14": "partially | largely | fully"]),
            (
                "V1", "society,institutions",
                ["V1": "society, particular_institutions?, any_institution?"]
            ),
            ("V1", "society", ["V1": "society"]), ("V2", "10..20", ["V2": "10..20"]),
            ("V19", "dms,office", ["SR19": "dms, office"]),
        ])
    func values(_ item: String, _ value: String, _ expected: [String: String]) throws {
        let found = try migrated([item: value])
        for (id, text) in expected { #expect(found[id] == text) }
    }

    @Test("Comment and evidence go along, author and time stay with the old answer")
    func remarks() throws {
        let step = try VersionFixtures.step()
        var response = try step.old.response(answers: ["V8": "yes", "V9": "no", "U12": "yes"])
        response.answers["V8"]?.comment = "kārtība"
        response.answers["V9"]?.evidence = ["rīkojums"]
        response.answers["U12"]?.comment = "apraksti"
        response.answers["U12"]?.author = "A"
        response.answers["U12"]?.time = "2021-05-03T10:00:00Z"
        let next = Migration(response, to: step.old, by: step.map).response
        #expect(next.answers["SR9"]?.comment == "V8: kārtība")
        #expect(next.answers["SR9"]?.evidence == ["rīkojums"])
        let task = try #require(next.answers["U12"])
        #expect(task.comment == "apraksti")
        #expect(task.author == nil && task.time == nil)
        #expect(
            task.origin == [
                AnswerOrigin(
                    version: "2021.1", item: "U12", answer: "yes", author: "A",
                    time: "2021-05-03T10:00:00Z")
            ])
    }

    @Test("What has no place is listed with its reason")
    func lost() throws {
        let step = try VersionFixtures.step()
        let response = try step.old.response(
            profile: ["kind": "institution"],
            answers: ["V2": "5", "V3": "2", "J1.all": "some", "K1.all": "all"])
        let migration = Migration(response, to: step.old, by: step.map)
        #expect(migration.notCarried.map(\.origin.item).sorted() == ["J1.all", "K1.all"])
        #expect(migration.notCarried.allSatisfy { !$0.reason.lv.isEmpty && !$0.reason.en.isEmpty })
        #expect(migration.response.migration?.notCarried == migration.notCarried)
    }
}
