import Assessment
import Auditing
import Consistency
import Improvement
import Maturity
import Reporting
import Survey
import TextFormats

private let filePositional = CommandSpec.Positional(
    name: LocalizedText(lv: "FAILS…", en: "FILE…"), isPath: true)

private let failUnder = OptionSpec(
    "fail-under", value: .text(LocalizedText(lv: "LĪMENIS", en: "LEVEL")),
    LocalizedText(
        lv: "Beigt ar statusu 1, ja kādas dimensijas līmenis ir zemāks.",
        en: "End with status 1 if the level of any dimension is lower."))

/// The option for the day at which deadlines are judged.
let dateOption = OptionSpec(
    "date", value: .text(LocalizedText(lv: "GGGG-MM-DD", en: "YYYY-MM-DD")),
    LocalizedText(
        lv: "Diena, uz kuru vērtēt pasākumu termiņus; citādi šodiena.",
        en: "The day at which deadlines are judged; otherwise today."))

private let auditOption = OptionSpec(
    "audit", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
    LocalizedText(
        lv: "Audita fails: pārbaudītās atbildes ir fakti, tās nepārskata.",
        en: "Audit file: verified answers are facts and not reconsidered."))

extension CommandSpec {
    /// `assess`: everything about one institution.
    static let assess = CommandSpec(
        name: "assess",
        summary: LocalizedText(
            lv: "novērtēt iestādes atbildes", en: "assess an institution's answers"),
        discussion: LocalizedText(
            lv: "Rāda atbilžu pilnīgumu, pretrunas un šaubas, četru dimensiju vērtējumu ar "
                + "intervāliem un līmeņiem, grupu un mērķi, to, kas trūkst, un pasākumus, kas to "
                + "novērš. Statuss 1, ja atbildēs ir pretrunas.",
            en: "Shows completeness, contradictions and doubts, the scores of the dimensions with "
                + "intervals and levels, group and target, the gap and the actions that close it. "
                + "Status 1 if the answers contradict each other."),
        positionals: [filePositional], count: 1...10_000,
        options: [jsonOption, failUnder, dateOption, auditOption],
        examples: [
            (
                "briedums assess Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "pilns pārskats par vienu iestādi", en: "all about one institution")
            )
        ],
        run: { invocation throws(CommandFailure) in
            try assess(invocation, \.whole, report: \.whole)
        })

    /// `check`: contradictions and doubts.
    static let check = CommandSpec(
        name: "check",
        summary: LocalizedText(
            lv: "meklēt pretrunas atbildēs", en: "look for contradictory answers"),
        discussion: LocalizedText(
            lv: "Pretruna nozīmē, ka atbildes vienlaikus nevar būt pareizas; šaubas – ka tās ir "
                + "iespējamas, bet neparastas. Rāda mazākās atbilžu kopas, ko pārskatīt, kādas "
                + "atbildes kļūst iespējamas un kāpēc. Atbildes jāvērtē kopā, nevis katra "
                + "atsevišķi. Statuss 1, ja ir pretrunas.",
            en: "A contradiction means that answers cannot be true together; a doubt that they "
                + "are possible but unusual. Shows the smallest sets of answers to reconsider, what "
                + "becomes possible and why. Answers must be judged together, not one by one. "
                + "Status 1 if there are contradictions."),
        positionals: [filePositional], count: 1...10_000,
        options: [
            jsonOption,
            OptionSpec(
                "strict",
                LocalizedText(
                    lv: "Arī nepieņemtas šaubas uzskatīt par pretrunām.",
                    en: "Treat doubts that are not accepted as contradictions too.")),
            OptionSpec(
                "cohort", value: .path(LocalizedText(lv: "MAPE", en: "DIR")),
                LocalizedText(
                    lv:
                        "Atbilžu failu mape, ar kuras jautājumu secību salīdzināt (Gutmana kļūdas).",
                    en: "Folder of answers files whose item order Guttman errors are counted by.")),
            auditOption,
            OptionSpec(
                "search-limit", value: .text(LocalizedText(lv: "SKAITS", en: "COUNT")),
                LocalizedText(
                    lv: "Meklējumu ierobežojums (20000); to sasniedzot, rāda robežas.",
                    en: "Limit on searches (20000); when reached, bounds are shown.")),
        ],
        examples: [
            (
                "briedums check Samples/institutions/contradictory.answers.json",
                LocalizedText(
                    lv: "kuras atbildes ir pretrunā un kas jāpārbauda",
                    en: "which answers clash and what to check")
            )
        ],
        run: { invocation throws(CommandFailure) in
            try assess(invocation, \.checkOnly, report: \.check)
        })

