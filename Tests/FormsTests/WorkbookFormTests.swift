import Assessment
import Forms
import Spreadsheet
import Survey
import TestSupport
import Testing
import TextFormats

@Suite("A workbook form that comes back")
struct WorkbookFormTests {
    private func read(
        _ bytes: [UInt8], _ questionnaire: Questionnaire
    ) throws -> (form: FilledForm, log: DiagnosticLog) {
        let log = DiagnosticLog()
        let reader = try #require(WorkbookFormReader(bytes, file: "f.xlsx", log: log))
        var form = try #require(reader.form())
        reader.read(into: &form, of: questionnaire)
        return (form, log)
    }

    private func imported(
        _ form: FilledForm, into response: Response, _ questionnaire: Questionnaire
    ) -> FormImport {
        FormImport(
            form, into: response, of: questionnaire, author: nil, time: "2026-11-21T00:00:00Z")
    }

    private func blank(_ response: Response) -> Response {
        Response(questionnaire: response.questionnaire, institution: response.institution)
    }

    @Test("Random responses go into a form and come back whole", arguments: Language.allCases)
    func roundTrip(_ language: Language) throws {
        let definition = try Bundled.definition()
        let questionnaire = definition.questionnaire
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        for _ in 0..<10 {
            let response = RandomResponse.response(to: questionnaire, using: &random)
            let workbook = WorkbookForm(definition, response: response, in: language).workbook
            let (form, log) = try read(WorkbookXML.bytes(workbook), questionnaire)
            #expect(log.findings.isEmpty, "seed \(seed)")
            #expect(form.identity == questionnaire.identity)
            #expect(form.isSynthetic)
            let plan = imported(form, into: blank(response), questionnaire)
            #expect(plan.changes(.conflict).isEmpty)
            var result = plan.response { _ in false }
            for id in result.answers.keys {
                result.answers[id]?.time = nil
            }
            result.revision = response.revision
            #expect(result == response, "seed \(seed)")
            #expect(imported(form, into: response, questionnaire).changes.isEmpty)
        }
    }

    @Test("The same definition, answers and language give the same bytes")
    func sameBytes() throws {
        let definition = try Bundled.definition()
        let first = WorkbookXML.bytes(
            WorkbookForm(definition, response: nil, in: .latvian).workbook)
        let second = WorkbookXML.bytes(
            WorkbookForm(definition, response: nil, in: .latvian).workbook)
        #expect(first == second)
    }

    /// A form of a response with some cells changed: by row id and column key.
    private func form(
        of response: Response?, _ definition: Definition, changing cells: [String: String],
        language: Language = .latvian
    ) -> [UInt8] {
        var workbook = WorkbookForm(definition, response: response, in: language).workbook
        for sheet in workbook.sheets.indices {
            guard let head = workbook.sheets[sheet].rows.first?.cells.map(\.value) else { continue }
            for row in workbook.sheets[sheet].rows.indices.dropFirst() {
                guard case .text(let id)? = workbook.sheets[sheet].rows[row].cells.first?.value
                else { continue }
                for (column, key) in head.enumerated() {
                    guard case .text(let key) = key, let text = cells["\(id) \(key)"] else {
                        continue
                    }
                    workbook.sheets[sheet].rows[row].cells[column].value =
                        text.isEmpty ? .empty : .text(text)
                }
            }
        }
        return WorkbookXML.bytes(workbook)
    }

