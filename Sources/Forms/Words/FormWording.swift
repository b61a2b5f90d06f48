import TextFormats

/// The words that forms share.
enum FormWording {
    static let instructions = LocalizedText(lv: "Norādījumi", en: "Instructions")
    static let institution = LocalizedText(lv: "Iestāde", en: "Institution")
    static let glossary = LocalizedText(lv: "Jēdzieni", en: "Glossary")
    static let question = LocalizedText(lv: "Jautājums", en: "Question")
    static let answer = LocalizedText(lv: "Atbilde", en: "Answer")
    static let comment = LocalizedText(lv: "Komentārs", en: "Comment")
    static let evidence = LocalizedText(
        lv: "Pierādījumi (katrs savā rindā)", en: "Evidence (one per line)")
    static let help = LocalizedText(lv: "Kā atbildēt", en: "How to answer")
    static let audit = LocalizedText(
        lv: "Ko lūgtu uzrādīt auditors", en: "What an auditor would ask to see")
    static let synthetic = LocalizedText(
        lv: "SINTĒTISKI DATI: izdomātas atbildes, tās nav nevienas iestādes atbildes.",
        en: "SYNTHETIC DATA: made-up answers, not those of any institution.")
    static let number = LocalizedText(lv: "Nr.", en: "No.")
    static let chooseSeveral = LocalizedText(
        lv: "Atzīmējiet visus, kas atbilst.", en: "Mark every one that applies.")

    static let registrationNumber = LocalizedText(
        lv: "Reģistrācijas numurs", en: "Registration number")
    static let name = LocalizedText(lv: "Iestādes nosaukums", en: "Name of the institution")
    static let ministry = LocalizedText(lv: "Resors", en: "Ministry")
    static let surveyYear = LocalizedText(
        lv: "Gads, par kuru atbild", en: "Year that is answered for")
    static let author = LocalizedText(lv: "Veidlapu aizpilda", en: "Filled in by")
    static let authorHelp = LocalizedText(
        lv: "Vārds un uzvārds vai amats; tiek pierakstīts pie katras atbildes.",
        en: "Name or position; it is recorded with every answer.")

    /// When a question is asked.
    static func condition(_ texts: [String]) -> LocalizedText? {
        guard !texts.isEmpty else { return nil }
        return LocalizedText(
            lv: "Jāatbild tikai tad, ja \(texts.joined(separator: " un ")).",
            en: "To be answered only if \(texts.joined(separator: " and ")).")
    }
}
