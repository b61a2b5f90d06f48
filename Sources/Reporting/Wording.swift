package import Consistency
package import Maturity
package import Survey
package import TextFormats

/// Words that several reports share.
package enum Wording {
    /// 1 answer, 2 answers.
    package static let answers = CountedNoun(
        lv: ("atbilžu", "atbilde", "atbildes"), en: ("answer", "answers"))
    /// 1 person-day, 2 person-days.
    package static let personDays = CountedNoun(
        lv: ("cilvēkdienu", "cilvēkdiena", "cilvēkdienas"), en: ("person-day", "person-days"))
    /// The same after a preposition: „ar 40 cilvēkdienām“, „par 1 cilvēkdienu“.
    package static let personDaysAfterPreposition = CountedNoun(
        lv: ("cilvēkdienām", "cilvēkdienu", "cilvēkdienām"), en: ("person-day", "person-days"))
    /// 1 action, 2 actions.
    package static let actions = CountedNoun(
        lv: ("pasākumu", "pasākums", "pasākumi"), en: ("action", "actions"))
    /// 1 weighted point, 2 weighted points.
    package static let weightedPoints = CountedNoun(
        lv: ("svērto punktu", "svērtais punkts", "svērtie punkti"),
        en: ("weighted point", "weighted points"))
    /// 1 verdict, 2 verdicts.
    package static let verdicts = CountedNoun(
        lv: ("spriedumu", "spriedums", "spriedumi"), en: ("verdict", "verdicts"))
    /// 1 point, 2 points.
    package static let points = CountedNoun(
        lv: ("punktu", "punkts", "punkti"), en: ("point", "points"))

    /// The first twelve digits of a digest, enough to tell versions apart by eye.
    package static func short(_ digest: String) -> String {
        String(digest.prefix("sha256:".count + 12)) + "…"
    }

    /// The name of a state of an item without a value.
    package static func name(of state: ResponseState.ItemState) -> LocalizedText {
        switch state {
        case .answered: LocalizedText(lv: "atbildēts", en: "answered")
        case .partial: LocalizedText(lv: "atbildēts daļēji", en: "partly answered")
        case .unknown: LocalizedText(lv: "nav zināms", en: "unknown")
        case .notApplicable: LocalizedText(lv: "nav attiecināms", en: "not applicable")
        case .notAsked: LocalizedText(lv: "nav jāatbild", en: "not asked")
        case .unanswered: LocalizedText(lv: "nav atbildēts", en: "not answered")
        }
    }

    /// An item's answer as a person reads it: the value or the state.
    package static func answer(
        _ index: Int, of response: Response, state: ResponseState
    ) -> LocalizedText {
        let questionnaire = state.questionnaire
        let item = questionnaire.items[index]
        let itemState = state.items[index]
        var text = name(of: itemState)
        if case .values(let values)? = response.answers[item.id]?.statement {
            let kind = questionnaire.question(of: item).kind
            let value = ValueFormat(kind: kind, in: questionnaire).description(values)
            text =
                itemState.isApplicable
                ? value
                : text + LocalizedText(verbatim: " (") + value
                    + LocalizedText(verbatim: ")")
        }
        if case .notApplicable(let reason?)? = response.answers[item.id]?.statement {
            text = text + LocalizedText(verbatim: " (\(reason))")
        }
        return text
    }

    /// A question's words, with its scope when it has one.
    package static func question(
        _ item: Questionnaire.Item, in questionnaire: Questionnaire
    ) -> LocalizedText {
        let text = questionnaire.question(of: item).text
        guard let scope = item.scope else { return text }
        return text + LocalizedText(verbatim: " (") + questionnaire.scopes[scope].label
            + LocalizedText(verbatim: ")")
    }

    /// An interval of scores: `65,0–73,8 %`, or one figure when both ends are equal.
    package static func interval(_ lowest: Ratio?, _ highest: Ratio?) -> LocalizedText {
        guard let lowest, let highest else { return LocalizedText(verbatim: "–") }
        guard lowest != highest else { return lowest.percent }
        return LocalizedText(
            lv: "\(lowest.percent.lv.dropLast(2))–\(highest.percent.lv)",
            en: "\(lowest.percent.en.dropLast())–\(highest.percent.en)")
    }

    /// A range of levels: `Pamata–vidējs`, or one level when both ends are equal.
    package static func levels(
        _ range: ClosedRange<Int>, of model: MaturityModel
    ) -> LocalizedText {
        let lowest = model.levels[range.lowerBound].label
        guard range.count > 1 else { return lowest }
        let highest = model.levels[range.upperBound].label
        return LocalizedText(
            lv: "\(lowest.lv)–\(highest.lv.lowercased())",
            en: "\(lowest.en)–\(highest.en.lowercased())")
    }

    /// The answers of earlier versions that an answer came from: `2021.1: V8 = yes, V9 = no`.
    package static func origin(_ answer: Answer) -> LocalizedText {
        var parts: [String] = []
        for version in answer.origin.map(\.version) where !parts.contains(version) {
            parts.append(version)
        }
        let texts = parts.map { version in
            let entries = answer.origin.filter { $0.version == version }
                .map { "\($0.item) = \($0.answer)" }
            return "\(version): " + entries.joined(separator: ", ")
        }
        return LocalizedText(verbatim: texts.joined(separator: "; "))
    }

    /// How many answers were carried over and not confirmed yet; `nil` when there are none.
    package static func unconfirmed(_ response: Response) -> LocalizedText? {
        let count = response.answers.values.filter(\.isUnconfirmed).count
        guard count > 0 else { return nil }
        let counted = answers.counted(count)
        let versions = (response.migration?.versions.map(\.version) ?? []).joined(separator: ", ")
        return LocalizedText(
            lv: "Jāapstiprina \(counted.lv), kas pārnestas no versijas \(versions); kamēr tās nav "
                + "apstiprinātas, vērtējums balstās uz pārnesto.",
            en: "To be confirmed: \(counted.en) carried over from version \(versions); until then "
                + "the score rests on what was carried over.")
    }

    /// The sentence that marks made-up data.
    package static let synthetic = LocalizedText(
        lv: "SINTĒTISKI DATI: izdomātas atbildes, nevis kādas iestādes atbildes.",
        en: "SYNTHETIC DATA: made-up answers, not those of any institution.")
}
