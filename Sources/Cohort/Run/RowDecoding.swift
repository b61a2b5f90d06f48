/// Reads rows out of chunks of one format.
protocol RowDecoding: SendableMetatype {
    /// How many texts a row has.
    var textCount: Int { get }
    /// The faults found so far.
    var faults: FaultList { get set }
    /// How many line ends the last record had.
    var lineEnds: Int { get }
    /// Where the last record ended.
    var recordEnd: Int { get }

    /// Reads the record that begins at an offset into a row.
    ///
    /// The row's texts last as long as the chunk and, where a reader keeps some itself, until two
    /// more chunks have been begun. Of the record after it as much as is convenient may be read beforehand into the row for
    /// which ``decode(_:from:into:next:)`` is then called next.
    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into row: inout DecodedRow,
        next: UnsafeMutablePointer<DecodedRow>?
    ) -> DecodeOutcome

    /// Frees its memory.
    func deallocate()
}

/// What came of reading a record.
enum DecodeOutcome {
    /// A row was read.
    case row
    /// The line is blank.
    case blank
    /// The record has a fault and no row was read.
    case rejected
}

extension RowDecoding {
    /// Reads the record that begins at an offset into a row, and no other.
    mutating func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into row: inout DecodedRow
    ) -> DecodeOutcome {
        decode(bytes, from: start, into: &row, next: nil)
    }
}
