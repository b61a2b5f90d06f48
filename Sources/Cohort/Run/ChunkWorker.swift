import Assessment
import Consistency
import Survey
import TextFormats

/// Works through chunks: reads, judges, writes and counts their rows; one per thread.
struct ChunkWorker<Decoder: RowDecoding> {
    /// One row that was judged.
    struct Entry {
        /// Where its record begins in the chunk.
        let start: Int
        /// Where its output begins.
        let output: Int
        /// Its registration number's key.
        let key: UInt64
        let row: Int
        let line: Int
    }

    private let compiled: CompiledDefinition
    private let options: BatchOptions
    private var decoder: Decoder
    private(set) var evaluator: RowEvaluator
    private(set) var writer: RowWriter
    let tally: CohortTally
    /// Which invited institutions have answered.
    private(set) var answered: [Bool]
    /// How many rows are of institutions that were not invited.
    private(set) var uninvited = 0

    /// The rows of the last chunk, in order.
    private(set) var entries: [Entry] = []
    /// The rows themselves, one per entry, if they are wanted.
    private(set) var kept: [CohortRow] = []
    private let keepsRows: Bool
    /// How many rows and lines the last chunk had.
    private(set) var rows = 0
    private(set) var lines = 0

    init(
        _ compiled: CompiledDefinition, options: BatchOptions, decoder: Decoder, keepsRows: Bool
    ) {
        self.keepsRows = keepsRows
        self.compiled = compiled
        self.options = options
        self.decoder = decoder
        evaluator = RowEvaluator(compiled)
        writer = RowWriter(compiled.definition)
        tally = CohortTally(compiled, conditionCount: options.conditions.count)
        answered = [Bool](repeating: false, count: options.invited?.numbers.count ?? 0)
    }

    func deallocate() {
        decoder.deallocate()
        evaluator.deallocate()
        writer.deallocate()
    }

    /// The registration number of an invited institution, by its place in the list.
    func invitedNumber(_ index: Int) -> String { options.invited?.numbers[index] ?? "" }

    /// The faults of the last chunk.
    var faults: FaultList { decoder.faults }

    /// Works through a chunk.
    mutating func process(_ bytes: UnsafeBufferPointer<UInt8>) {
        writer.count = 0
        entries.removeAll(keepingCapacity: true)
        kept.removeAll(keepingCapacity: true)
        decoder.faults.removeAll()
        rows = 0
        lines = 0
        var at = 0
        while at < bytes.count {
            let faultsBefore = decoder.faults.kept.count
            switch decoder.decode(bytes, from: at) {
            case .row:
                entries.append(
                    Entry(
                        start: at, output: writer.count, key: key, row: rows, line: lines))
                judge(times: 1, writes: true)
                if keepsRows { kept.append(CohortRow(decoder.row, of: compiled)) }
                rows += 1
            case .rejected:
                tally.rejected += 1
                rows += 1
            case .blank: break
            }
            if decoder.faults.kept.count > faultsBefore {
                decoder.faults.place(from: faultsBefore, row: rows - 1, line: lines)
            }
            lines += decoder.lineEnds
            at = decoder.recordEnd
        }
    }

    private var key: UInt64 {
        let cell = decoder.row.texts[DecodedRow.registrationNumber]
        return RegistrationNumbers.key(cell.bytes)
    }

    private mutating func judge(times sign: Int, writes: Bool) {
        let row = decoder.row
        evaluator.evaluate(row.values, isPartial: row.isPartial)
        tally.add(row, evaluator.result, times: sign)
        for (index, condition) in options.conditions.enumerated() {
            let outcome = condition.outcome(
                row.values, compiled: compiled, isPartial: row.isPartial)
            tally.note(condition: index, outcome: outcome.rawValue, times: sign)
        }
        if let invited = options.invited {
            if let index = invited.indices[key] {
                answered[index] = true
            } else {
                uninvited += sign
            }
        }
        guard writes, options.format != nil else { return }
        let further = options.localises ? [corrections(row)] : []
        writer.write(row, evaluator.result, groups: evaluator.groups, further: further)
    }

    /// Takes rows back whose registration number has been met before.
    ///
    /// - Parameters:
    ///   - repeated: Indices of ``entries``, ascending.
    ///   - bytes: The chunk, which is read again.
    mutating func takeBack(_ repeated: [Int], from bytes: UnsafeBufferPointer<UInt8>) {
        let faults = decoder.faults
        for index in repeated.reversed() {
            let entry = entries[index]
            let end = index + 1 < entries.count ? entries[index + 1].output : writer.count
            _ = decoder.decode(bytes, from: entry.start)
            judge(times: -1, writes: false)
            tally.rejected += 1
            tally.duplicates += 1
            writer.remove(entry.output..<end)
            entries.remove(at: index)
            if keepsRows { kept.remove(at: index) }
        }
        decoder.faults = faults
    }

    /// The registration number of a row of the chunk.
    mutating func registrationNumber(_ entry: Entry, in bytes: UnsafeBufferPointer<UInt8>) -> String
    {
        let faults = decoder.faults
        defer { decoder.faults = faults }
        _ = decoder.decode(bytes, from: entry.start)
        return decoder.row.texts[DecodedRow.registrationNumber].text
    }

    // MARK: Corrections

    /// The smallest sets of answers to reconsider: alternatives separated by ` | `, answers by
    /// spaces; empty when the answers can all be true.
    private func corrections(_ row: DecodedRow) -> String {
        let definition = compiled.definition
        let response = row.values.response(
            to: definition.questionnaire, layout: compiled.layout)
        let localisation = ResponseLocalisation(
            definition.state(of: response), rules: definition.rules)
        let items = definition.questionnaire.items
        func names(_ correction: [Int]) -> String {
            correction.map { items[$0].id }.joined(separator: " ")
        }
        switch localisation.status {
        case .consistent: return ""
        case .contradictory:
            return localisation.corrections.map(names).joined(separator: " | ")
        case .noRepair: return "!"
        case .limitReached:
            return localisation.knownCorrection.map { names($0) + " ?" } ?? "?"
        }
    }
}
