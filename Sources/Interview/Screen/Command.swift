package import TextFormats

/// What a key asks for outside of text fields; one table for acting, hints and the page of keys.
package enum Command: CaseIterable, Sendable {
    case next, back, help, keys, search, sections, unanswered, contradictions, scores
    case comment, evidence, clear, author, save, finish, leave

    /// The keys, the one that is shown first.
    package var keys: [Key] {
        switch self {
        case .next: [.character("n"), .pageDown, .right]
        case .back: [.character("b"), .pageUp, .backTab, .left]
        case .help: [.character("h"), .function(1)]
        case .keys: [.character("?")]
        case .search: [.character("/")]
        case .sections: [.character("g")]
        case .unanswered: [.character("u")]
        case .contradictions: [.character("x")]
        case .scores: [.character("s")]
        case .comment: [.character("c")]
        case .evidence: [.character("e")]
        case .clear: [.character("d"), .delete]
        case .author: [.character("a")]
        case .save: [.character("w")]
        case .finish: [.character("q")]
        case .leave: [.control("d")]
        }
    }

    /// The key as the screen and the plain mode show it.
    package var sign: LocalizedText {
        switch self {
        case .next: LocalizedText(verbatim: "n →")
        case .back: LocalizedText(verbatim: "b ←")
        case .leave: LocalizedText(verbatim: "Ctrl-D")
        default:
            if case .character(let character)? = keys.first {
                LocalizedText(verbatim: String(character))
            } else {
                preconditionFailure("every other command has a letter")
            }
        }
    }

    /// What it does, in a word or two for a line of hints.
    package var hint: LocalizedText {
        switch self {
        case .next: LocalizedText(lv: "tālāk", en: "next")
        case .back: LocalizedText(lv: "atpakaļ", en: "back")
        case .help: LocalizedText(lv: "palīdzība", en: "help")
        case .keys: LocalizedText(lv: "taustiņi", en: "keys")
        case .search: LocalizedText(lv: "meklēt", en: "search")
        case .sections: LocalizedText(lv: "sadaļas", en: "sections")
        case .unanswered: LocalizedText(lv: "neatbildētie", en: "unanswered")
        case .contradictions: LocalizedText(lv: "pretrunas", en: "contradictions")
        case .scores: LocalizedText(lv: "vērtējums", en: "scores")
        case .comment: LocalizedText(lv: "komentārs", en: "comment")
        case .evidence: LocalizedText(lv: "pierādījumi", en: "evidence")
        case .clear: LocalizedText(lv: "dzēst", en: "clear")
        case .author: LocalizedText(lv: "kas atbild", en: "who answers")
        case .save: LocalizedText(lv: "saglabāt", en: "save")
        case .finish: LocalizedText(lv: "beigt", en: "finish")
        case .leave: LocalizedText(lv: "iziet", en: "leave")
        }
    }

    /// What it does, in a sentence.
    package var meaning: LocalizedText {
        switch self {
        case .next:
            LocalizedText(
                lv: "nākamais jautājums (atbildi var dot vēlāk)",
                en: "the next question (the answer can wait)")
        case .back: LocalizedText(lv: "iepriekšējais jautājums", en: "the previous question")
        case .help:
            LocalizedText(
                lv: "viss par jautājumu: kā atbildēt, jēdzieni, pierādījumi, izcelsme",
                en: "about the question: how to answer, terms, evidence, provenance")
        case .keys: LocalizedText(lv: "šis saraksts", en: "this list")
        case .search:
            LocalizedText(
                lv: "meklēt jautājumu pēc vārdiem vai apzīmējuma",
                en: "search for a question by words or id")
        case .sections:
            LocalizedText(
                lv: "sadaļas un cik katrā jau atbildēts",
                en: "sections and how much of each is answered")
        case .unanswered:
            LocalizedText(lv: "neatbildēto jautājumu saraksts", en: "list of unanswered questions")
        case .contradictions:
            LocalizedText(
                lv: "pretrunas un šaubas, un ko pārskatīt vispirms",
                en: "contradictions and doubts, and what to reconsider first")
        case .scores:
            LocalizedText(
                lv: "brieduma vērtējums pēc līdzšinējām atbildēm",
                en: "the maturity score by the answers so far")
        case .comment: LocalizedText(lv: "komentārs pie atbildes", en: "a comment on the answer")
        case .evidence:
            LocalizedText(
                lv: "pierādījumi: dokumenti, saites, ieraksti",
                en: "evidence: documents, links, records")
        case .clear:
            LocalizedText(lv: "dzēst atbildi (arī Delete)", en: "remove the answer (also Delete)")
        case .author:
            LocalizedText(
                lv: "kas atbild; vārdu pieraksta pie katras atbildes",
                en: "who answers; the name is recorded with each answer")
        case .save:
            LocalizedText(
                lv: "mēģināt saglabāt vēlreiz (parasti tas notiek pats)",
                en: "try to save again (usually it happens by itself)")
        case .finish:
            LocalizedText(
                lv: "kopsavilkums: kas vēl trūkst, un beigt",
                en: "what is still missing, and finish")
        case .leave: LocalizedText(lv: "iziet uzreiz; viss ir saglabāts", en: "leave at once")
        }
    }
}
