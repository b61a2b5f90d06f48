#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
package import Spreadsheet
package import TextFormats

/// Cuts an input into chunks of whole records.
///
/// The input may be a pipe: it is read once, from beginning to end. Text in other encodings is
/// converted on the way.
package final class ChunkSource: @unchecked Sendable {
    /// Where records end.
    enum Records {
        case csv(CSVScanner)
        case lines
    }

    /// The size of a chunk.
    static let chunkSize = 1 << 19
    /// The longest record.
    package static let recordLimit = 1 << 24

    /// The input as the person named it.
    package let path: String
    /// How many bytes the input has, if that is known.
    package let size: Int?
    /// The encoding.
    package let encoding: TextEncoding
    /// How many bytes have been read.
    package private(set) var consumed = 0

    /// A piece of an input that is made up on the way.
    package enum Piece: Sendable {
        case bytes([UInt8])
        case end
        case failure(FileFailure)
        /// The input is not what it should be; what came before may be judged.
        case refused(SpreadsheetFault)
    }

    private let descriptor: Int32
    private let producer: (() -> Piece)?
    private var transcoder: TextTranscoder
    private var converted: [UInt8] = []
    private var raw: [UInt8] = []
    private var carry: ChunkBuffer
    private var isAtEnd = false
    /// Why a made up input has ended early.
    private var refusal: SpreadsheetFault?
    /// Whether the input is a workbook rather than text.
    package let isWorkbook: Bool
    var records = Records.lines

    /// Opens an input, `-` for standard input, and reads its beginning.
    ///
    /// - Parameters:
    ///   - path: The file, or `-`.
    ///   - encoding: The encoding; found out from the beginning when `nil`.
    /// - Throws: ``FileFailure`` of kind `missingInput` or `inputOutput`.
    package init(path: String, encoding: TextEncoding?) throws(FileFailure) {
        self.path = path
        producer = nil
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw FileFailure(.missingInput, path: path, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw FileFailure(.missingInput, path: path, reason: String(cString: strerror(EISDIR)))
        }
        size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        carry = ChunkBuffer(capacity: Self.chunkSize)
        var head = [UInt8](repeating: 0, count: Self.chunkSize)
        var filled = 0
        while filled < head.count {
            let count = try Self.read(descriptor, &head, from: filled, path: path)
            if count == 0 {
                isAtEnd = true
                break
            }
            filled += count
        }
        consumed = filled
        isWorkbook = SheetRecords.isWorkbook(head[..<filled])
        guard !isWorkbook else {
            self.encoding = .utf8
            transcoder = TextTranscoder(from: .utf8)
            raw = Array(head[..<filled])
            return
        }
        let isWhole = isAtEnd
        let detected = head[..<filled].withUnsafeBufferPointer {
            TextEncoding.detect($0, isWhole: isWhole)
        }
        self.encoding = encoding ?? detected
        transcoder = TextTranscoder(from: self.encoding)
        if self.encoding == .utf8 {
            head[..<filled].withUnsafeBufferPointer { carry.append($0) }
        } else {
            head[..<filled].withUnsafeBufferPointer {
                transcoder.append($0, to: &converted, isLast: isWhole)
            }
            converted.withUnsafeBufferPointer { carry.append($0) }
            raw = head
        }
        carry.pad()
    }

    /// Opens an input that is made up piece by piece, such as the lines of a workbook's sheet.
    ///
    /// - Parameters:
    ///   - path: What messages call the input.
    ///   - producer: Gives the next piece of UTF-8 each time it is asked.
    /// - Throws: The failure with which it begins, if it does.
    package init(path: String, producer: @escaping () -> Piece) throws(FileFailure) {
        self.path = path
        self.producer = producer
        descriptor = -1
        size = nil
        isWorkbook = false
        encoding = .utf8
        transcoder = TextTranscoder(from: .utf8)
        carry = ChunkBuffer(capacity: Self.chunkSize)
        while !isAtEnd, carry.count < Self.chunkSize {
            if let failure = produce(producer, &carry) { throw failure }
        }
        carry.pad()
    }

    private func produce(_ producer: () -> Piece, _ buffer: inout ChunkBuffer) -> FileFailure? {
        switch producer() {
        case .bytes(let bytes):
            consumed += bytes.count
            bytes.withUnsafeBufferPointer { buffer.append($0) }
        case .end: isAtEnd = true
        case .failure(let failure): return failure
        case .refused(let fault):
            isAtEnd = true
            refusal = fault
        }
        return nil
    }

    /// Everything of an input that is a workbook.
    ///
    /// - Throws: ``FileFailure`` of kind `inputOutput`.
    package func wholeWorkbook() throws(FileFailure) -> [UInt8] {
        precondition(isWorkbook, "text is read in chunks")
        while !isAtEnd, raw.count <= SheetRecords.fileLimit {
            let filled = raw.count
            raw.append(contentsOf: repeatElement(0, count: max(Self.chunkSize, filled)))
            let count = try Self.read(descriptor, &raw, from: filled, path: path)
            raw.removeLast(raw.count - filled - count)
            isAtEnd = count == 0
        }
        return raw
    }

    deinit {
        if descriptor >= 0, path != "-" { close(descriptor) }
        carry.deallocate()
    }

    private static func read(
        _ descriptor: Int32, _ buffer: inout [UInt8], from start: Int, path: String
    ) throws(FileFailure) -> Int {
        while true {
            let capacity = buffer.count - start
            let count = buffer.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map {
                    Int(posixRead(descriptor, $0 + start, capacity))
                } ?? 0
            }
            if count >= 0 { return count }
            if errno == EINTR { continue }
            throw FileFailure(.inputOutput, path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// The beginning of the text, in UTF-8.
    package var head: UnsafeBufferPointer<UInt8> { carry.content }

    /// Reads on until the beginning is twice as long.
    ///
    /// - Returns: Whether it has become longer: `false` at the end of the text, or when it is as
    ///   long as a record may be.
    /// - Throws: ``FileFailure`` of kind `inputOutput`.
    func extendHead() throws(FileFailure) -> Bool {
        let before = carry.count
        guard before < Self.recordLimit else { return false }
        while !isAtEnd, carry.count < 2 * before {
            if let failure = fill(&carry) { throw failure }
        }
        carry.pad()
        return carry.count > before
    }

    /// Passes over the beginning, such as a byte order mark or a header.
    package func skip(_ count: Int) {
        var rest = ChunkBuffer(capacity: Self.chunkSize)
        rest.append(UnsafeBufferPointer(rebasing: carry.content[count...]))
        carry.deallocate()
        carry = rest
        carry.pad()
    }

    /// What came of asking for a chunk.
    enum Next {
        case chunk
        case end
        case failure(FileFailure)
        /// A record is longer than ``recordLimit``.
        case recordTooLong
        /// The input is damaged from here on.
        case refused(SpreadsheetFault)
    }

    /// Fills a buffer with the next whole records.
    func next(into buffer: inout ChunkBuffer) -> Next {
        swap(&buffer, &carry)
        carry.removeAll()
        while true {
            if !isAtEnd, buffer.count < Self.chunkSize {
                if let failure = fill(&buffer) { return .failure(failure) }
                continue
            }
            if isAtEnd {
                buffer.pad()
                guard buffer.count == 0 else { return .chunk }
                return refusal.map { .refused($0) } ?? .end
            }
            if let end = endOfLastRecord(buffer.content) {
                buffer.moveTail(from: end, to: &carry)
                buffer.pad()
                return .chunk
            }
            guard buffer.count < Self.recordLimit else { return .recordTooLong }
            // The record is longer than a chunk: read on in doubling steps.
            let target = 2 * buffer.count
            while !isAtEnd, buffer.count < target {
                if let failure = fill(&buffer) { return .failure(failure) }
            }
        }
    }

    private func endOfLastRecord(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        switch records {
        case .csv(let scanner): scanner.endOfLastRecord(in: bytes)
        case .lines: lastIndex(of: 10, in: bytes, 0..<bytes.count).map { $0 + 1 }
        }
    }

    /// Reads more; at the end a last record without a line end gets one.
    private func fill(_ buffer: inout ChunkBuffer) -> FileFailure? {
        if let producer { return produce(producer, &buffer) }
        let wanted = max(1, Self.chunkSize - buffer.count % Self.chunkSize)
        if encoding == .utf8 {
            buffer.reserve(wanted)
            let count = posixRead(descriptor, buffer.bytes + buffer.count, wanted)
            if count < 0, errno == EINTR { return nil }
            guard count >= 0 else { return failure() }
            buffer.extend(by: Int(count))
            consumed += Int(count)
            isAtEnd = count == 0
        } else {
            let count = raw.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.map { Int(posixRead(descriptor, $0, bytes.count)) } ?? 0
            }
            if count < 0, errno == EINTR { return nil }
            guard count >= 0 else { return failure() }
            consumed += count
            isAtEnd = count == 0
            converted.removeAll(keepingCapacity: true)
            raw[..<count].withUnsafeBufferPointer {
                transcoder.append($0, to: &converted, isLast: count == 0)
            }
            converted.withUnsafeBufferPointer { buffer.append($0) }
        }
        return nil
    }

    private func failure() -> FileFailure {
        FileFailure(.inputOutput, path: path, reason: String(cString: strerror(errno)))
    }
}

private func posixRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int
{
    read(descriptor, buffer, count)
}