    /// `score`: scores and levels, with their arithmetic on request.
    static let score = CommandSpec(
        name: "score",
        summary: LocalizedText(
            lv: "rādīt brieduma vērtējumu un tā aprēķinu",
            en: "show the maturity score and its arithmetic"),
        discussion: LocalizedText(
            lv: "Vērtējums ir svērtā vidējā vērtība pār atbildētajiem jautājumiem; intervāls "
                + "aptver arī visu, kas vēl nav zināms. Līmenim vajadzīgs gan slieksnis, gan "
                + "obligātās prasības. Ar --explain aprēķinu var pārrēķināt ar kalkulatoru.",
            en: "The score is the weighted mean over answered questions; the interval covers "
                + "everything still unknown. A level needs both a threshold and its gates. With "
                + "--explain the arithmetic can be followed with a calculator."),
        positionals: [filePositional], count: 1...10_000,
        options: [
            jsonOption, failUnder, auditOption,
            OptionSpec(
                "explain", value: .text(LocalizedText(lv: "NOSAUKUMS", en: "NAME")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Rādīt dimensijas (technology) vai jautājuma (U12) aprēķinu.",
                    en: "Show the arithmetic of a dimension (technology) or question (U12).")),
        ],
        examples: [
            (
                "briedums score --explain technology Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "tehnoloģiju vērtējums rindu pa rindai",
                    en: "the technology score line by line")
            ),
            (
                "briedums score --explain U12 Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "ko vērtējumam dod viena atbilde", en: "what one answer adds")
            ),
        ],
        run: { invocation throws(CommandFailure) in
            guard let names = invocation.values["explain"] else {
                return try assess(invocation, \.scoreOnly, report: \.score)
            }
            if invocation.has("json") {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "--explain un --json kopā nav lietojami.",
                        en: "--explain and --json cannot be combined."),
                    advice: LocalizedText(
                        lv: "Precīzās daļas ir arī score --json izvadē.",
                        en: "The exact ratios are in the output of score --json."))
            }
            return try explain(names, invocation)
        })

    private static func assess(
        _ invocation: Invocation, _ json: KeyPath<AssessmentJSON, JSONOutput>,
        report: KeyPath<AssessmentReport, Report>
    ) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let date = try invocation.day().text
        var limits = ErrorLocaliser.Limits()
        if let text = invocation.value("search-limit") {
            guard let number = Int(text), number > 0 else {
                throw CommandFailure(
                    usage: LocalizedText(
                        lv: "„\(text)“ nav pozitīvs skaitlis.",
                        en: "'\(text)' is not a positive number."))
            }
            limits.searches = number
        }
        try invocation.expectOneAudited()
        var documents: [JSONOutput] = []
        let status = invocation.forEachFile { path throws(CommandFailure) in
            let (response, definition, verification) = try answers(path, library, invocation)
            let least = try level(invocation.value("fail-under"), in: definition.model)
            let popularity = try invocation.value("cohort").map {
                folder throws(CommandFailure) in
                try self.popularity(inFolder: folder, definition, library, invocation)
            }
            let assessment = InstitutionAssessment(
                response, by: definition, isStrict: invocation.has("strict"),
                verification: verification, popularity: popularity, limits: limits)
            if invocation.has("json") {
                documents.append(AssessmentJSON(assessment)[keyPath: json])
            } else {
                invocation.console.write(
                    AssessmentReport(assessment, date: date)[keyPath: report])
            }
            let isBelow = assessment.maturity.dimensions.contains { ($0.level ?? 0) < least }
            let isContradictory =
                assessment.check.isContradictory || assessment.localisation.status != .consistent
            return isContradictory && report != \.score || isBelow ? .findings : .success
        }
        invocation.write(documents)
        return status
    }

    /// The answers in a file, as verified when an audit is given.
    private static func answers(
        _ path: String, _ library: DefinitionLibrary, _ invocation: Invocation
    ) throws(CommandFailure) -> (Response, Definition, Verification?) {
        let (given, definition) = try invocation.response(inFile: path, from: library)
        guard let file = invocation.value("audit") else { return (given, definition, nil) }
        let verified = VerifiedResponse(
            given, audit: try invocation.audit(inFile: file, of: given, definition),
            questionnaire: definition.questionnaire)
        return (verified.response, definition, verified.verification)
    }

    /// The item order of the answers files in a folder that answer the same questionnaire.
    private static func popularity(
        inFolder folder: String, _ definition: Definition, _ library: DefinitionLibrary,
        _ invocation: Invocation
    ) throws(CommandFailure) -> ItemPopularity {
        let names = (folderEntries(folder) ?? []).filter { $0.hasSuffix(".json") }
        var states: [ResponseState] = []
        for name in names {
            let (response, _) = try invocation.response(inFile: "\(folder)/\(name)", from: library)
            guard response.questionnaire == definition.questionnaire.identity else { continue }
            states.append(definition.state(of: response))
        }
        guard !states.isEmpty, let index = definition.credibility.index(.normedGuttmanErrors) else {
            throw CommandFailure(
                FileFailure(.missingInput, path: folder, reason: "*.answers.json"))
        }
        return ItemPopularity(
            counting: states, for: index,
            source: LocalizedText(
                lv: "Jautājumu secība ir no mapes \(folder): \(states.count) atbilžu faili.",
                en: "The order of the questions is from the folder \(folder): \(states.count) "
                    + "answers files."))
    }

    private static func level(
        _ name: String?, in model: MaturityModel
    ) throws(CommandFailure) -> Int {
        guard let name else { return 0 }
        let known = model.levels.map(\.id)
        if let index = known.firstIndex(of: name) { return index }
        let list = known.joined(separator: ", ")
        throw CommandFailure(
            usage: LocalizedText(lv: "nav līmeņa „\(name)“.", en: "there is no level '\(name)'."),
            advice: Diagnostic.didYouMean(nearestName(to: name, among: known))
                ?? LocalizedText(lv: "Ir: \(list).", en: "There are: \(list)."))
    }

    private static func explain(
        _ names: [String], _ invocation: Invocation
    ) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        try invocation.expectOneAudited()
        return invocation.forEachFile { path throws(CommandFailure) in
            let (response, definition, verification) = try answers(path, library, invocation)
            let explanation = ScoreExplanation(
                InstitutionAssessment(response, by: definition, verification: verification))
            for name in names {
                guard let report = explanation.report(on: name) else {
                    throw CommandFailure(
                        usage: LocalizedText(
                            lv: "„\(name)“ nav ne dimensija, ne jautājums.",
                            en: "'\(name)' is neither a dimension nor a question."),
                        advice: Diagnostic.didYouMean(
                            nearestName(to: name, among: explanation.names)))
                }
                invocation.console.write(report)
            }
            return .success
        }
    }
}
