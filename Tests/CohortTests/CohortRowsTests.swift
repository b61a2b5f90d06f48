import Cohort
import Survey
import TestSupport
import Testing
import TextFormats

/// Tables read as responses, against a reader of the tests' own and against the run over rows.
@Suite struct CohortRowsTests {
    private func read(_ table: [UInt8]) throws -> (rows: CohortRows?, findings: [Diagnostic]) {
        let log = DiagnosticLog()
        let rows = CohortRows.read(
            JSONSource(file: "table.csv", bytes: table), compiled: try Compiled.definition(),
            log: log)
        return (rows, log.findings)
    }

    @Test("The synthetic cohort is read as another reader reads it")
    func cohort() throws {
        let (read, findings) = try read(
            Repository.bytes("Samples/cohort-2021/cohort-2021-synthetic.csv"))
        let table = try #require(read)
        #expect(findings.isEmpty)
        let rows = try CohortSample.rows()
        let expected = try CohortSample.responses()
        try #require(table.responses.count == expected.count)
        for (index, response) in table.responses.enumerated() {
            #expect(response.answers == expected[index].answers)
            #expect(response.profile == expected[index].profile)
            let institution = response.institution
            #expect(institution.registrationNumber == rows[index]["registration_number"])
            #expect(institution.name == rows[index]["name"])
            #expect(institution.ministry == rows[index]["ministry"])
        }
    }

    @Test("The rows that a run rejects are rejected, for the same reasons")
    func faults() throws {
        let text = """
            registration_number,name,V2,V4,U6
            1,"a ""b"" c",5,yes,
            2,d,5,maybe,yes
            1,e,6,no,no
            ,f,1,,

            3,g,2..4,,unknown
            4,h
            5,i,0,no,not_applicable

            """
        let (read, findings) = try read(Array(text.utf8))
        let table = try #require(read)
        let call = try BatchCall(Array(text.utf8), compiled: Compiled.definition())
        #expect(findings.map(\.code) == call.report.findings.map(\.code))
        #expect(findings.map(\.message) == call.report.findings.map(\.message))
        #expect(table.responses.map(\.institution.registrationNumber) == ["1", "3"])
        #expect(table.responses.map(\.institution.name) == ["a \"b\" c", "g"])
        #expect(call.report.counts.rejected == 5)
        #expect(table.responses[1].answers["V2"]?.statement == .values(.count(2...4)))
        #expect(table.responses[1].answers["U6"]?.statement == .unknown)
        #expect(table.responses[0].answers["U6"] == nil)
    }
}
