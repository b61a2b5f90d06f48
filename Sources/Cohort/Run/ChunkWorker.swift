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

    /// Where a row of the block stands in its chunk.
    private struct Place {
        var start = 0
        var row = 0
        var line = 0
    }

    private let compiled: CompiledDefinition
    private let options: BatchOptions
    private var decoder: Decoder
    private var block: RowBlock
    private var places = [Place](repeating: Place(), count: RowBlock.capacity)
    private(set) var evaluator: BlockEvaluator
    private(set) var writer: RowWriter
    private(set) var tally: CohortTally
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

    /// Makes a worker; the decoder's row is the worker's from then on.
    init(
        _ compiled: CompiledDefinition, options: BatchOptions, decoder: Decoder, keepsRows: Bool
    ) {
        self.keepsRows = keepsRows
        self.compiled = compiled
        self.options = options
        self.decoder = decoder
        block = RowBlock(compiled, textCount: decoder.textCount)
        evaluator = BlockEvaluator(compiled)
        writer = RowWriter(compiled.definition)
        tally = CohortTally(compiled, conditionCount: options.conditions.count)
        answered = [Bool](repeating: false, count: options.invited?.numbers.count ?? 0)
    }

    func deallocate() {
        decoder.deallocate()
        block.deallocate()
        evaluator.deallocate()
        writer.deallocate()
        tally.deallocate()
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
            let next = block.count + 1 < RowBlock.capacity ? block.rows + block.count + 1 : nil
            switch decoder.decode(bytes, from: at, into: &block.rows[block.count], next: next) {
            case .row:
                places[block.count] = Place(start: at, row: rows, line: lines)
                rows += 1
                block.count += 1
                if block.count == RowBlock.capacity { finishBlock() }
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
        finishBlock()
    }

    /// Judges, counts and writes the rows of the block.
    private mutating func finishBlock() {
        guard block.count > 0 else { return }
        judge(times: 1)
        for index in 0..<block.count {
            let row = block.rows[index]
            let place = places[index]
            entries.append(
                Entry(
                    start: place.start, output: writer.count, key: key(row), row: place.row,
                    line: place.line))
            if keepsRows { kept.append(CohortRow(row, of: compiled)) }
            guard options.format != nil else { continue }
            let further = options.localises ? [corrections(row)] : []
            writer.write(
                row, block.results + index, groups: evaluator.groups, further: further)
        }
        block.count = 0
    }

    private func key(_ row: DecodedRow) -> UInt64 {
        RegistrationNumbers.key(row.texts[DecodedRow.registrationNumber].bytes)
    }

    /// Judges and counts the rows of the block, or with `-1` takes them back.
    private mutating func judge(times sign: Int) {
        evaluator.evaluate(block)
        tally.add(block, evaluator, times: sign)
        guard !options.conditions.isEmpty || options.invited != nil else { return }
        for index in 0..<block.count {
            let row = block.rows[index]
            for (place, condition) in options.conditions.enumerated() {
                let outcome = condition.outcome(
                    row.values, compiled: compiled, isPartial: row.isPartial)
                tally.note(condition: place, outcome: outcome.rawValue, times: sign)
            }
            guard let invited = options.invited else { continue }
            if let place = invited.indices[key(row)] {
                answered[place] = true
            } else {
                uninvited += sign
            }
        }
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
            _ = decoder.decode(bytes, from: entry.start, into: &block.rows[block.count])
            block.count += 1
            if block.count == RowBlock.capacity { takeBackBlock() }
            tally.rejected += 1
            tally.duplicates += 1
            writer.remove(entry.output..<end)
            entries.remove(at: index)
            if keepsRows { kept.remove(at: index) }
        }
        takeBackBlock()
        decoder.faults = faults
    }

    private mutating func takeBackBlock() {
        guard block.count > 0 else { return }
        judge(times: -1)
        block.count = 0
    }

    /// The registration number of a row of the chunk.
    mutating func registrationNumber(_ entry: Entry, in bytes: UnsafeBufferPointer<UInt8>) -> String
    {
        let faults = decoder.faults
        defer { decoder.faults = faults }
        _ = decoder.decode(bytes, from: entry.start, into: &block.rows[0])
        return block.rows[0].texts[DecodedRow.registrationNumber].text
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
