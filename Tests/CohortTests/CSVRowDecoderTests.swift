import TestSupport
import Testing
import TextFormats

@testable import Cohort

/// Reading rows of a table one by one and two at a time.
@Suite struct CSVRowDecoderTests {
    private static let text = """
        registration_number,name,ministry,U1,U2,U3
        1,a,b,yes,no,yes
        2,c,d,no,yes,no
        3,"e",f,unknown,yes,no

        """

    @Test func `What was read ahead holds for the very next record only`() throws {
        let compiled = try Compiled.definition()
        var buffer = ChunkBuffer(capacity: 1000)
        Array(Self.text.utf8).withUnsafeBufferPointer { buffer.append($0) }
        buffer.pad()
        let csv = try #require(
            CSVTable(
                buffer.content, CSVDialect.detect(buffer.content), path: "t", compiled: compiled,
                map: ColumnMap(), kept: [], log: DiagnosticLog()))
        var decoder = CSVRowDecoder(csv.table, dialect: csv.dialect, isLenient: false)
        let block = RowBlock(compiled, textCount: decoder.textCount)
        defer {
            block.deallocate()
            decoder.deallocate()
            buffer.deallocate()
        }
        let fields = ["U1", "U2", "U3"].map { id in
            compiled.layout.fields.firstIndex { $0.id == id } ?? 0
        }
        func codes(_ place: Int) -> [UInt8] {
            fields.map { block.rows[place].values.codes[$0] }
        }
        let first = csv.start
        #expect(
            decoder.decode(buffer.content, from: first, into: &block.rows[0], next: block.rows + 1)
                == .row)
        let second = decoder.recordEnd
        #expect(codes(0) == [1, 0, 1])
        #expect(decoder.decode(buffer.content, from: second, into: &block.rows[1]) == .row)
        let third = decoder.recordEnd
        #expect(codes(1) == [0, 1, 0])
        #expect(decoder.decode(buffer.content, from: third, into: &block.rows[2]) == .row)
        let unknown = compiled.layout.fields[fields[0]].code(.unknown)
        #expect(codes(2) == [unknown, 1, 0])
        // Read ahead, something else read, the memory used otherwise: all of it is read again.
        #expect(
            decoder.decode(buffer.content, from: first, into: &block.rows[0], next: block.rows + 1)
                == .row)
        #expect(decoder.decode(buffer.content, from: first, into: &block.rows[0]) == .row)
        for field in fields { block.rows[1].values.codes[field] = unknown }
        #expect(decoder.decode(buffer.content, from: second, into: &block.rows[1]) == .row)
        #expect(codes(1) == [0, 1, 0])
        #expect(block.rows[1].texts[DecodedRow.name].text == "c")
    }
}
