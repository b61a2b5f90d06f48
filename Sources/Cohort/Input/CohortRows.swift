import Assessment
import Consistency
package import Survey
package import TextFormats

/// All rows of a CSV table as responses, for work that needs every institution at once.
///
/// ``BatchRun`` needs no memory for rows that are done; both read cells by the same rules.
package struct CohortRows: Sendable {
    /// The institutions in the order of the rows; their year is 0 where the table names none.
    package let responses: [Response]
    /// What each column means.
    package let roles: [ColumnPlan.Role]
    /// The columns that mean nothing; nobody knows what they hold.
    package let extraColumns: [String]
    /// The byte between two cells.
    package let delimiter: UInt8
    /// Whether the table says at its beginning that it is UTF-8, as spreadsheet programs want it.
    package let hasByteOrderMark: Bool

    /// Reads a table; every fault of header and rows is in the log, and a row with a fault is left
    /// out.
    ///
    /// - Parameters:
    ///   - source: The file with its bytes, in any encoding that is recognised.
    ///   - compiled: The questionnaire.
    ///   - isSynthetic: Whether the rows are made up, which a table cannot say.
    ///   - log: Receives the faults.
    /// - Returns: `nil` when the header is faulty.
    /// - Complexity: O(*bytes*) time and memory.
    package static func read(
        _ source: JSONSource, compiled: CompiledDefinition, isSynthetic: Bool = false,
        log: DiagnosticLog
    ) -> CohortRows? {
        var buffer = ChunkBuffer(capacity: source.bytes.count + 1)
        defer { buffer.deallocate() }
        source.bytes.withUnsafeBufferPointer { bytes in
            let encoding = TextEncoding.detect(bytes, isWhole: true)
            if encoding == .utf8 {
                buffer.append(bytes)
            } else {
                var converted: [UInt8] = []
                var transcoder = TextTranscoder(from: encoding)
                transcoder.append(bytes, to: &converted, isLast: true)
                converted.withUnsafeBufferPointer { buffer.append($0) }
            }
        }
        buffer.pad()
        guard
            let csv = CSVTable(
                buffer.content, CSVDialect.detect(buffer.content), path: source.file,
                compiled: compiled, map: ColumnMap(), kept: [], log: log)
        else { return nil }
        let hasByteOrderMark = buffer.content.starts(with: [0xEF, 0xBB, 0xBF])
        // A last row without a line end gets one.
        if buffer.content.last != csv.dialect.lineEnd {
            [csv.dialect.lineEnd].withUnsafeBufferPointer { buffer.append($0) }
            buffer.pad()
        }
        return CohortRows(
            responses: responses(
                of: csv, in: buffer.content, source.file, compiled, isSynthetic, log),
            roles: csv.table.plan.roles, extraColumns: csv.table.plan.extra,
            delimiter: csv.dialect.delimiter, hasByteOrderMark: hasByteOrderMark)
    }

    private static func responses(
        of csv: CSVTable, in bytes: UnsafeBufferPointer<UInt8>, _ path: String,
        _ compiled: CompiledDefinition, _ isSynthetic: Bool, _ log: DiagnosticLog
    ) -> [Response] {
        let plan = csv.table.plan
        var decoder = CSVRowDecoder(csv.table, dialect: csv.dialect, isLenient: false)
        var row = DecodedRow(compiled.layout, textCount: decoder.textCount)
        var numbers = RegistrationNumbers()
        defer {
            decoder.deallocate()
            row.deallocate()
            numbers.deallocate()
        }
        var wording = FaultWording(
            path: path, compiled: compiled, headers: plan.headers, isLenient: false,
            origin: .text, firstLine: csv.linesBefore)
        var responses: [Response] = []
        var at = csv.start
        while at < bytes.count {
            decoder.faults.removeAll()
            let outcome = decoder.decode(bytes, from: at, into: &row)
            if outcome == .row {
                let number = row.texts[DecodedRow.registrationNumber]
                if numbers.insert(RegistrationNumbers.key(number.bytes)) {
                    responses.append(row.response(compiled, isSynthetic))
                } else {
                    decoder.faults.add {
                        RowFault(
                            kind: .duplicate, row: 0, line: 0, column: 1,
                            cell: plan.roles.firstIndex(of: .registrationNumber),
                            text: number.text)
                    }
                }
            }
            for fault in decoder.faults.kept { log.add(wording.diagnostic(fault)) }
            if outcome != .blank { wording.firstRow += 1 }
            wording.firstLine += decoder.lineEnds
            at = decoder.recordEnd
        }
        return responses
    }
}

extension DecodedRow {
    /// The row with what it says of the institution.
    fileprivate func response(_ compiled: CompiledDefinition, _ isSynthetic: Bool) -> Response {
        var response = values.response(
            to: compiled.definition.questionnaire, layout: compiled.layout)
        let ministry = texts[DecodedRow.ministry].text
        response.institution = Institution(
            registrationNumber: texts[DecodedRow.registrationNumber].text,
            name: texts[DecodedRow.name].text, ministry: ministry.isEmpty ? nil : ministry,
            surveyYear: surveyYear ?? 0)
        response.isSynthetic = isSynthetic
        return response
    }
}
