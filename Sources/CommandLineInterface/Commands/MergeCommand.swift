import Assessment
import Interview
import Survey
import TextFormats

extension CommandSpec {
    /// `merge`: the answers of two colleagues in one file.
    static let merge = CommandSpec(
        name: "merge",
        summary: LocalizedText(
            lv: "apvienot divu kolēģu atbildes", en: "join the answers of two colleagues"),
        discussion: LocalizedText(
            lv: "Abiem failiem jābūt no vienas iestādes, par vienu gadu un uz vienu anketu. Ko "
                + "atbildējis tikai viens, to pārņem; kur atbildes atšķiras, jāizvēlas: terminālī "
                + "jautā, citādi lieto --prefer vai --choose. Kamēr kāda atšķirība nav izlemta, "
                + "tās uzskaita, neko nepieraksta un beidz ar statusu 1. Kas un kad atbildējis, "
                + "paliek pie atbildes.",
            en: "Both files must be of one institution, one year and one questionnaire. What only "
                + "one has answered is taken over; where answers differ, someone must choose: a "
                + "terminal is asked, otherwise use --prefer or --choose. While a disagreement is "
                + "not decided, all are listed, nothing is written and the status is 1. Who "
                + "answered and when stays with the answer."),
        positionals: [
            Positional(name: LocalizedText(lv: "PIRMAIS", en: "FIRST"), isPath: true),
            Positional(name: LocalizedText(lv: "OTRAIS", en: "SECOND"), isPath: true),
        ], count: 2...2,
        options: [
            OptionSpec(
                "output", letter: "o", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
                LocalizedText(
                    lv: "Kur pierakstīt apvienotās atbildes; „-“ – standarta izvadē.",
                    en: "Where to write the joined answers; '-' for standard output.")),
            OptionSpec(
                "prefer", value: .choice(["first", "second", "newer"]),
                LocalizedText(
                    lv: "Kura atbilde der, kur tās atšķiras: pirmā, otrā vai jaunākā.",
                    en: "Which answer counts where they differ.")),
            OptionSpec(
                "choose", value: .text(LocalizedText(lv: "V5=first", en: "V5=first")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Izlemt vienu atšķirību: first vai second.",
                    en: "Decide one disagreement: first or second.")),
            OptionSpec(
                "force", LocalizedText(lv: "Aizstāt esošu failu.", en: "Replace an existing file.")),
        ],
        examples: [
            (
                "briedums merge Samples/institutions/clean.answers.json "
                    + "Samples/institutions/clean.answers.json --output -",
                LocalizedText(
                    lv: "apvienot; rezultāts standarta izvadē",
                    en: "join; the result on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try MergeCommand(invocation).run() })
}

/// Joins two answers files.
struct MergeCommand {
    private let invocation: Invocation
    private let paths: [String]

    init(_ invocation: Invocation) {
        self.invocation = invocation
        paths = invocation.positionals
    }

    private var console: Console { invocation.console }

    func run() throws(CommandFailure) -> ExitStatus {
        guard let output = invocation.value("output") else {
            throw CommandFailure(
                usage: LocalizedText(lv: "trūkst --output.", en: "--output is missing."),
                advice: LocalizedText(
                    lv: "Norādiet, kur pierakstīt apvienotās atbildes, piemēram, -o kopa.json.",
                    en: "Say where to write the joined answers, like -o joined.json."))
        }
        let library = try invocation.library()
        let (first, definition) = try invocation.response(inFile: paths[0], from: library)
        let (second, _) = try invocation.response(inFile: paths[1], from: library)
        try refuseStrangers(first, second)
        let merge = ResponseMerge(first, second, in: definition.questionnaire)
        let decided = try decisions(on: merge)
        let open = merge.disagreements.filter { decided[$0.subject] == nil }
        guard open.isEmpty else {
            for disagreement in open { console.write(line(disagreement)) }
            console.message(
                LocalizedText(
                    lv: "Atšķirības, par kurām jāizlemj: \(open.count). Nekas nav pierakstīts. "
                        + "Lietojiet --prefer vai --choose \(open[0].id)=first.",
                    en: "Disagreements to decide: \(open.count). Nothing was written. Use "
                        + "--prefer or --choose \(open[0].id)=first."))
            return .findings
        }
        let joined = merge.joined { decided[$0.subject] ?? .first }
        try write(
            joined, of: definition.questionnaire, to: output,
            after: max(
                first.revision, second.revision))
        console.message(
            LocalizedText(
                lv: "Apvienots: atbilžu \(joined.answers.count), izlemtas atšķirības "
                    + "\(merge.disagreements.count).",
                en: "Joined: \(joined.answers.count) answers, \(merge.disagreements.count) "
                    + "disagreements decided."))
        return .success
    }

    /// Refuses files that do not belong together.
    private func refuseStrangers(
        _ first: Response, _ second: Response
    ) throws(CommandFailure) {
        var findings: [Diagnostic] = []
        func compare(_ name: LocalizedText, _ a: String, _ b: String) {
            guard a != b else { return }
            findings.append(
                Diagnostic(
                    code: "merge.different", at: Diagnostic.Location(file: paths[1]),
                    LocalizedText(
                        lv: "\(name.lv) nav tas pats, kas failā \(paths[0]): „\(a)“ un „\(b)“.",
                        en: "\(name.en) is not that of \(paths[0]): '\(a)' and '\(b)'."),
                    advice: LocalizedText(
                        lv: "Apvienot var tikai vienas iestādes, viena gada un vienas anketas "
                            + "atbildes.",
                        en: "Only answers of one institution, year and questionnaire are joined.")))
        }
        compare(
            LocalizedText(lv: "reģistrācijas numurs", en: "the registration number"),
            first.institution.registrationNumber, second.institution.registrationNumber)
        compare(
            LocalizedText(lv: "gads", en: "the year"), "\(first.institution.surveyYear)",
            "\(second.institution.surveyYear)")
        // The digests were compared with the definition's when the files were read.
        compare(
            LocalizedText(lv: "anketa", en: "the questionnaire"), first.questionnaire.name,
            second.questionnaire.name)
        guard findings.isEmpty else { throw CommandFailure(.invalidInput, findings) }
    }

    // MARK: Decisions

    private typealias Decisions = [ResponseMerge.Subject: ResponseMerge.Side]

    private func decisions(on merge: ResponseMerge) throws(CommandFailure) -> Decisions {
        let chosen = try choices(on: merge)
        var result: Decisions = [:]
        for disagreement in merge.disagreements {
            result[disagreement.subject] =
                chosen[disagreement.id] ?? preferred(for: disagreement)
        }
        let open = merge.disagreements.filter { result[$0.subject] == nil }
        if console.isInputTerminal, console.isOutputTerminal, !open.isEmpty {
            ask(about: open, &result)
        }
        return result
    }

    private func preferred(
        for disagreement: ResponseMerge.Disagreement
    ) -> ResponseMerge.Side? {
        switch invocation.value("prefer") {
        case "first": .first
        case "second": .second
        case "newer": disagreement.newer
        default: nil
        }
    }

    private func choices(
        on merge: ResponseMerge
    ) throws(CommandFailure) -> [String: ResponseMerge.Side] {
        var result: [String: ResponseMerge.Side] = [:]
        var faults: [Diagnostic] = []
        let known = merge.disagreements.map(\.id)
        for text in invocation.values["choose"] ?? [] {
            let parts = text.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false
            ).map { trimmingSpace(String($0)) }
            guard parts.count == 2, let side = ResponseMerge.Side(rawValue: parts[1]) else {
                faults.append(
                    Diagnostic(
                        code: "usage",
                        LocalizedText(
                            lv: "„\(text)“: rakstiet, piemēram, V5=first vai V5=second.",
                            en: "'\(text)': write it like V5=first or V5=second.")))
                continue
            }
            if !known.contains(parts[0]) {
                faults.append(
                    Diagnostic(
                        code: "usage",
                        LocalizedText(
                            lv: "„\(parts[0])“ abos failos neatšķiras.",
                            en: "the files do not disagree about '\(parts[0])'."),
                        advice: Diagnostic.didYouMean(nearestName(to: parts[0], among: known))))
            }
            result[parts[0]] = side
        }
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        return result
    }

    /// Asks about each disagreement; an empty line leaves it and all further ones open.
    private func ask(about open: [ResponseMerge.Disagreement], _ result: inout Decisions) {
        var terminal = PlainTerminal()
        for (index, disagreement) in open.enumerated() {
            terminal.write("\(index + 1)/\(open.count) \(line(disagreement))")
            while result[disagreement.subject] == nil {
                let prompt = LocalizedText(
                    lv: "1 vai 2 (Enter – pārtraukt): ", en: "1 or 2 (Enter stops): ")
                terminal.write(prompt[console.language])
                guard let (line, _) = terminal.readLine() else { return }
                switch trimmingSpace(line) {
                case "1": result[disagreement.subject] = .first
                case "2": result[disagreement.subject] = .second
                case "": return
                default: continue
                }
            }
        }
    }

    /// A disagreement as a person reads it: what, both values, who and when.
    private func line(_ disagreement: ResponseMerge.Disagreement) -> String {
        func said(_ version: ResponseMerge.Version?) -> String {
            guard let version else { return "–" }
            let who = [version.author, version.time].compactMap { $0 }.joined(separator: ", ")
            let text = version.text[console.language]
            return who.isEmpty ? text : "\(text) (\(who))"
        }
        let lines = [
            disagreement.id, "  1 \(said(disagreement.first))", "  2 \(said(disagreement.second))",
        ]
        return lines.map { printable($0) + "\n" }.joined()
    }

    // MARK: Writing

    private func write(
        _ response: Response, of questionnaire: Questionnaire, to path: String,
        after revision: Int
    ) throws(CommandFailure) {
        var response = response
        // A copy that is open somewhere else must not take the joined file for its own.
        response.revision = revision
        if path == "-" {
            response.revision += 1
            console.write(ResponseWriter.json(response, of: questionnaire).pretty())
            return
        }
        try invocation.create(response, of: questionnaire, at: path)
    }
}