    @Test(
        "What people type is understood",
        arguments: [
            ("V4 answer", " jā ", "V4", "yes"), ("V4 answer", "NĒ\u{A0}", "V4", "no"),
            ("V4 answer", "Yes", "V4", "yes"), ("V4 answer", "nav\u{A0} zināms", "V4", "unknown"),
            ("V4 answer", "\u{FEFF}unknown", "V4", "unknown"),
            ("V2 answer", "1\u{A0}200", "V2", "1200"),
            ("V2 answer", "10 – 20", "V2", "10..20"), ("V2 answer", "10..20", "V2", "10..20"),
            ("B1 answer:key", "Lielākā daļa", "B1.key", "most"),
            ("B1 answer:all", "not applicable", "B1.all", "not_applicable"),
            ("B1 answer:all", "some", "B1.all", "some"),
            ("V1:society answer", "x", "V1", "society"),
            ("V1:society answer", "Yes", "V1", "society"),
        ])
    func words(_ cell: String, _ typed: String, _ item: String, _ expected: String) throws {
        let definition = try Bundled.definition()
        let bytes = form(of: nil, definition, changing: [cell: typed])
        let (form, log) = try read(bytes, definition.questionnaire)
        #expect(!log.containsErrors, "\(log.findings.map { $0.rendered(in: .english) })")
        let wanted = try definition.response(
            answers: [item: expected.replacing("not_applicable", with: "not_applicable")])
        let found = form.answers[item]?.value?.statement
        if expected == "not_applicable" {
            #expect(found == .notApplicable(reason: nil))
        } else {
            #expect(found == wanted.answers[item]?.statement)
        }
        #expect(form.answers.filter { $0.value.value != nil }.count == 1)
    }

