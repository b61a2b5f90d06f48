import Foundation
import Testing

/// Plans: what people read, what files keep, and what is refused.
@Suite struct PlanTests {
    private static let clean = Briedums.sample("clean")
    private static let plan = "Samples/plans/clean.plan.json"

    private func object(_ outcome: Outcome) throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: outcome.outputData) as? [String: Any])
    }

    private func planned(_ more: [String]) throws -> (days: Int, actions: [String], status: Int32) {
        let outcome = try Briedums.run(["plan", "--json", Self.clean] + more)
        let plan = try #require(try object(outcome)["plan"] as? [String: Any])
        let actions = try #require(plan["actions"] as? [[String: Any]])
        return (
            try #require(plan["person_days"] as? Int), actions.compactMap { $0["id"] as? String },
            outcome.status
        )
    }

    // MARK: What is planned

    @Test("What is excluded stays out, what is included is in, and both cost")
    func whatIf() throws {
        let free = try planned([])
        #expect(free.status == 0)
        #expect(free.days == 395, "as integer programming found for this institution")
        let with = try planned(["--include=PA10"])
        #expect(with.actions.contains("PA10"))
        #expect(with.days == 400)
        let left = try #require(free.actions.last)
        let without = try planned(["--exclude", left])
        #expect(!without.actions.contains(left))
        #expect(without.days > free.days || without.status == 1)
    }

    @Test("A budget is kept, and the status says that the target is not reached")
    func budget() throws {
        let within = try planned(["--budget=60"])
        #expect(within.days <= 60)
        #expect(within.days > 0)
        #expect(within.status == 1)
    }

    @Test("A target of one's own is stored and printed with its reason")
    func target() throws {
        let folder = try TemporaryFolder()
        let outcome = try Briedums.run(
            [
                "plan", Self.clean, "--target=technology=basic:a year of transition", "--lang=en",
                "-o", folder.path("p.json"),
            ])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("institution: a year of transition"))
        let file = String(decoding: try folder.data("p.json"), as: UTF8.self)
        #expect(file.contains("\"reason\": \"a year of transition\""))
    }

    @Test("The same answers in a basic and in a high group get different plans")
    func groups() throws {
        let folder = try TemporaryFolder()
        var plans: [[String]] = []
        for staff in [30, 1500] {
            let file = try folder.copySample("clean", as: "\(staff).json")
            let kind = staff == 30 ? ["V2=3"] : ["V2=150"]
            let set = try Briedums.run(["set", file, "staff=\(staff)"] + kind)
            #expect(set.status == 0)
            let outcome = try Briedums.run(["plan", "--json", file])
            let plan = try #require(try object(outcome)["plan"] as? [String: Any])
            let actions = try #require(plan["actions"] as? [[String: Any]])
            plans.append(actions.compactMap { $0["id"] as? String })
        }
        #expect(plans[0].count < plans[1].count)
        #expect(!plans[0].isEmpty)
    }

    @Test("The table is for spreadsheets: one row per action, no cell that would be a formula")
    func table() throws {
        let outcome = try Briedums.run(["plan", "--csv", "--capacity=40", Self.clean])
        #expect(outcome.output.hasPrefix("id,title,person_days,role,start,due,reasons,"))
        let rows = outcome.output.split(whereSeparator: \.isNewline)
        #expect(rows.count == 26)
        for row in rows.dropFirst() {
            #expect(row.contains("-H"), "every action has its half-year")
            for cell in row.split(separator: ",\"") {
                #expect(!"=+-@".contains(cell.first ?? "x"))
            }
        }
    }

    // MARK: The plan file

    @Test("A plan file is written once and then only with --force")
    func keepsExistingFiles() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("p.json")
        let call = ["plan", Self.clean, "--date=2026-11-21", "-o", path]
        #expect(try Briedums.run(call).status == 0)
        let before = try folder.data("p.json")
        let again = try Briedums.run(call + ["--budget=60"])
        #expect(again.status == 73)
        #expect(try folder.data("p.json") == before)
        #expect(try Briedums.run(call + ["--budget=60", "--force"]).status == 1)
        #expect(try folder.data("p.json") != before)
        #expect(folder.names == ["p.json"])
    }

    @Test("What is done, dropped and started by hand is kept when planning anew")
    func update() throws {
        let folder = try TemporaryFolder()
        let text = try String(
            contentsOf: Briedums.repository.appending(path: Self.plan), encoding: .utf8)
        let edited = try edit(text) { actions in
            for index in actions.indices {
                switch actions[index]["id"] as? String {
                case "PA01": actions[index]["status"] = "done"
                case "PA04": actions[index]["status"] = "started"
                case "PA40":
                    actions[index]["status"] = "dropped"
                    actions[index]["reason"] = "Nav vajadzīgs."
                default: break
                }
                actions[index]["notes"] = "Mans."
            }
        }
        let old = try folder.write(edited, to: "old.json")
        let new = folder.path("new.json")
        let outcome = try Briedums.run(
            ["plan", "update", old, Self.clean, "-o", new, "--date=2027-01-10"])
        #expect(outcome.status == 0 || outcome.status == 1)
        let object = try #require(
            try JSONSerialization.jsonObject(with: folder.data("new.json")) as? [String: Any])
        let actions = try #require(object["actions"] as? [[String: Any]])
        let statuses = Dictionary(
            uniqueKeysWithValues: actions.map {
                ($0["id"] as? String ?? "", $0["status"] as? String ?? "")
            })
        #expect(statuses["PA01"] == "done")
        #expect(statuses["PA04"] == "started")
        #expect(statuses["PA40"] == "dropped")
        #expect(object["made"] as? String == "2027-01-10")
        #expect(actions.first { $0["id"] as? String == "PA04" }?["notes"] as? String == "Mans.")
        #expect(try String(contentsOfFile: old, encoding: .utf8) == edited, "the old one stays")
    }

    @Test("The status tells what is overdue and whether the promise still holds")
    func status() throws {
        let early = try Briedums.run(
            ["plan", "status", Self.plan, Self.clean, "--date=2027-01-10", "--json"])
        #expect(early.status == 0)
        let late = try Briedums.run(
            ["plan", "status", Self.plan, Self.clean, "--date=2027-07-01", "--json"])
        #expect(late.status == 1)
        for (outcome, overdue) in [(early, 0), (late, 4)] {
            let actions = try #require(try object(outcome)["actions"] as? [[String: Any]])
            #expect(actions.filter { $0["overdue"] as? Bool == true }.count == overdue)
            #expect(try object(outcome)["same_answers"] as? Bool == true)
        }
    }

    @Test("Next year's answers are compared with what the plan promised")
    func nextYear() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("clean", as: "next.json")
        // V11 and V13 are what PA01 and PA04 raise.
        #expect(try Briedums.run(["set", file, "V11=yes", "V13=yes"]).status == 0)
        let outcome = try Briedums.run(
            ["plan", "status", Self.plan, file, "--date=2027-01-10", "--json"])
        #expect(outcome.status == 0)
        let actions = try #require(try object(outcome)["actions"] as? [[String: Any]])
        let seen = actions.filter { $0["seen_in_answers"] as? Bool == true }
        #expect(Set(seen.compactMap { $0["id"] as? String }) == ["PA01", "PA04"])
        #expect(try object(outcome)["same_answers"] as? Bool == false)
    }

    private func edit(
        _ text: String, _ change: (inout [[String: Any]]) -> Void
    ) throws -> String {
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var actions = try #require(object["actions"] as? [[String: Any]])
        change(&actions)
        object["actions"] = actions
        let data = try JSONSerialization.data(
            withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    // MARK: What is refused

    private static let badEdits: [(old: String, new: String, code: String, pointer: String)] = [
        ("\"briedums.plan/1\"", "\"briedums.plan/2\"", "json.unknown-schema", "/schema"),
        ("\"id\": \"PA01\"", "\"id\": \"PA0l\"", "definition.dangling-id", "/actions/0/id"),
        (
            "\"id\": \"PA01\"", "\"id\": \"PA04\"", "definition.duplicate-id", "/actions/1"
        ),
        (
            "\"status\": \"planned\"", "\"status\": \"finished\"", "definition.dangling-id",
            "/actions/0/status"
        ),
        ("\"status\": \"planned\"", "\"status\": \"dropped\"", "plan.no-reason", "/actions/0"),
        ("\"due\": \"2027-H1\"", "\"due\": \"2027-06-31\"", "plan.date", "/actions/0/due"),
        ("\"due\": \"2027-H1\"", "\"due\": \"2026-H2\"", "plan.dates", "/actions/0"),
        ("\"capacity\": 40", "\"capacity\": 0", "json.number-out-of-range", "/schedule/capacity"),
        (
            "\"made\": \"2026-11-21\"", "\"maed\": \"2026-11-21\"", "json.unknown-key", "/maed"
        ),
        ("\"score\": \"13/20\"", "\"score\": \"0.65\"", "plan.score", "/promise/people/score"),
    ]

    @Test("A fault in an edited plan is named with its place", arguments: badEdits.indices)
    func badFile(_ index: Int) throws {
        let (old, new, code, pointer) = Self.badEdits[index]
        let folder = try TemporaryFolder()
        let text = try String(
            contentsOf: Briedums.repository.appending(path: Self.plan), encoding: .utf8)
        #expect(text.contains(old))
        let path = try folder.write(
            text.replacing(old, with: new, maxReplacements: 1), to: "bad.json")
        for language in ["lv", "en"] {
            for command in ["status", "update"] {
                let outcome = try Briedums.run(
                    ["plan", command, path, Self.clean, "--lang", language])
                #expect(outcome.status == 65)
                #expect(outcome.output.isEmpty)
                #expect(outcome.messages.contains("[\(code)]"), "\(outcome.messages)")
                #expect(outcome.messages.contains(pointer), "\(outcome.messages)")
            }
        }
    }

    @Test("A plan of another institution or questionnaire is refused")
    func wrongPlan() throws {
        let other = try Briedums.run(
            ["plan", "status", Self.plan, Briedums.sample("municipality"), "--lang=en"])
        #expect(other.status == 65)
        #expect(other.messages.contains("[plan.institution]"))
        let folder = try TemporaryFolder()
        let text = try String(
            contentsOf: Briedums.repository.appending(path: Self.plan), encoding: .utf8)
        let path = try folder.write(
            text.replacing("\"2021.1\"", with: "\"2020.1\""), to: "bad.json")
        let wrong = try Briedums.run(["plan", "status", path, Self.clean, "--lang=en"])
        #expect(wrong.status == 65)
        #expect(wrong.messages.contains("[plan.questionnaire]"))
    }

    @Test(
        "A wrong call is explained",
        arguments: [
            (["plan"], "FILE"), (["plan", clean, "--include=PA999"], "PA999"),
            (["plan", clean, "--include=PA01", "--exclude=PA01"], "both"),
            (["plan", clean, "--target=technology=medium"], "reason"),
            (["plan", clean, "--target=technolgy=medium:x"], "technology"),
            (["plan", clean, "--target=technology=midium:x"], "medium"),
            (["plan", clean, "--budget=-1"], "whole number"),
            (["plan", clean, "--budget=ten"], "whole number"),
            (["plan", clean, "--json", "--csv"], "combined"),
            (["plan", clean, "--capacity=0"], "whole number"),
            (["plan", clean, "--start=2027-13", "--capacity=40"], "2027-H1"),
            (["plan", clean, "--date=2026-02-30"], "not a date"),
            (["plan", clean, "--assume=wrost"], "worst"), (["plan", "status", plan], "ANSWERS"),
        ])
    func usage(_ call: [String], _ word: String) throws {
        let outcome = try Briedums.run(call + ["--lang=en"])
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains(word), "\(outcome.messages)")
    }

    @Test("An institution without a group gets no plan, with what to do about it")
    func noGroup() throws {
        let outcome = try Briedums.run(["plan", Briedums.sample("new"), "--lang=en"])
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("[plan.no-target]"))
        #expect(outcome.messages.contains("briedums score"))
    }
}
