import Assessment
import Consistency
import Improvement
import Maturity
import Reporting
import Survey
import TextFormats

/// One call of a plan command.
struct PlanSession {
    private let invocation: Invocation
    private let library: DefinitionLibrary
    private let today: CalendarDay

    init(_ invocation: Invocation) throws(CommandFailure) {
        self.invocation = invocation
        library = try invocation.library()
        today = try invocation.day()
    }

    // MARK: Commands

    func plan() throws(CommandFailure) -> ExitStatus {
        if invocation.has("json"), invocation.has("csv") {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--json un --csv kopā nav lietojami.",
                    en: "--json and --csv cannot be combined."))
        }
        let (assessment, digest) = try answers(invocation.positionals[0])
        let request = try request(assessment.definition)
        let plan = try planned(assessment, request)
        let schedule = try schedule(plan, defaults: nil)
        let alternatives = plan.plan.alternatives(limit: 5)
        let frontier =
            invocation.has("frontier")
            ? PlanFrontier(plan.plan.situation, targets: plan.plan.targets) : nil
        if invocation.has("json") {
            let json = PlanJSON(plan, of: assessment).whole(
                alternatives: alternatives, frontier: frontier, schedule: schedule)
            invocation.console.write(json.pretty())
        } else if invocation.has("csv") {
            let table = PlanTable(plan, of: assessment.definition, schedule: schedule)
            var bytes: [UInt8] = []
            for row in table.rows(in: invocation.console.language) {
                CSVWriter().append(record: row, to: &bytes)
            }
            invocation.console.write(String(decoding: bytes, as: UTF8.self))
        } else {
            let report = PlanReport(plan, of: assessment, date: today.text).whole(
                alternatives: alternatives, frontier: frontier, schedule: schedule,
                isDetailed: invocation.has("details"))
            invocation.console.write(report)
        }
        if invocation.value("output") != nil {
            let document = plan.document(
                assessment, answersDigest: digest, made: today, schedule: schedule)
            try save(document, of: assessment.definition)
        }
        return plan.plan.unreached.isEmpty ? .success : .findings
    }

    func status() throws(CommandFailure) -> ExitStatus {
        let (assessment, digest) = try answers(invocation.positionals[1])
        let document = try document(invocation.positionals[0], for: assessment)
        let progress = PlanProgress(document, assessment: assessment, today: today)
        let isSame = document.answersDigest == digest
        if invocation.has("json") {
            let json = PlanProgressJSON(
                document, progress: progress, assessment: assessment, isSameAnswers: isSame)
            invocation.console.write(json.whole.pretty())
        } else {
            let report = PlanProgressReport(
                document, progress: progress, assessment: assessment, isSameAnswers: isSame)
            invocation.console.write(report.whole)
        }
        let isBroken = zip(progress.projected.dimensions, document.promise).contains {
            ($0.level ?? 0) < ($1.level ?? 0)
        }
        return isBroken || progress.lines.contains(where: \.isOverdue) ? .findings : .success
    }

    func update() throws(CommandFailure) -> ExitStatus {
        let (assessment, digest) = try answers(invocation.positionals[1])
        let earlier = try document(invocation.positionals[0], for: assessment)
        let plan = try planned(assessment, PlanRequest(earlier))
        let schedule = try schedule(plan, defaults: earlier.timetable)
        let document = plan.document(
            assessment, answersDigest: digest, made: today, schedule: schedule, earlier: earlier)
        let catalogue = assessment.definition.catalogue
        let before = Set(earlier.entries.map(\.action))
        let after = Set(document.entries.map(\.action))
        for (actions, verb) in [
            (after.subtracting(before), LocalizedText(lv: "Jauni", en: "New")),
            (
                before.subtracting(after),
                LocalizedText(lv: "Vairs nav vajadzīgi", en: "No longer needed")
            ),
        ] where !actions.isEmpty {
            let ids = actions.sorted().map { catalogue.actions[$0].id }.joined(separator: ", ")
            invocation.console.message(verb + LocalizedText(verbatim: ": \(ids)."))
        }
        if invocation.value("output") != nil {
            try save(document, of: assessment.definition)
        } else {
            invocation.console.write(text(document, of: assessment.definition))
        }
        return plan.plan.unreached.isEmpty ? .success : .findings
    }

    // MARK: Input

    /// The assessed answers of a file and the file's digest.
    private func answers(
        _ path: String
    ) throws(CommandFailure) -> (InstitutionAssessment, digest: String) {
        let source = try invocation.bytes(ofFile: path)
        let (response, definition) = try invocation.response(from: source, in: library)
        return (
            InstitutionAssessment(response, by: definition),
            "sha256:" + SHA256.hexDigest(of: source.bytes)
        )
    }

    private func document(
        _ path: String, for assessment: InstitutionAssessment
    ) throws(CommandFailure) -> PlanDocument {
        try invocation.plan(from: try invocation.bytes(ofFile: path), for: assessment)
    }

    // MARK: Options

    private func request(_ definition: Definition) throws(CommandFailure) -> PlanRequest {
        var request = PlanRequest()
        var faults: [Diagnostic] = []
        if let name = invocation.value("assume") {
            request.assumption = PlanningSituation.Assumption(rawValue: name) ?? .point
        }
        let ids = definition.catalogue.actions.map(\.id)
        func actions(_ option: String) -> Set<Int> {
            Set(
                (invocation.values[option] ?? []).compactMap { id in
                    if let index = ids.firstIndex(of: id) { return index }
                    faults.append(
                        Diagnostic(
                            code: "usage",
                            LocalizedText(
                                lv: "--\(option): nav pasākuma „\(id)“.",
                                en: "--\(option): there is no action '\(id)'."),
                            advice: Diagnostic.didYouMean(nearestName(to: id, among: ids))))
                    return nil
                })
        }
        request.required = actions("include")
        request.excluded = actions("exclude")
        for index in request.required.intersection(request.excluded).sorted() {
            faults.append(
                Diagnostic(
                    code: "usage",
                    LocalizedText(
                        lv: "\(ids[index]) ir gan --include, gan --exclude.",
                        en: "\(ids[index]) is both in --include and in --exclude.")))
        }
        for text in invocation.values["target"] ?? [] {
            do throws(CommandFailure) {
                let (dimension, target) = try self.target(text, definition.model)
                request.targets[dimension] = target
            } catch {
                faults += error.findings
            }
        }
        do throws(CommandFailure) {
            request.budget = try invocation.wholeNumber("budget", in: 0...1_000_000)
        } catch {
            faults += error.findings
        }
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        return request
    }

    /// Reads `technology=medium: why`.
    private func target(
        _ text: String, _ model: MaturityModel
    ) throws(CommandFailure) -> (Int, PlanTarget) {
        let parts = text.split(separator: "=", maxSplits: 1).map { trimmingSpace(String($0)) }
        let rest = (parts.last ?? "").split(separator: ":", maxSplits: 1)
            .map { trimmingSpace(String($0)) }
        guard parts.count == 2, rest.count == 2, !rest[1].isEmpty else {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--target: „\(text)“ nav saprotams.",
                    en: "--target: '\(text)' is not understood."),
                advice: LocalizedText(
                    lv: "Rakstiet dimensiju, līmeni un pamatojumu, piemēram, "
                        + "technology=medium:\"pārejas gads\".",
                    en: "Give dimension, level and reason, like "
                        + "technology=medium:\"a year of transition\"."))
        }
        let dimensions = model.dimensions.map(\.id)
        let levels = model.levels.map(\.id)
        for (name, known) in [(parts[0], dimensions), (rest[0], levels)]
        where !known.contains(name) {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "--target: „\(name)“ nav zināms.", en: "--target: '\(name)' is not known."),
                advice: Diagnostic.didYouMean(nearestName(to: name, among: known))
                    ?? LocalizedText(
                        lv: "Ir: \(known.joined(separator: ", ")).",
                        en: "There are: \(known.joined(separator: ", "))."))
        }
        return (
            dimensions.firstIndex(of: parts[0]) ?? 0,
            PlanTarget(level: levels.firstIndex(of: rest[0]) ?? 0, reason: rest[1])
        )
    }

    // MARK: Planning

    private func planned(
        _ assessment: InstitutionAssessment, _ request: PlanRequest
    ) throws(CommandFailure) -> InstitutionPlan {
        guard let plan = InstitutionPlan(assessment, request: request) else {
            throw CommandFailure(
                .findings,
                [
                    Diagnostic(
                        code: "plan.no-target",
                        LocalizedText(
                            lv: "iestādes grupa vai mērķis nav noteikts, tāpēc plāna nav.",
                            en: "the institution's group or target is not decided, so there is no "
                                + "plan."),
                        advice: LocalizedText(
                            lv: "Ko vēl norādīt, rāda briedums score; mērķi var noteikt arī ar "
                                + "--target.",
                            en: "briedums score shows what is missing; a target can also be set "
                                + "with --target."))
                ])
        }
        guard plan.check.faults.isEmpty else {
            let faults = plan.check.faults.map { "\($0)" }.joined(separator: "; ")
            throw CommandFailure(
                .bug,
                [
                    Diagnostic(
                        code: "plan.check",
                        LocalizedText(
                            lv: "plāns neizturēja neatkarīgo pārbaudi un netiek rādīts: \(faults).",
                            en: "the plan did not pass its independent check and is not shown: "
                                + "\(faults)."),
                        advice: LocalizedText(
                            lv: "Tā ir programmas kļūda; lūdzu, ziņojiet par to.",
                            en: "This is a fault of the program; please report it."))
                ])
        }
        let catalogue = assessment.definition.catalogue
        for action in request.required.sorted()
        where !plan.plan.steps.contains(where: { $0.action == action }) {
            invocation.console.message(
                LocalizedText(
                    lv: "\(catalogue.actions[action].id) plānā nav: tas jau ir izdarīts vai "
                        + "iestādei nav pieejams.",
                    en: "\(catalogue.actions[action].id) is not in the plan: it is done already or "
                        + "not available to the institution."))
        }
        return plan
    }

    private func schedule(
        _ plan: InstitutionPlan, defaults: PlanDocument.Timetable?
    ) throws(CommandFailure) -> Schedule? {
        let periods = try invocation.wholeNumber("periods", in: 1...1000)
        let capacity = try invocation.wholeNumber("capacity", in: 1...1_000_000)
        if capacity == nil, defaults == nil {
            for option in ["start", "periods"] where invocation.has(option) {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "--\(option) lieto kopā ar --capacity.",
                        en: "--\(option) is used together with --capacity."))
            }
            return nil
        }
        let kind = defaults?.start.kind ?? .halfYear
        var start = CalendarPeriod(kind, containing: today).successor
        if let period = try invocation.period("start") {
            start = period
        } else if let defaults, !defaults.start.isOver(on: today) {
            start = defaults.start
        }
        do throws(ScheduleProblem.Fault) {
            return try plan.schedule(
                start: start, capacity: capacity ?? defaults?.capacity ?? 1, horizon: periods)
        } catch {
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "ar šo kapacitāti darbu nevar sadalīt periodos.",
                    en: "the work cannot be placed with this capacity."))
        }
    }

    // MARK: Output

    private func text(_ document: PlanDocument, of definition: Definition) -> String {
        PlanWriter(catalogue: definition.catalogue, model: definition.model)
            .json(document, titlesIn: invocation.console.language).pretty()
    }

    private func save(
        _ document: PlanDocument, of definition: Definition
    ) throws(CommandFailure) {
        guard let path = invocation.value("output") else { return }
        let text = text(document, of: definition)
        if path == "-" {
            invocation.console.write(text)
            return
        }
        do throws(FileFailure) {
            try writeAtomically(
                Array(text.utf8), toFile: path, overwriting: invocation.has("force"))
        } catch {
            guard !invocation.has("force"), fileExists(path), error.kind == .cannotCreate else {
                throw CommandFailure(error)
            }
            throw CommandFailure(existingFile: path)
        }
        invocation.console.message(
            LocalizedText(lv: "\(path): plāns saglabāts.", en: "\(path): plan saved."))
    }
}