    @Test(
        "What is not understood is refused with its sheet, cell and the nearest word",
        arguments: [
            ("V4 answer", "Ja", "1. Vispārīgie jautājumi!C", "Jā"),
            ("V4 answer", "varbūt", "1. Vispārīgie jautājumi!C", "Nav zināms"),
            ("U1 answer", "2021", "2. Pārvaldības uzdevumi!C", "Nav zināms"),
            ("B1 answer:key", "Lielaka dala", "3. Jautājumi par pakalpojumiem!D", "Lielākā daļa"),
            ("V2 answer", "-1", "1. Vispārīgie jautājumi!C", "0–100000"),
            ("V2 answer", "daudz", "1. Vispārīgie jautājumi!C", "0–100000"),
            ("V4 answer", "Nav attiecināms", "1. Vispārīgie jautājumi!C", "Nav zināms"),
            ("V1:society answer", "varbūt", "1. Vispārīgie jautājumi!C", "Nē"),
            ("kind answer", "pasvaldiba", "Iestāde!C", "Pašvaldība"),
            ("institution.survey_year answer", "21", "Iestāde!C", "21"),
        ])
    func refused(_ cell: String, _ typed: String, _ place: String, _ hint: String) throws {
        let definition = try Bundled.definition()
        let bytes = form(of: nil, definition, changing: [cell: typed])
        let (_, log) = try read(bytes, definition.questionnaire)
        let lines = log.findings.map { $0.rendered(in: .latvian) }
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.contains(place) == true, "\(lines)")
        #expect(lines.first?.contains(hint) == true, "\(lines)")
        #expect(log.containsErrors)
    }

    @Test("Rows and columns that a form does not have, and answers given twice, are refused")
    func structure() throws {
        let definition = try Bundled.definition()
        let cases: [([String: String], String)] = [
            (["V4 id": "V99"], "form.unknown-question"), (["V4 id": "V5"], "form.duplicate"),
            (["V1:society id": "V1:socety"], "form.unknown-question"),
            (["V1 answer": "Nav zināms", "V1:society answer": "Jā"], "form.answered-twice"),
            (["V4 comment": "tikai komentārs"], "form.remark-alone"),
        ]
        for (cells, code) in cases {
            let bytes = form(of: nil, definition, changing: cells)
            let (_, log) = try read(bytes, definition.questionnaire)
            #expect(log.findings.map(\.code).contains(code), "\(cells)")
        }
        var workbook = WorkbookForm(definition, response: nil, in: .latvian).workbook
        workbook.sheets[2].rows[4].cells.append(Workbook.Cell("piezīme"))
        let (_, log) = try read(WorkbookXML.bytes(workbook), definition.questionnaire)
        #expect(log.findings.map(\.code) == ["form.unknown-column"])
        workbook.sheets[2].rows[0].cells[2] = Workbook.Cell("atbilde")
        let (_, second) = try read(WorkbookXML.bytes(workbook), definition.questionnaire)
        #expect(second.findings.map(\.code).contains("form.unknown-column"))
    }

    @Test("Errors, dates and formulas in cells are not taken for answers")
    func cellKinds() throws {
        let definition = try Bundled.definition()
        var workbook = WorkbookForm(definition, response: nil, in: .english).workbook
        let row = try #require(
            workbook.sheets[2].rows.firstIndex { $0.cells.first?.value == .text("V2") })
        workbook.sheets[2].rows[row].cells[2].value = .number(44_319)
        workbook.sheets[2].rows[row].cells[2].style.format = "yyyy-mm-dd"
        let (_, log) = try read(WorkbookXML.bytes(workbook), definition.questionnaire)
        #expect(log.findings.map(\.code) == ["form.date-cell"])
        #expect(log.findings[0].rendered(in: .english).contains("2021-05-03"))
    }

    @Test("Only what was changed in the form and in the file is a difference to decide")
    func threeWays() throws {
        let definition = try Bundled.definition()
        let questionnaire = definition.questionnaire
        var old = try definition.response(
            profile: ["staff": "10"],
            answers: ["V4": "yes", "V5": "no", "V8": "no", "U1": "yes", "U2": "yes"])
        old.revision = 3
        let bytes = form(
            of: old, definition,
            changing: [
                "V4 answer": "Nē", "V8 answer": "Jā", "U1 answer": "", "U3 answer": "Jā",
                "staff answer": "12", "U2 comment": "precizēts",
            ])
        var now = old
        now.revision = 5
        // V5 and V8 were changed in the file after the form was made.
        now.answers["V5"] = Answer(.unknown)
        now.answers["V8"] = Answer(.unknown)
        let (form, log) = try read(bytes, questionnaire)
        #expect(!log.containsErrors)
        let plan = imported(form, into: now, questionnaire)
        func names(_ kind: FormImport.Kind) -> [String] {
            plan.changes(kind).map { change in
                switch change.subject {
                case .item(let index): questionnaire.items[index].id
                case .profile(let index): questionnaire.profile[index].id
                default: "institution"
                }
            }
        }
        #expect(names(.addition) == ["U3"])
        #expect(names(.update) == ["staff", "V4", "U2"])
        // V8: both changed it. U1: deleted in the form, which is never taken for granted.
        #expect(names(.conflict) == ["V8", "U1"])
        let kept = plan.response { _ in false }
        #expect(kept.answers["V8"]?.statement == .unknown)
        #expect(kept.answers["U1"] != nil)
        #expect(kept.answers["U2"]?.comment == "precizēts")
        let taken = plan.response { _ in true }
        #expect(taken.answers["V8"]?.statement != .unknown)
        #expect(taken.answers["U1"] == nil)
        #expect(taken.answers["V5"]?.statement == .unknown)
    }

    @Test("A form that knows nothing of the file's answers never replaces them silently")
    func unknownAnswers() throws {
        let definition = try Bundled.definition()
        var inFile = try definition.response(answers: ["V4": "yes"])
        inFile.revision = 1
        let (form, _) = try read(
            form(of: nil, definition, changing: ["V4 answer": "Nē", "V5 answer": "Jā"]),
            definition.questionnaire)
        let plan = imported(form, into: inFile, definition.questionnaire)
        #expect(plan.changes(.conflict).count == 1)
        #expect(plan.changes(.addition).count == 1)
    }

    @Test("A workbook that is no form is named as such")
    func otherWorkbooks() throws {
        var workbook = Workbook(title: "", language: "lv")
        workbook.sheets = [Workbook.Sheet(name: "a")]
        let log = DiagnosticLog()
        let reader = WorkbookFormReader(WorkbookXML.bytes(workbook), file: "f.xlsx", log: log)
        #expect(reader?.form() == nil)
        #expect(log.findings.map(\.code) == ["form.unknown"])
        #expect(WorkbookFormReader([1, 2, 3], file: "f.xlsx", log: log) == nil)
    }
}
