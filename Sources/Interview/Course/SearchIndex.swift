package import Survey
package import TextFormats

/// Finds questions by their words or ids, whatever the accents and capitals.
package struct SearchIndex: Sendable {
    private let entries: [(step: Step, id: String, text: LocalizedText)]

    /// Indexes the texts, options and headings of a questionnaire.
    package init(_ questionnaire: Questionnaire) {
        let profile = questionnaire.profile.enumerated().map { index, field in
            (
                step: Step.profile(index), id: folded(field.id),
                text: Self.folding(field.label)
            )
        }
        let questions = questionnaire.questions.enumerated().map { index, question in
            let words =
                [question.text, questionnaire.sections[question.section].title]
                + (question.group.map { [questionnaire.groups[$0].title] } ?? [])
                + questionnaire.glossary.filter { $0.questions.contains(question.id) }.map(\.term)
            return (
                step: Step.question(index), id: folded(question.id),
                text: Self.folding(words.joined(separator: " "))
            )
        }
        entries = profile + questions
    }

    private static func folding(_ text: LocalizedText) -> LocalizedText {
        LocalizedText(lv: folded(text.lv), en: folded(text.en))
    }

    /// The questions that match: first by id, then those that hold every word, each word also
    /// inside another, because Latvian changes the ends of words.
    ///
    /// - Complexity: O(length of all texts).
    package func steps(matching query: String, in language: Language) -> [Step] {
        let words = folded(query).split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else { return [] }
        let byID = words.count == 1 ? entries.filter { $0.id.hasPrefix(first) } : []
        let exact = byID.filter { $0.id == first }
        let byWords = entries.filter { entry in
            words.allSatisfy { entry.text[language].contains($0) }
        }
        var seen: Set<Step> = []
        return (exact + byID + byWords).map(\.step).filter { seen.insert($0).inserted }
    }
}

/// A text in small letters without diacritics: `Pārvaldība` becomes `parvaldiba`.
package func folded(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
        switch scalar {
        case "\u{300}"..."\u{36F}": continue  // combining marks
        case "ā", "à", "á", "ä", "å", "ã": result.append("a")
        case "č", "ç": result.append("c")
        case "ē", "è", "é", "ë", "ė": result.append("e")
        case "ģ": result.append("g")
        case "ī", "í", "į": result.append("i")
        case "ķ": result.append("k")
        case "ļ", "ł": result.append("l")
        case "ņ", "ñ": result.append("n")
        case "ō", "ó", "ö", "õ": result.append("o")
        case "ŗ": result.append("r")
        case "š": result.append("s")
        case "ū", "ú", "ü", "ų": result.append("u")
        case "ž": result.append("z")
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
