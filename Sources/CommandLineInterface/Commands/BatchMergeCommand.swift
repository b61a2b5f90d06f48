import Assessment
import Cohort
import Survey
import TextFormats

extension CommandSpec {
    /// `batch merge`: parts of a cohort joined.
    static let batchMerge = CommandSpec(
        name: "batch merge",
        summary: LocalizedText(
            lv: "apvienot daļās saskaitīto", en: "join what was counted in parts"),
        discussion: LocalizedText(
            lv: "Saskaita daļas, ko uzrakstījis briedums batch --part. Rezultāts ir precīzs un "
                + "nav atkarīgs no daļu secības. Vienāds reģistrācijas numurs dažādās daļās netiek "
                + "pamanīts.",
            en: "Adds up parts written by briedums batch --part. The result is exact and does not "
                + "depend on their order. A registration number that occurs in two parts is not "
                + "noticed."),
        positionals: [Positional(name: LocalizedText(lv: "DAĻA…", en: "PART…"), isPath: true)],
        count: 1...100_000,
        options: BatchOption.named(["summary", "suppress", "part", "force"]),
        examples: [
            (
                "briedums batch --part - Samples/institutions | briedums batch merge -",
                LocalizedText(
                    lv: "kopsavilkums par vienu daļu; to var būt vairākas",
                    en: "a summary of one part; there may be more")
            )
        ],
        run: { invocation throws(CommandFailure) in try join(invocation) })

    private static func join(_ invocation: Invocation) throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        var compiled: CompiledDefinition?
        var total: CohortCounts?
        for path in invocation.positionals {
            let log = DiagnosticLog()
            let source = try invocation.bytes(ofFile: path)
            guard let root = JSONCursor(parsing: source, log: log),
                let identity = CohortPartReader.identity(root)
            else { throw CommandFailure(.invalidInput, log.findings) }
            let definition: CompiledDefinition
            if let compiled {
                definition = compiled
            } else {
                definition = try invocation.compiled(
                    "\(identity.id)/\(identity.version)", in: library)
                compiled = definition
            }
            let expected = definition.definition.questionnaire.identity
            guard
                expected
                    == QuestionnaireIdentity(
                        id: identity.id, version: identity.version, digest: identity.digest)
            else {
                root.report(
                    code: "part.questionnaire",
                    LocalizedText(
                        lv: "daļa ir par citu anketu vai tās citu saturu: \(identity.id) "
                            + "\(identity.version) \(identity.digest).",
                        en: "the part is about another questionnaire or another content of it: "
                            + "\(identity.id) \(identity.version) \(identity.digest)."))
                throw CommandFailure(.invalidInput, log.findings)
            }
            guard let counts = CohortPartReader.counts(root, of: definition), !log.containsErrors
            else { throw CommandFailure(.invalidInput, log.findings) }
            guard var sum = total else {
                total = counts
                continue
            }
            do throws(CohortCounts.Mismatch) {
                try sum.add(counts)
            } catch {
                root.report(
                    code: "part.mismatch",
                    LocalizedText(
                        lv: "daļā skaitīti citi nosacījumi vai cits uzaicināto saraksts.",
                        en: "other conditions were counted in this part, or it has another list "
                            + "of the invited."))
                throw CommandFailure(.invalidInput, log.findings)
            }
            total = sum
        }
        guard let compiled, let total else { return .success }
        let publication = SummaryPublication(invocation, compiled: compiled)
        let summary = try SummaryPublication.stream("summary", invocation)
        let part = try SummaryPublication.stream("part", invocation)
        do throws(FileFailure) {
            try publication.write(total, summary: summary, part: part)
        } catch {
            throw CommandFailure(error)
        }
        return .success
    }
}
