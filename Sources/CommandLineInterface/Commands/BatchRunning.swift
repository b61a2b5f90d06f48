#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Assessment
import Cohort
import Reporting
import RuleLanguage
import Survey
import TextFormats

/// One call of `batch`.
struct BatchCommand {
    private let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    private var console: Console { invocation.console }

    /// Carries the call out.
    func run() throws(CommandFailure) -> ExitStatus {
        let library = try invocation.library()
        let compiled = try invocation.compiled(invocation.value("questionnaire"), in: library)
        let options = try options(compiled)
        let sink = try OutputSink(invocation, isWanted: options.format != nil)
        let summary = try SummaryPublication.stream("summary", invocation)
        let part = try SummaryPublication.stream("part", invocation)
        let path = try inputPath()
        let input = try BatchInput.open(
            path, encoding: options.encoding, sheet: invocation.value("sheet"))
        if let choice = input.choice { console.message(choice) }
        Interruption.watch()
        let progress = ProgressLine(console, total: input.size)
        let observer = BatchObserver(
            write: { sink.write($0) }, progress: { progress.show(rows: $0, bytes: $1) },
            isCancelled: { Interruption.isRequested })
        var report = input.run(compiled, options: options, observer: observer)
        progress.finish()
        report.counts.isSynthetic = invocation.has("synthetic")
        return try finish(report, compiled, sink: sink, summary: summary, part: part)
    }

    private func inputPath() throws(CommandFailure) -> String {
        let path = invocation.positionals[0]
        if path == "-", console.isInputTerminal {
            console.write(HelpPage.page(on: invocation.command))
            throw CommandFailure(
                usage: LocalizedText(
                    lv: "standarta ievadē nav datu.", en: "there is no data on standard input."))
        }
        return path
    }

    // MARK: Options

    private func options(_ compiled: CompiledDefinition) throws(CommandFailure) -> BatchOptions {
        var options = BatchOptions()
        var faults: [Diagnostic] = []
        options.isLenient = invocation.has("lenient")
        options.localises = invocation.has("localise")
        options.encoding = invocation.value("encoding").flatMap { TextEncoding(rawValue: $0) }
        options.format = format
        options.map = try invocation.columnMap()
        options.invited = try invocation.invitedList()
        if let kept = invocation.values["keep"] {
            options.kept = kept.contains("*") ? nil : kept
        }
        options.jobs = number("jobs", in: 1...256, &faults) ?? Self.processors
        for text in invocation.values["count"] ?? [] {
            do throws(RuleSyntaxError) {
                options.conditions.append(try CountedCondition(text, compiled: compiled))
            } catch {
                let location = Diagnostic.Location(
                    file: "--count", position: SourcePosition(line: 1, column: error.offset + 1))
                faults.append(
                    Diagnostic(
                        code: "rule.syntax", at: location, error.message, advice: error.advice))
            }
        }
        _ = number("suppress", in: 0...1_000_000, &faults)
        guard faults.isEmpty else { throw CommandFailure(.usage, faults) }
        return options
    }

    private func number(
        _ name: String, in range: ClosedRange<Int>, _ faults: inout [Diagnostic]
    ) -> Int? {
        guard let text = invocation.value(name) else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        faults.append(
            Diagnostic(
                code: "usage",
                LocalizedText(
                    lv: "opcijai --\(name) vajag veselu skaitli no \(range.lowerBound) līdz "
                        + "\(range.upperBound), nevis „\(text)“.",
                    en: "--\(name) needs a whole number from \(range.lowerBound) to "
                        + "\(range.upperBound), not '\(text)'.")))
        return nil
    }

    private var format: BatchOptions.Format? {
        guard let path = invocation.value("output") else { return nil }
        if let format = invocation.value("format") { return BatchOptions.Format(rawValue: format) }
        return path.hasSuffix(".ndjson") || path.hasSuffix(".jsonl") ? .ndjson : .csv
    }

    private static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    // MARK: Result

    private func finish(
        _ report: BatchReport, _ compiled: CompiledDefinition, sink: OutputSink,
        summary: AtomicStream?, part: AtomicStream?
    ) throws(CommandFailure) -> ExitStatus {
        tell(report)
        switch report.ending {
        case .refused, .broken: return .invalidInput
        case .cancelled:
            return .interrupted
        case .failed(let failure):
            if failure.path == OutputSink.closedPipe { return .success }
            throw CommandFailure(failure)
        case .complete: break
        }
        let publication = SummaryPublication(invocation, compiled: compiled)
        do throws(FileFailure) {
            try sink.commit()
            try publication.write(report.counts, summary: summary, part: part)
        } catch {
            throw CommandFailure(error)
        }
        return report.counts.rejected > 0 ? .invalidInput : .success
    }

    /// Says what a reader of the result should know.
    private func tell(_ report: BatchReport) {
        console.report(report.findings)
        guard report.ending != .refused else { return }
        if report.encoding != .utf8 {
            console.message(
                LocalizedText(
                    lv: "Ievade nolasīta kā \(report.encoding.rawValue).",
                    en: "The input was read as \(report.encoding.rawValue)."))
        }
        if !report.missingColumns.isEmpty {
            let names = Self.shortened(report.missingColumns)
            console.message(
                LocalizedText(
                    lv: "Kolonnas, kuru nav (skaitās neatbildētas): \(names).",
                    en: "Columns that are missing (counted as not answered): \(names)."))
        }
        if !report.extraColumns.isEmpty {
            let names = Self.shortened(report.extraColumns)
            console.message(
                LocalizedText(
                    lv: "Liekās kolonnas, kas nav pārnestas (--keep): \(names).",
                    en: "Extra columns that were not carried through (--keep): \(names)."))
        }
        if report.hasUncheckedNumbers {
            console.message(
                LocalizedText(
                    lv: "Iestāžu ir tik daudz, ka atkārtoti reģistrācijas numuri meklēti tikai "
                        + "pirmajā miljonā.",
                    en: "There are so many institutions that repeated registration numbers were "
                        + "looked for among the first million only."))
        }
        let counts = report.counts
        let lenient =
            counts.lenientCells > 0
            ? LocalizedText(
                lv: "; nederīgas šūnas, kas uzskatītas par neatbildētām: \(counts.lenientCells)",
                en: "; invalid cells taken as not answered: \(counts.lenientCells)")
            : LocalizedText(verbatim: "")
        let read = counts.scored + counts.rejected
        console.message(
            LocalizedText(
                lv: "Rindas: \(read) = novērtētas \(counts.scored) + noraidītas "
                    + "\(counts.rejected)\(lenient.lv).",
                en: "Rows: \(read) = \(counts.scored) assessed + \(counts.rejected) rejected"
                    + "\(lenient.en)."))
    }

    private static func shortened(_ names: [String]) -> String {
        let shown = names.prefix(12).joined(separator: ", ")
        return names.count > 12 ? shown + ", … (\(names.count))" : shown
    }
}

extension Invocation {
    /// The questionnaire of a name, made ready for tables.
    ///
    /// - Throws: When there is none, or it has questions that tables cannot state.
    func compiled(
        _ name: String?, in library: DefinitionLibrary
    ) throws(CommandFailure) -> CompiledDefinition {
        let definition = try definition(name, in: library)
        guard let compiled = CompiledDefinition(definition) else {
            throw CommandFailure(
                .invalidInput,
                [
                    Diagnostic(
                        code: "batch.too-many-options",
                        LocalizedText(
                            lv: "anketā ir jautājums ar pārāk daudziem variantiem.",
                            en: "a question has too many options for tables."))
                ])
        }
        return compiled
    }
}
