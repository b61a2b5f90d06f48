import Survey
package import TextFormats

/// What each column of a table means.
package struct ColumnPlan: Sendable {
    /// What one column means.
    package enum Role: Hashable, Sendable {
        /// The value of a field.
        case field(Int)
        /// The registration number.
        case registrationNumber
        /// The name of the institution.
        case name
        /// The ministry.
        case ministry
        /// The year of the survey.
        case surveyYear
        /// Carried through to the output.
        case kept
        /// Passed over.
        case ignored
    }

    /// The header of each column.
    package let headers: [String]
    /// The role of each column.
    package let roles: [Role]
    /// The fields for which there is no column.
    package let missing: [String]
    /// The columns that mean nothing and are not kept.
    package let extra: [String]
    /// The columns that are kept, in order of the table.
    package var kept: [Int] { roles.indices.filter { roles[$0] == .kept } }

    init(headers: [String], roles: [Role], missing: [String], extra: [String]) {
        self.headers = headers
        self.roles = roles
        self.missing = missing
        self.extra = extra
    }

    /// The columns about the institution that every table may have.
    package static let institutionColumns: [(id: String, role: Role)] = [
        ("registration_number", .registrationNumber), ("name", .name), ("ministry", .ministry),
        ("survey_year", .surveyYear),
    ]

    /// Finds out what columns mean.
    ///
    /// - Parameters:
    ///   - headers: The header of each column.
    ///   - layout: The fields of the questionnaire.
    ///   - map: What a mapping file says.
    ///   - kept: Headers of columns to carry through; `nil` to carry all that mean nothing else.
    ///   - log: Receives columns that mean the same, names without a column, and a missing
    ///     registration number.
    ///   - location: Where the header stands.
    package init(
        headers: [String], layout: FieldLayout, map: ColumnMap, kept: [String]?,
        log: DiagnosticLog, at location: Diagnostic.Location
    ) {
        var names: [String: Role] = [:]
        for (id, role) in Self.institutionColumns { names[id] = role }
        for (index, field) in layout.fields.enumerated() { names[field.id] = .field(index) }
        var roles: [Role] = []
        var seen: [Role: String] = [:]
        var extra: [String] = []
        func report(_ code: String, _ message: LocalizedText, _ advice: LocalizedText? = nil) {
            log.add(Diagnostic(code: code, at: location, message, advice: advice))
        }
        for header in headers {
            let trimmed = trimmingSpace(header)
            let mapped = map.columns[header] ?? map.columns[trimmed]
            var role = Role.ignored
            switch mapped {
            case .some(.some(let id)):
                guard let named = names[id] else {
                    report(
                        "batch.map-field",
                        LocalizedText(
                            lv: "kartes failā „\(header)“ atbilst laukam „\(id)“, kāda nav.",
                            en: "the map gives '\(header)' the field '\(id)', which does not "
                                + "exist."),
                        Diagnostic.didYouMean(nearestName(to: id, among: names.keys.sorted())))
                    roles.append(.ignored)
                    continue
                }
                role = named
            case .some(.none): role = .ignored
            case .none:
                if let named = names[trimmed] {
                    role = named
                } else if kept.map({ $0.contains(header) || $0.contains(trimmed) }) ?? true {
                    role = .kept
                } else {
                    extra.append(header)
                }
            }
            if role != .ignored, role != .kept {
                if let first = seen[role] {
                    report(
                        "batch.duplicate-column",
                        LocalizedText(
                            lv: "kolonnas „\(first)“ un „\(header)“ nozīmē vienu un to pašu.",
                            en: "the columns '\(first)' and '\(header)' mean the same."),
                        LocalizedText(
                            lv: "Atstājiet vienu no tām.", en: "Leave one of them out."))
                }
                seen[role] = header
            }
            roles.append(role)
        }
        for name in kept ?? [] where !headers.contains(where: { trimmingSpace($0) == name }) {
            report(
                "batch.keep-column",
                LocalizedText(
                    lv: "kolonnas „\(name)“, kas jāpārnes, failā nav.",
                    en: "there is no column '\(name)' to be kept."),
                Diagnostic.didYouMean(nearestName(to: name, among: headers)))
        }
        if seen[.registrationNumber] == nil {
            report(
                "batch.no-registration-number",
                LocalizedText(
                    lv: "nav kolonnas „registration_number“.",
                    en: "there is no column 'registration_number'."),
                LocalizedText(
                    lv:
                        "Sagatavojiet karti ar „briedums map --guess FAILS“ un norādiet to ar --map.",
                    en: "Draft a map with 'briedums map --guess FILE' and give it with --map."))
        }
        self.headers = headers
        self.roles = roles
        self.extra = extra
        missing =
            Self.institutionColumns.filter { $0.role != .surveyYear && seen[$0.role] == nil }
            .map(\.id)
            + layout.fields.indices.filter { seen[.field($0)] == nil }
            .map { layout.fields[$0].id }
    }
}
