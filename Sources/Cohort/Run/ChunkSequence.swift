import Assessment
import Spreadsheet
import TextFormats

/// The chunks of one run: handed out to threads, handed in in order.
final class ChunkSequence: @unchecked Sendable {
    private let source: ChunkSource
    private let compiled: CompiledDefinition
    private let options: BatchOptions
    private let observer: BatchObserver
    private let plan: ColumnPlan
    private let reading = Monitor()
    private let handingIn = Monitor()

    // Under `reading`.
    private var nextToRead = 0
    private var isAtEnd = false

    // Under `handingIn`.
    private var nextToHandIn = 0
    private var wording: FaultWording
    private var numbers = RegistrationNumbers()
    private var findings: [Diagnostic] = []
    private var further = 0
    private var ending = BatchReport.Ending.complete
    private var counts: CohortCounts
    private var rowsDone = 0

    /// The most findings that are kept.
    private static let findingLimit = 10_000

    init(
        source: ChunkSource, compiled: CompiledDefinition, options: BatchOptions,
        observer: BatchObserver, plan: ColumnPlan, origin: FaultWording.Origin, firstLine: Int
    ) {
        self.source = source
        self.compiled = compiled
        self.options = options
        self.observer = observer
        self.plan = plan
        wording = FaultWording(
            path: source.path, compiled: compiled, headers: plan.headers,
            isLenient: options.isLenient, origin: origin, firstLine: firstLine)
        counts = CohortCounts(compiled)
        counts.prepare(options)
    }

    deinit { numbers.deallocate() }

    /// Works through all chunks.
    func run<Decoder: RowDecoding>(_ makeDecoder: @escaping @Sendable () -> Decoder) -> BatchReport
    {
        if options.format == .csv {
            let header = RowWriter.header(
                compiled.definition, kept: plan.kept.map { plan.headers[$0] },
                further: options.localises ? ["corrections"] : [])
            if let failure = header.withUnsafeBytes({ observer.write($0) }) {
                ending = .failed(failure)
            }
        }
        if ending == .complete {
            onThreads(options.jobs) { _ in self.work(makeDecoder()) }
        }
        var report = BatchReport(ending: ending, counts: counts, findings: findings)
        report.bytes = source.consumed
        report.encoding = source.encoding
        report.hasUncheckedNumbers = numbers.isFull
        return report
    }

    private func work<Decoder: RowDecoding>(_ decoder: Decoder) {
        var worker = ChunkWorker(
            compiled, options: options, decoder: decoder, keepsRows: observer.rows != nil)
        var buffer = ChunkBuffer(capacity: ChunkSource.chunkSize)
        defer {
            worker.deallocate()
            buffer.deallocate()
        }
        while let chunk = takeChunk(into: &buffer) {
            worker.process(buffer.content)
            handIn(chunk, &worker, buffer.content)
        }
        handingIn.locked { counts.add(worker) }
    }

    /// Takes the next chunk; `nil` when there is none or the run has ended.
    private func takeChunk(into buffer: inout ChunkBuffer) -> (index: Int, consumed: Int)? {
        reading.locked {
            guard !isAtEnd else { return nil }
            if observer.isCancelled() {
                end(.cancelled)
                return nil
            }
            switch source.next(into: &buffer) {
            case .chunk:
                nextToRead += 1
                return (nextToRead - 1, source.consumed)
            case .end:
                isAtEnd = true
                return nil
            case .failure(let failure):
                end(.failed(failure))
                return nil
            case .recordTooLong:
                breakOff { tooLong }
                return nil
            case .refused(let fault):
                breakOff { fault.diagnostic(file: source.path) }
                return nil
            }
        }
    }

    /// Ends the run early; called under `reading`.
    private func end(_ reason: BatchReport.Ending) {
        isAtEnd = true
        handingIn.locked { if ending == .complete { ending = reason } }
    }

    /// Ends the run with a finding once everything read before is handed in; called under
    /// `reading`.
    private func breakOff(_ finding: () -> Diagnostic) {
        let chunk = nextToRead
        isAtEnd = true
        handingIn.when({ self.nextToHandIn == chunk }) {
            guard ending == .complete else { return }
            ending = .broken
            findings.append(finding())
        }
    }

    private var tooLong: Diagnostic {
        let megabytes = ChunkSource.recordLimit >> 20
        return Diagnostic(
            code: "batch.record-too-long",
            at: Diagnostic.Location(
                file: source.path,
                position: SourcePosition(line: wording.firstLine + 1, column: 1)),
            LocalizedText(
                lv: "ieraksts ir garāks par \(megabytes) MB.",
                en: "the record is longer than \(megabytes) MB."),
            advice: LocalizedText(
                lv: "Visticamāk, kāda pēdiņa nav aizvērta.",
                en: "Most likely some quote is not closed."))
    }

    // MARK: Handing in

    private func handIn<Decoder: RowDecoding>(
        _ chunk: (index: Int, consumed: Int), _ worker: inout ChunkWorker<Decoder>,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let goesOn = handingIn.when({ self.nextToHandIn == chunk.index }) {
            nextToHandIn += 1
            guard ending == .complete else { return false }
            var repeated: [Int] = []
            for (index, entry) in worker.entries.enumerated() where !numbers.insert(entry.key) {
                repeated.append(index)
            }
            var faults = worker.faults.kept
            further += worker.faults.count - faults.count
            if !repeated.isEmpty {
                let cell = plan.roles.firstIndex(of: .registrationNumber)
                for index in repeated {
                    let entry = worker.entries[index]
                    let number = worker.registrationNumber(entry, in: bytes)
                    faults.append(
                        RowFault(
                            kind: .duplicate, row: entry.row, line: entry.line, column: 1,
                            cell: cell, text: number))
                }
                worker.takeBack(repeated, from: bytes)
                faults.sort { $0.row < $1.row }
            }
            note(faults)
            wording.firstRow += worker.rows
            wording.firstLine += worker.lines
            rowsDone += worker.rows
            if options.format != nil {
                let output = UnsafeRawBufferPointer(
                    start: worker.writer.bytes, count: worker.writer.count)
                if let failure = observer.write(output) { ending = .failed(failure) }
            }
            observer.rows?(worker.kept)
            observer.progress(rowsDone, chunk.consumed)
            return ending == .complete
        }
        if !goesOn { reading.locked { isAtEnd = true } }
    }

    private func note(_ faults: [RowFault]) {
        for fault in faults {
            if findings.count < Self.findingLimit {
                findings.append(wording.diagnostic(fault))
            } else {
                further += 1
            }
        }
    }
}
