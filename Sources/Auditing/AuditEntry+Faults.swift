package import Survey
package import TextFormats

extension AuditEntry {
    /// Why a verdict cannot stand.
    package enum Fault: Hashable, Sendable {
        /// There is no exact answer that could be confirmed.
        case nothingToConfirm
        /// The verified value leaves something open.
        case verifiedIsOpen
        /// The verified value is the answer itself.
        case verifiedIsTheAnswer
        /// The verdict has no reason.
        case reasonMissing
        /// The verdict names neither a file nor a document.
        case evidenceMissing

        /// What is wrong and what to do.
        package var message: LocalizedText {
            switch self {
            case .nothingToConfirm:
                LocalizedText(
                    lv: "apstiprināt var tikai precīzu atbildi; ja vērtība ir noskaidrota, "
                        + "norādiet to: refuted:VĒRTĪBA.",
                    en: "only an exact answer can be confirmed; if the value has been "
                        + "established, give it: refuted:VALUE.")
            case .verifiedIsOpen:
                LocalizedText(
                    lv: "pārbaudītajai vērtībai jābūt vienai un precīzai.",
                    en: "the verified value must be a single exact one.")
            case .verifiedIsTheAnswer:
                LocalizedText(
                    lv: "pārbaudītā vērtība ir tā pati atbilde; tad atbilde ir apstiprināta "
                        + "(confirmed).",
                    en: "the verified value is the answer itself; the answer is then confirmed.")
            case .reasonMissing:
                LocalizedText(lv: "vajadzīgs pamatojums.", en: "a reason is needed.")
            case .evidenceMissing:
                LocalizedText(
                    lv: "vajadzīgs pierādījums: fails vai dokuments.",
                    en: "evidence is needed: a file or a document.")
            }
        }
    }

    /// What is missing or wrong; empty for a verdict that can stand.
    package func faults(of item: Questionnaire.Item) -> [Fault] {
        var faults: [Fault] = []
        switch verdict {
        case .notVerified: return reason == nil ? [.reasonMissing] : []
        case .confirmed:
            if !(selfAssessed.map { item.domain.isExact($0) } ?? false) {
                faults.append(.nothingToConfirm)
            }
        case .refuted(let verified):
            if !item.domain.isExact(verified) { faults.append(.verifiedIsOpen) }
            if verified.saysTheSame(as: selfAssessed) { faults.append(.verifiedIsTheAnswer) }
        }
        if reason == nil { faults.append(.reasonMissing) }
        if evidence.isEmpty, documents.isEmpty { faults.append(.evidenceMissing) }
        return faults
    }
}

extension Answer.Statement {
    /// Whether two statements say the same, the reason of "not applicable" left aside.
    fileprivate func saysTheSame(as other: Answer.Statement?) -> Bool {
        if case .notApplicable = self, case .notApplicable? = other { return true }
        return self == other
    }
}
