import Anonymisation
import Assessment
import Consistency
import Survey
import TestSupport
import Testing

/// The loss is the least that this kind of recoding can have: compared with all combinations of
/// levels, tried one by one with looks written out as text.
@Suite struct LeastLossTests {
    /// Two yes/no facts, one number cut after 4 and 9, and a ministry.
    private static func definition() throws -> Definition {
        var small = SmallDefinition(
            scales: #"""
                [{ "id": "yes_no", "ordered": true, "options": [
                    { "id": "no", "label": { "lv": "n", "en": "n" } },
                    { "id": "yes", "label": { "lv": "y", "en": "y" } }] }]
                """#,
            profile: [
                .init("f", #""scale": "yes_no""#), .init("g", #""scale": "yes_no""#),
                .init("s", #""count": { "minimum": 0, "maximum": 20 }"#),
            ],
            [.init("Y", #""scale": "yes_no""#)])
        small.setRules([
            ("A", "soft", "s >= 5 => Y = yes"), ("B", "soft", "s <= 9 or Y = yes"),
        ])
        small.setMaturity(
            values: #"{ "yes_no": { "no": "0", "yes": "1" } }"#,
            weights: #"{ "Y": { "a": 1, "b": 1 } }"#)
        return try small.read()
    }

    struct Person {
        var ministry: String?
        var f: String?
        var g: String?
        var s: Int?
    }

    /// The looks and the loss, in halves, of one institution at some levels; 9 withholds all.
    private static func look(_ person: Person, _ levels: [Int]) -> (text: String, halves: Int) {
        var halves = 0
        var parts: [String] = []
        for (value, level) in zip([person.ministry, person.f, person.g], levels) {
            if level > 0, value != nil { halves += 2 }
            parts.append(level > 0 ? "-" : value ?? "-")
        }
        if let s = person.s {
            switch levels[3] {
            case 0: parts.append(s <= 4 ? "low" : s <= 9 ? "middle" : "high")
            case 1:
                parts.append(s <= 9 ? "low or middle" : "high")
                if s <= 9 { halves += 1 }
            default:
                parts.append("-")
                halves += 2
            }
        } else {
            parts.append("-")
        }
        return (parts.joined(separator: "/"), halves)
    }

    private static func leastLoss(_ people: [Person], k: Int) -> (halves: Int, hasTies: Bool) {
        let all = [9, 9, 9, 9]
        var hasTies = false
        var best = people.reduce(0) { $0 + look($1, all).halves }
        for m in 0...1 {
            for f in 0...1 {
                for g in 0...1 {
                    for s in 0...2 {
                        let looks = people.map { look($0, [m, f, g, s]) }
                        let classes = Dictionary(grouping: looks.indices) { looks[$0].text }
                        var small = classes.values.filter { $0.count < k }.flatMap { $0 }
                        if !small.isEmpty, small.count < k {
                            let others = classes.values.filter { $0.count >= k }
                                .sorted { $0.count < $1.count }
                            // Which of two classes of equal size joins is not decided here.
                            if others.count > 1, others[0].count == others[1].count {
                                hasTies = true
                                continue
                            }
                            small += others.first ?? []
                        }
                        let withheld = Set(small)
                        let loss = people.indices.reduce(0) { sum, index in
                            sum
                                + (withheld.contains(index)
                                    ? look(people[index], all).halves : looks[index].halves)
                        }
                        best = min(best, loss)
                    }
                }
            }
        }
        return (best, hasTies)
    }

    @Test("No combination of levels loses less", arguments: 1...60)
    func least(_ seed: UInt64) throws {
        let definition = try Self.definition()
        var random = SplitMix64(seed: seed)
        let k = random.number(5...6)
        let people = (0..<random.number(k...30)).map { _ in
            Person(
                ministry: random.oneIn(6) ? nil : random.pick(["A", "A", "A", "B"]),
                f: random.oneIn(6) ? nil : random.pick(["yes", "no"]),
                g: random.oneIn(5) ? "yes" : "no", s: random.oneIn(9) ? nil : random.number(0...20))
        }
        let responses = try people.map { person in
            var profile: [String: String] = [:]
            if let f = person.f { profile["f"] = f }
            if let g = person.g { profile["g"] = g }
            if let s = person.s { profile["s"] = "\(s)" }
            var response = try definition.response(profile: profile, answers: ["Y": "yes"])
            response.institution.ministry = person.ministry
            return response
        }
        let recoding = Recoding(responses, k: k, by: definition)
        #expect(recoding.isProvenLeast)
        let least = Self.leastLoss(people, k: k)
        #expect(recoding.loss <= Ratio(least.halves, 2), "seed \(seed)")
        if !least.hasTies { #expect(recoding.loss == Ratio(least.halves, 2), "seed \(seed)") }
        #expect(recoding.classSizes.allSatisfy { $0 >= k })
    }

    @Test("A cohort that is anonymous already loses nothing")
    func nothingLost() throws {
        let definition = try Self.definition()
        let responses = try (0..<10).map { place in
            var response = try definition.response(
                profile: ["f": place < 5 ? "yes" : "no", "g": "no", "s": place < 5 ? "2" : "12"])
            response.institution.ministry = "A"
            return response
        }
        let recoding = Recoding(responses, k: 5, by: definition)
        #expect(recoding.loss == Ratio(0, 1))
        #expect(recoding.levels == [0, 0, 0, 0])
        #expect(recoding.classSizes == [5, 5])
    }

    @Test("One outlier takes the smallest class with it, or a fact is withheld of all")
    func outlier() throws {
        let definition = try Self.definition()
        let responses = try (0..<11).map { place in
            try definition.response(profile: ["f": place == 10 ? "yes" : "no", "g": "no"])
        }
        // Withholding f of all costs 11; withholding both facts of all eleven would cost 22.
        let recoding = Recoding(responses, k: 5, by: definition)
        #expect(recoding.loss == Ratio(11, 1))
        #expect(recoding.levels == [0, 1, 0, 0])
        #expect(!recoding.isWithheld.contains(true))
    }
}
