import TextFormats

/// The words of the page.
enum PageWording {
    /// The words that the script shows, by their keys there.
    static let script: [(key: String, text: LocalizedText)] = [
        (
            "saved",
            LocalizedText(
                lv: "Melnraksts saglabāts šajā pārlūkā {time}",
                en: "Draft saved in this browser {time}")
        ),
        (
            "notSaved",
            LocalizedText(
                lv: "Pārlūks melnrakstu nesaglabā: lejupielādējiet atbildes, pirms aizverat lapu.",
                en:
                    "The browser does not keep drafts: download the answers before you close the page."
            )
        ),
        (
            "restored",
            LocalizedText(
                lv: "Turpināts melnraksts, kas šajā pārlūkā saglabāts {time}.",
                en: "Going on with the draft saved in this browser on {time}.")
        ),
        (
            "progress",
            LocalizedText(lv: "Atbildēts {done} no {total}", en: "{done} of {total} answered")
        ),
        ("contradiction", LocalizedText(lv: "Pretruna", en: "Contradiction")),
        ("doubt", LocalizedText(lv: "Šaubas", en: "Doubt")),
        ("newContradiction", LocalizedText(lv: "Jauna pretruna", en: "New contradiction")),
        ("newDoubt", LocalizedText(lv: "Jaunas šaubas", en: "New doubt")),
        ("resolved", LocalizedText(lv: "Pretruna vai šaubas novērstas.", en: "Resolved.")),
        ("look", LocalizedText(lv: "Skatīt:", en: "Look at:")),
        (
            "noNumber",
            LocalizedText(lv: "ierakstītais nav skaitlis", en: "what is written is not a number")
        ),
        (
            "downloaded",
            LocalizedText(
                lv:
                    "Atbildes lejupielādētas. Nosūtiet failu pakalpojumu pārvaldības koordinatoram.",
                en: "Answers downloaded. Send the file to whoever coordinates the assessment.")
        ),
        (
            "wrongFile",
            LocalizedText(
                lv: "Šis fails nav šīs anketas atbildes.",
                en: "This file does not answer this questionnaire.")
        ),
        (
            "replace",
            LocalizedText(
                lv: "Aizstāt lapā esošās atbildes ar faila atbildēm?",
                en: "Replace the answers on the page with those of the file?")
        ),
        (
            "reallyRestart",
            LocalizedText(
                lv: "Izdzēst melnrakstu un sākt no jauna?", en: "Delete the draft and start again?")
        ),
        ("allAnswered", LocalizedText(lv: "Uz visu ir atbildēts.", en: "Everything is answered.")),
    ]

    static let skip = LocalizedText(lv: "Pāriet uz jautājumiem", en: "Skip to the questions")
    static let sections = LocalizedText(lv: "Sadaļas", en: "Sections")
    static let findings = LocalizedText(lv: "Pretrunas un šaubas", en: "Contradictions and doubts")
    static let noFindings = LocalizedText(
        lv: "Pagaidām nekas atbildēs nav pretrunā.",
        en: "So far nothing in the answers contradicts.")
    static let contradictions = LocalizedText(lv: "Pretrunas", en: "Contradictions")
    static let doubts = LocalizedText(lv: "šaubas", en: "doubts")
    static let next = LocalizedText(lv: "Nākamais neatbildētais", en: "Next unanswered")
    static let download = LocalizedText(lv: "Lejupielādēt atbildes", en: "Download answers")
    static let nextShort = LocalizedText(lv: "Nākamais", en: "Next")
    static let downloadShort = LocalizedText(lv: "Lejupielādēt", en: "Download")
    static let open = LocalizedText(lv: "Atvērt atbilžu failu", en: "Open an answers file")
    static let restart = LocalizedText(lv: "Sākt no jauna", en: "Start again")
    static let clear = LocalizedText(lv: "Notīrīt atbildi", en: "Clear the answer")
    static let remarks = LocalizedText(
        lv: "Komentārs un pierādījumi", en: "Comment and evidence")
    static let reason = LocalizedText(
        lv: "Kāpēc jautājums nav attiecināms?", en: "Why does the question not apply?")
    static let countHint = LocalizedText(
        lv: "Vesels skaitlis; ja tas nav precīzi zināms, mazākais un lielākais, piemēram, 10..20.",
        en: "A whole number; if it is not known exactly, the lowest and the highest, like 10..20.")
    static let count = LocalizedText(lv: "Skaits", en: "Number")
    static let notAsked = LocalizedText(
        lv: "Šobrīd nav jāatbild.", en: "Not to be answered at present.")
    static let partial = LocalizedText(
        lv: "Atbilde pārņemta daļēji: iespējami vairāki varianti. Izvēlieties precīzu atbildi.",
        en: "The answer was carried over in part: several options are possible. Choose one.")
    static let terms = LocalizedText(lv: "Jēdzieni", en: "Terms")
    static let provenance = LocalizedText(
        lv: "Jautājuma izcelsme", en: "Where the question is from")
    static let choose = LocalizedText(lv: "Izvēlieties…", en: "Choose…")
    static let errors = LocalizedText(
        lv: "Pirms lejupielādes papildiniet", en: "Complete this before downloading")
    static let required = LocalizedText(lv: "Nav aizpildīts", en: "Missing")
    static let draft = LocalizedText(
        lv:
            "Atbildes paliek šajā datorā: lapa neko nesūta. Melnraksts tiek glabāts pārlūkā, gatavās "
            + "atbildes lejupielādējiet un nosūtiet pats.",
        en: "The answers stay on this computer: the page sends nothing. The draft is kept in the "
            + "browser; the finished answers you download and send yourself.")
    static let noScript = LocalizedText(
        lv:
            "Lapai vajadzīgs JavaScript. Ja to nevar ieslēgt, aizpildiet darbgrāmatu (briedums form "
            + "--format xlsx).",
        en:
            "The page needs JavaScript. If it cannot be switched on, fill in the workbook (briedums "
            + "form --format xlsx).")
}
