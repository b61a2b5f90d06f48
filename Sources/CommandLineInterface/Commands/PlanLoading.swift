import Assessment
import Improvement
import Reporting
import Survey
import TextFormats

extension Invocation {
    /// The plan in a source, for the institution and the questionnaire of some answers.
    ///
    /// - Throws: Every fault of the source.
    func plan(
        from source: JSONSource, for assessment: InstitutionAssessment
    ) throws(CommandFailure) -> PlanDocument {
        let log = DiagnosticLog()
        let identity = assessment.definition.questionnaire.identity
        guard let root = JSONCursor(parsing: source, log: log),
            let header = PlanReader.header(root)
        else { throw CommandFailure(.invalidInput, log.findings) }
        if header.identity != identity {
            header.cursor.report(
                code: "plan.questionnaire",
                LocalizedText(
                    lv: "plāns sastādīts pēc citas anketas (\(header.identity.name), "
                        + "\(header.identity.digest)) nekā atbildes (\(identity.name), "
                        + "\(identity.digest)).",
                    en: "the plan was made by another questionnaire (\(header.identity.name), "
                        + "\(header.identity.digest)) than the answers (\(identity.name), "
                        + "\(identity.digest))."),
                advice: LocalizedText(
                    lv: "Sastādiet plānu no šīm atbildēm: briedums plan.",
                    en: "Make a plan from these answers: briedums plan."))
            throw CommandFailure(.invalidInput, log.findings)
        }
        let reader = PlanReader(
            identity, catalogue: assessment.definition.catalogue,
            model: assessment.definition.model)
        let document = reader.plan(root)
        guard let document, !log.containsErrors else {
            throw CommandFailure(.invalidInput, log.findings)
        }
        let number = assessment.response.institution.registrationNumber
        guard document.institution.registrationNumber == number else {
            throw CommandFailure(
                .invalidInput,
                [
                    Diagnostic(
                        code: "plan.institution", at: Diagnostic.Location(file: source.file),
                        LocalizedText(
                            lv: "plāns ir iestādei \(document.institution.registrationNumber), "
                                + "atbildes – iestādei \(number).",
                            en: "the plan is for institution "
                                + "\(document.institution.registrationNumber), the answers are of "
                                + "\(number)."))
                ])
        }
        return document
    }

    /// The plan that a report shows: of a plan file, or the program's proposal for the capacity
    /// that the call gives.
    func reportedPlan(
        _ plan: JSONSource?, for assessment: InstitutionAssessment, date: String,
        timetable: PlanRequestedTime
    ) throws(CommandFailure) -> ReportedPlan {
        guard let today = CalendarDay(date) else {
            preconditionFailure("the date of a report was checked")
        }
        guard let plan else {
            return ReportedPlan(
                proposedFor: assessment, today: today, capacity: timetable.capacity,
                start: timetable.start)
        }
        return ReportedPlan(
            try self.plan(from: plan, for: assessment),
            digest: SHA256.hexDigest(of: plan.bytes), assessment: assessment, today: today)
    }

    /// When the work of a proposed plan is to be done, as `--capacity` and `--start` say.
    func requestedTime() throws(CommandFailure) -> PlanRequestedTime {
        var time = PlanRequestedTime()
        time.capacity = try wholeNumber("capacity", in: 1...1_000_000)
        time.start = try period("start")
        for option in ["capacity", "start"] where has("plan") && has(option) {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--\(option) neder kopā ar --plan: termiņi ir plāna failā.",
                    en: "--\(option) cannot go with --plan: the dates are in the plan file."))
        }
        return time
    }
}

extension OptionSpec {
    /// The options that say which plan a report shows.
    static let reportedPlan = [
        OptionSpec(
            "plan", value: .path(LocalizedText(lv: "PLĀNS", en: "PLAN")),
            LocalizedText(
                lv: "Iestādes plāna fails; citādi pārskatā ir rīka piedāvājums.",
                en: "The institution's plan file; otherwise the tool proposes a plan.")),
        OptionSpec(
            "capacity", value: .text(LocalizedText(lv: "DIENAS", en: "DAYS")),
            LocalizedText(
                lv: "Cilvēkdienas periodā, kas iestādei ir piedāvātajam plānam.",
                en: "The person-days per period that the institution has for the proposed plan.")),
        OptionSpec(
            "start", value: .text(LocalizedText(lv: "PERIODS", en: "PERIOD")),
            LocalizedText(
                lv: "Pirmais pusgads vai ceturksnis, piem., 2027-H1; citādi nākamais pusgads.",
                en: "The first half-year or quarter, like 2027-H1; otherwise the next half-year.")),
    ]
}
