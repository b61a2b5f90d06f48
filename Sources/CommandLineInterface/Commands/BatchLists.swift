import Cohort
import Survey
import TextFormats

extension Invocation {
    /// The mapping file of `--map`.
    func columnMap() throws(CommandFailure) -> ColumnMap {
        guard let path = value("map") else { return ColumnMap() }
        let log = DiagnosticLog()
        let source = try bytes(ofFile: path)
        guard let root = JSONCursor(parsing: source, log: log),
            let map = ColumnMapFile.read(root), !log.containsErrors
        else { throw CommandFailure(.invalidInput, log.findings) }
        return map
    }

    /// The list of `--invited`: a table with a column `registration_number`, perhaps `ministry`.
    func invitedList() throws(CommandFailure) -> InvitedList? {
        guard let path = value("invited") else { return nil }
        let log = DiagnosticLog()
        var reader = CSVReader(try bytes(ofFile: path), log: log)
        let header = reader.next()?.fields.map { trimmingSpace($0.text) } ?? []
        guard let numbers = header.firstIndex(of: "registration_number") else {
            let finding = Diagnostic(
                code: "batch.no-registration-number", at: Diagnostic.Location(file: path),
                LocalizedText(
                    lv: "nav kolonnas „registration_number“.",
                    en: "there is no column 'registration_number'."))
            throw CommandFailure(.invalidInput, log.findings + [finding])
        }
        let ministries = header.firstIndex(of: "ministry")
        var entries: [(number: String, ministry: String?)] = []
        while let record = reader.next() {
            guard numbers < record.fields.count else { continue }
            let number = trimmingSpace(record.fields[numbers].text)
            if number.isEmpty { continue }
            let ministry = ministries.flatMap {
                $0 < record.fields.count ? trimmingSpace(record.fields[$0].text) : nil
            }
            entries.append((number, ministry))
        }
        guard !log.containsErrors else { throw CommandFailure(.invalidInput, log.findings) }
        return InvitedList(entries)
    }
}
