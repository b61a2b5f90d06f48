import Cohort
import TestSupport
import TextFormats
import Testing

/// Rows that are taken, refused and counted.
@Suite struct BatchRunTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let table: String
        var isLenient = false
        let numbers: [String]
        let codes: [String]
        var rejected = 0
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "columns in any order", table: "V5,registration_number,V4\nno,1,yes\n",
            numbers: ["1"], codes: []),
        Case(
            name: "an unknown value", table: "registration_number,V4,V5\n1,jaa,no\n2,yes,no\n",
            numbers: ["2"], codes: ["batch.value"], rejected: 1),
        Case(
            name: "every unknown value of a row is named",
            table: "registration_number,V4,V5,V2\n1,jaa,ne,-1\n", numbers: [],
            codes: ["batch.value", "batch.value", "batch.value"], rejected: 1),
        Case(
            name: "an unknown value, leniently",
            table: "registration_number,V4,V5\n1,jaa,no\n2,yes,no\n", isLenient: true,
            numbers: ["1", "2"], codes: ["batch.value"]),
        Case(
            name: "too few cells", table: "registration_number,V4,V5\n1,yes\n2,yes,no\n",
            numbers: ["2"], codes: ["batch.cell-count"], rejected: 1),
        Case(
            name: "too many cells", table: "registration_number,V4\n1,yes,no\n2,yes\n",
            numbers: ["2"], codes: ["batch.cell-count"], rejected: 1),
        Case(
            name: "lenient does not mean malformed",
            table: "registration_number,V4\n1,yes,no\n2,yes\n", isLenient: true, numbers: ["2"],
            codes: ["batch.cell-count"], rejected: 1),
        Case(
            name: "a stray quote", table: "registration_number,name,V4\n1,a\"b,yes\n2,b,no\n",
            numbers: ["2"], codes: ["csv.stray-quote"], rejected: 1),
        Case(
            name: "text after a quote",
            table: "registration_number,name,V4\n1,\"a\"b,yes\n2,b,no\n", numbers: ["2"],
            codes: ["csv.text-after-quote"], rejected: 1),
        Case(
            name: "an unclosed quote takes the rest",
            table: "registration_number,name,V4\n1,a,yes\n2,\"b,no\n3,c,no\n", numbers: ["1"],
            codes: ["csv.unclosed-quote"], rejected: 1),
        Case(
            name: "a repeated number", table: "registration_number,V4\n1,yes\n2,no\n1,no\n",
            numbers: ["1", "2"], codes: ["batch.duplicate"], rejected: 1),
        Case(
            name: "a rejected row does not use up its number",
            table: "registration_number,V4\n1,jaa\n1,no\n", numbers: ["1"],
            codes: ["batch.value"], rejected: 1),
        Case(
            name: "numbers that differ in leading zeros",
            table: "registration_number,V4\n1,yes\n01,no\n001,no\nx1,no\nx01,no\n",
            numbers: ["1", "01", "001", "x1", "x01"], codes: []),
        Case(
            name: "no number", table: "registration_number,V4\n,yes\n2,no\n", numbers: ["2"],
            codes: ["batch.no-number"], rejected: 1),
        Case(
            name: "a control character", table: "registration_number,name\n1,a\u{0}b\n2,b\n",
            numbers: ["2"], codes: ["batch.control-character"], rejected: 1),
        Case(
            name: "a year that is none", table: "registration_number,survey_year\n1,21\n2,2021\n",
            numbers: ["2"], codes: ["batch.year"], rejected: 1),
        Case(
            name: "blank lines are no rows", table: "registration_number,V4\n\n1,yes\r\n\r\n2,no",
            numbers: ["1", "2"], codes: []),
        Case(
            name: "not applicable where it is no answer",
            table: "registration_number,V4\n1,not_applicable\n", numbers: [],
            codes: ["batch.value"], rejected: 1),
        Case(
            name: "two columns of one field", table: "registration_number,V4,V4\n1,yes,no\n",
            numbers: [], codes: ["batch.duplicate-column"]),
        Case(
            name: "no column of registration numbers", table: "V4\nyes\n", numbers: [],
            codes: ["batch.no-registration-number"]),
        Case(name: "a header alone", table: "registration_number,V4\n", numbers: [], codes: []),
        Case(
            name: "nothing", table: "", numbers: [], codes: ["batch.no-registration-number"]),
    ]

    @Test(arguments: cases)
    func `Every row is either judged or rejected with a reason`(_ example: Case) throws {
        var options = BatchOptions()
        options.isLenient = example.isLenient
        let call = try BatchCall(
            Array(example.table.utf8), compiled: Compiled.definition(), options: options)
        #expect(call.rows.compactMap { $0["registration_number"] } == example.numbers)
        #expect(call.codes == example.codes)
        #expect(call.report.counts.rejected == example.rejected)
        #expect(call.report.counts.scored == example.numbers.count)
    }

    @Test func `A finding names row, line, column, value and the nearest value`() throws {
        let table = "registration_number;name;V5\n1;\"a\nb\";yes\n2;ā;maybee\n3;c;uknown\n"
        let call = try BatchCall(Array(table.utf8), compiled: Compiled.definition())
        let lines = call.report.findings.map { $0.rendered(in: .english) }
        try #require(lines.count == 2)
        #expect(lines[0].contains(".csv:4:5: error[batch.value] V5: row 2: 'maybee'"))
        #expect(lines[1].contains(".csv:5:5: error[batch.value] V5: row 3: 'uknown'"))
    }

    @Test func `A blank cell is neither zero nor no`() throws {
        let table = "registration_number,V2,V3,V4\n1,,,\n2,0,,no\n"
        let rows = try BatchCall(Array(table.utf8), compiled: Compiled.definition()).rows
        #expect(rows[0]["processes_point"] == "")
        #expect(rows[1]["processes_point"] == "0.0")
        #expect(rows[0]["answered"] == "0" && rows[1]["answered"] == "2")
    }

    @Test func `Text that a spreadsheet would run is made harmless, and quotes survive`() throws {
        let table = "registration_number;name;note\n1;=1+1;x\n2;\"a \"\"b\"\", c\";-y\n"
        var options = BatchOptions()
        options.kept = ["note"]
        let call = try BatchCall(
            Array(table.utf8), compiled: Compiled.definition(), options: options)
        #expect(call.rows.map { $0["name"] } == ["'=1+1", "a \"b\", c"])
        #expect(call.rows.map { $0["note"] } == ["x", "'-y"])
    }

    /// The output does not depend on how many threads share the work, or on where chunks end.
    @Test func `Threads change nothing`() throws {
        let seed: UInt64 = 77
        var random = SplitMix64(seed: seed)
        let compiled = try Compiled.definition()
        let head = "registration_number;name;V4;V5;U12;V15;B1.all;B1.key\n"
        var text = head
        let names = [
            "a", "\"b;c\"", "\"d\ne\"", "\"f \"\"g\"\"\"", "ž\"x",
            String(repeating: "h", count: 6000),
        ]
        for row in 0..<2000 {
            let number = random.oneIn(50) ? row / 2 : row
            let value = random.pick(["yes", "no", "unknown", "", "jaa"])
            text += "\(number);\(random.pick(names));\(random.oneIn(9) ? value : "yes");no;yes;no"
            text += ";\(random.pick(["all", "none", "not_applicable"]));some\n"
        }
        var outputs: [[UInt8]] = []
        var counts: [CohortCounts] = []
        var findings: [[Diagnostic]] = []
        for jobs in [1, 2, 5] {
            var options = BatchOptions()
            options.jobs = jobs
            options.conditions = [try CountedCondition("V5 = no and U12 = yes", compiled: compiled)]
            let call = try BatchCall(Array(text.utf8), compiled: compiled, options: options)
            outputs.append(call.output)
            counts.append(call.report.counts)
            findings.append(
                call.report.findings.map { finding in
                    var finding = finding
                    finding.location?.file = ""
                    return finding
                })
        }
        #expect(counts[0].scored + counts[0].rejected == 2000)
        #expect(counts[0].duplicates > 0 && counts[0].scored > 500)
        #expect(outputs[0] == outputs[1] && outputs[0] == outputs[2], "seed \(seed)")
        #expect(counts[0] == counts[1] && counts[0] == counts[2], "seed \(seed)")
        #expect(findings[0] == findings[1] && findings[0] == findings[2], "seed \(seed)")
    }

    @Test(arguments: 1...6)
    func `Parts of a table add up to the whole`(_ parts: Int) throws {
        let seed = UInt64(parts)
        var random = SplitMix64(seed: seed)
        let compiled = try Compiled.definition()
        let table = try Repository.bytes("Samples/cohort-2021/cohort-2021-synthetic.csv")
        let lines = String(decoding: table.dropFirst(3), as: UTF8.self)
            .split(separator: "\r\n").map(String.init)
        var shares = [[String]](repeating: [lines[0]], count: parts)
        for line in lines.dropFirst() { shares[random.number(0...parts - 1)].append(line) }
        let whole = try BatchCall(table, compiled: compiled).report.counts
        var sum = CohortCounts(compiled)
        for share in shares.shuffled(using: &random) {
            let bytes = Array(share.joined(separator: "\n").utf8)
            let counts = try BatchCall(bytes, compiled: compiled).report.counts
            let written = CohortPart.json(counts, of: compiled).canonical()
            let log = DiagnosticLog()
            let root = try #require(
                JSONCursor(parsing: JSONSource(file: "part", bytes: written), log: log))
            let read = CohortPartReader.counts(root, of: compiled)
            #expect(log.findings == [] && read == counts)
            try sum.add(try #require(read))
        }
        #expect(sum == whole, "seed \(seed)")
    }
}
