package import Survey
package import TextFormats

/// One thing that the interview asks: a page of the screen, a prompt of the plain mode.
package enum Step: Hashable, Sendable {
    /// Who the institution is.
    case identity(IdentityField)
    /// A fact about the institution that rules and groups use, by its index.
    case profile(Int)
    /// A question, in all its scopes, by its index.
    case question(Int)
}

/// What tells one institution's file from another's.
package enum IdentityField: CaseIterable, Hashable, Sendable {
    case registrationNumber, name, ministry, surveyYear

    /// What is asked.
    package var label: LocalizedText {
        switch self {
        case .registrationNumber:
            LocalizedText(
                lv: "Iestādes reģistrācijas numurs", en: "The institution's registration number")
        case .name: LocalizedText(lv: "Iestādes nosaukums", en: "The institution's name")
        case .ministry:
            LocalizedText(lv: "Iestādes resors", en: "The institution's ministry (sector)")
        case .surveyYear:
            LocalizedText(
                lv: "Gads, par kuru iestāde atbild", en: "The year that the answers describe")
        }
    }

    /// How to answer.
    package var help: LocalizedText {
        switch self {
        case .registrationNumber:
            LocalizedText(
                lv: "Numurs, ar kuru iestāde ierakstīta reģistrā, piemēram, 90000000000.",
                en: "The number under which the institution is registered, like 90000000000.")
        case .name:
            LocalizedText(
                lv: "Pilns oficiālais nosaukums.", en: "The full official name.")
        case .ministry:
            LocalizedText(
                lv: "Ministrija, kuras resorā iestāde darbojas. Drīkst atstāt tukšu.",
                en: "The ministry to whose sector the institution belongs. May be left empty.")
        case .surveyYear:
            LocalizedText(
                lv: "Parasti šis vai iepriekšējais gads.", en: "Usually this year or the last.")
        }
    }

    /// The text in a response.
    package func text(in institution: Institution) -> String {
        switch self {
        case .registrationNumber: institution.registrationNumber
        case .name: institution.name
        case .ministry: institution.ministry ?? ""
        case .surveyYear: "\(institution.surveyYear)"
        }
    }
}

/// A way to answer a step, as a list offers it.
package enum AnswerRow: Hashable, Sendable {
    /// Type a text or a number.
    case field
    /// Mark or unmark an option, by its index.
    case mark(option: Int, label: LocalizedText)
    /// Give this answer.
    case choice(Answer.Statement, label: LocalizedText)

    /// What the row says.
    package var label: LocalizedText {
        switch self {
        case .field: LocalizedText(verbatim: "")
        case .mark(_, let label), .choice(_, let label): label
        }
    }
}
