package import Survey
package import TextFormats

/// Reads `credibility.json`.
package struct CredibilityModelReader {
    private let questionnaire: Questionnaire

    /// Reads the indices of response quality of a questionnaire; every fault is reported.
    ///
    /// - Returns: The model, incomplete when the log has errors; `nil` when the file is no object.
    package static func read(
        _ root: JSONCursor, for questionnaire: Questionnaire
    ) -> CredibilityModel? {
        CredibilityModelReader(questionnaire: questionnaire).model(root)
    }

    private func model(_ root: JSONCursor) -> CredibilityModel? {
        guard var object = root.object() else { return nil }
        defer { object.finish() }
        object.requireSchema("briedums.credibility/1")
        let note = words(object.required("note"))
        let verdicts = object.required("verdicts").map { verdictTexts($0) } ?? [:]
        let cursors = object.required("indices")
        let read = (cursors?.elements() ?? []).compactMap { cursor in
            index(cursor).map { (value: $0, cursor: cursor) }
        }
        reportDuplicateIDs(read.map { ($0.value.kind.rawValue, $0.cursor) })
        if case .array(let elements)? = cursors?.value.content, elements.isEmpty {
            cursors?.report(
                code: "credibility.empty",
                LocalizedText(
                    lv: "vajadzīgs vismaz viens rādītājs.", en: "at least one index is needed."))
        }
        let ordered = read.first { $0.value.kind == .normedGuttmanErrors }?.value
        let reference = object.optional("reference").flatMap { self.reference($0, for: ordered) }
        return CredibilityModel(
            indices: read.map(\.value), note: note, reference: reference, verdictTexts: verdicts)
    }

    private func verdictTexts(
        _ cursor: JSONCursor
    ) -> [CredibilityVerdict: CredibilityModel.VerdictText] {
        guard var object = cursor.object() else { return [:] }
        defer { object.finish() }
        var texts: [CredibilityVerdict: CredibilityModel.VerdictText] = [:]
        for verdict in CredibilityVerdict.allCases {
            guard var inner = object.required(verdict.rawValue)?.object() else { continue }
            texts[verdict] = CredibilityModel.VerdictText(
                label: words(inner.required("label")), meaning: words(inner.required("meaning")))
            inner.finish()
        }
        return texts
    }

    private func index(_ cursor: JSONCursor) -> CredibilityModel.Index? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let kinds = CredibilityModel.Kind.allCases
        let kindIndex = lookUp(object.required("id"), among: kinds.map(\.rawValue))
        let label = words(object.required("label"))
        let formula = words(object.required("formula"))
        let reference = object.required("reference")?.nonEmptyString()
        let over = object.required("over")
        let minimum = object.required("minimum_answers")
        let watch = object.required("watch").flatMap { band($0) }
        let doubtfulCursor = object.required("doubtful")
        let doubtful = doubtfulCursor.flatMap { band($0) }
        let source = words(object.required("source"))
        guard let kind = kindIndex.map({ kinds[$0] }) else {
            _ = object.optional("positive")
            return nil
        }
        let items = over.flatMap { CredibilitySelection.items($0, in: questionnaire) }
        // Asked for only where it has a meaning, so that elsewhere it is an unknown key.
        let positive = kind.needsPositive ? object.required("positive") : nil
        let minimumAnswers = minimum?.integer(in: (kind == .variability ? 2 : 1)...10_000)
        if let watch, let doubtful, let doubtfulCursor {
            reportBands(watch, doubtful, at: doubtfulCursor)
        }
        guard let items, let over else { return nil }
        reportScales(of: items, for: kind, at: over)
        let members =
            kind.needsPositive
            ? positive.map { self.members(items, positive: $0) } ?? []
            : items.map { CredibilityModel.Member(item: $0, positive: []) }
        if let minimum, let minimumAnswers, minimumAnswers > items.count {
            minimum.report(
                code: "credibility.minimum",
                LocalizedText(
                    lv: "jautājumu ir tikai \(items.count), tāpēc rādītāju nekad neaprēķinātu.",
                    en: "there are only \(items.count) questions, so the index would never be "
                        + "computed."))
        }
        guard let reference, let watch, let doubtful, let minimumAnswers else { return nil }
        return CredibilityModel.Index(
            kind: kind, label: label, formula: formula, reference: reference, members: members,
            minimumAnswers: minimumAnswers, watch: watch, doubtful: doubtful, source: source)
    }

    // MARK: Thresholds

    private func band(_ cursor: JSONCursor) -> CredibilityModel.Band? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let high = object.optional("at_least")
        let low = object.optional("at_most")
        let atLeast = high.flatMap { threshold($0) }
        let atMost = low.flatMap { threshold($0) }
        guard high != nil || low != nil else {
            cursor.report(
                code: "credibility.threshold",
                LocalizedText(
                    lv: "jānorāda „at_least“, „at_most“ vai abi.",
                    en: "give 'at_least', 'at_most' or both."))
            return nil
        }
        guard high == nil || atLeast != nil, low == nil || atMost != nil else { return nil }
        if let atLeast, let atMost, atLeast <= atMost {
            cursor.report(
                code: "credibility.threshold",
                LocalizedText(
                    lv: "šeit iekļaujas visas vērtības: „at_least“ nav lielāks par „at_most“.",
                    en: "every value is included: 'at_least' is not above 'at_most'."))
        }
        return CredibilityModel.Band(atLeast: atLeast, atMost: atMost)
    }

    private func threshold(_ cursor: JSONCursor) -> Ratio? {
        guard let text = cursor.string() else { return nil }
        // Bounds that keep the square of a threshold, and products with it, within range.
        if let ratio = Ratio(text), ratio.denominator <= 1000, ratio <= Ratio(100, 1) {
            return ratio
        }
        cursor.report(
            code: "credibility.threshold",
            LocalizedText(
                lv: "„\(text)“ nav slieksnis no 0 līdz 100 ar saucēju līdz 1000, piemēram, „1/4“.",
                en: "'\(text)' is not a threshold from 0 to 100 with a denominator up to 1000, "
                    + "such as '1/4'."))
        return nil
    }

    /// Doubtful values must be worth a look, too.
    private func reportBands(
        _ watch: CredibilityModel.Band, _ doubtful: CredibilityModel.Band, at cursor: JSONCursor
    ) {
        func isInside(_ inner: Ratio?, _ outer: Ratio?, _ isBeyond: (Ratio, Ratio) -> Bool) -> Bool
        {
            guard let inner else { return true }
            return outer.map { isBeyond(inner, $0) } ?? false
        }
        guard
            isInside(doubtful.atLeast, watch.atLeast, >=)
                && isInside(doubtful.atMost, watch.atMost, <=)
        else {
            cursor.report(
                code: "credibility.threshold",
                LocalizedText(
                    lv: "apšaubāmās vērtības nav starp „watch“ vērtībām.",
                    en: "the doubtful values are not among those of 'watch'."))
            return
        }
    }

    // MARK: Questions

    /// Runs compare answers and a deviation subtracts them: both need one common scale.
    private func reportScales(
        of items: [Int], for kind: CredibilityModel.Kind, at cursor: JSONCursor
    ) {
        guard kind == .longestRun || kind == .variability else { return }
        let kinds = Set(
            items.map { questionnaire.question(of: questionnaire.items[$0]).kind })
        if kinds.count == 1, case .single(let scale)? = kinds.first,
            kind == .longestRun || questionnaire.scales[scale].isOrdered
        {
            return
        }
        cursor.report(
            code: "credibility.scale",
            kind == .longestRun
                ? LocalizedText(
                    lv: "šim rādītājam vajag jautājumus ar vienu kopīgu skalu.",
                    en: "this index needs questions of one common scale.")
                : LocalizedText(
                    lv: "šim rādītājam vajag jautājumus ar vienu kopīgu sakārtotu skalu.",
                    en: "this index needs questions of one common ordered scale."))
    }

    private func members(
        _ items: [Int], positive cursor: JSONCursor
    ) -> [CredibilityModel.Member] {
        let names = cursor.elements()
        if case .array(let elements) = cursor.value.content, elements.isEmpty {
            cursor.report(
                code: "credibility.positive",
                LocalizedText(
                    lv: "vajag vismaz vienu atbildi, kas nozīmē „jā“.",
                    en: "at least one option that counts as yes is needed."))
        }
        var reported: Set<String> = []
        return items.map { item in
            let question = questionnaire.question(of: questionnaire.items[item])
            guard case .single = question.kind else {
                if reported.insert("").inserted {
                    cursor.report(
                        code: "credibility.scale",
                        LocalizedText(
                            lv: "\(question.id) nav jautājums ar vienu atbildi no skalas.",
                            en: "\(question.id) does not take one option of a scale."))
                }
                return CredibilityModel.Member(item: item, positive: [])
            }
            let options = questionnaire.options(of: question.kind).map(\.id)
            var mask: OptionMask = []
            for name in names {
                guard let text = name.string() else { continue }
                if let option = options.firstIndex(of: text) {
                    mask.formUnion(OptionMask(index: option))
                } else if reported.insert(text).inserted {
                    reportUnknownName(text, at: name, among: options)
                }
            }
            if mask == .first(options.count), reported.insert("").inserted {
                cursor.report(
                    code: "credibility.positive",
                    LocalizedText(
                        lv: "jautājumam \(question.id) visas atbildes nozīmē „jā“.",
                        en: "every option of \(question.id) counts as yes."))
            }
            return CredibilityModel.Member(item: item, positive: mask)
        }
    }

    // MARK: The reference group

    private func reference(
        _ cursor: JSONCursor, for index: CredibilityModel.Index?
    ) -> ItemPopularity? {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let size = object.required("responses")?.integer(in: 1...1_000_000)
        let source = words(object.required("source"))
        let counts = object.required("positive")
        guard let size, let counts, let index else { return nil }
        let names = index.members.map { questionnaire.items[$0.item].id }
        var shares: [Int: Ratio] = [:]
        for (name, value) in counts.members() {
            guard let offset = names.firstIndex(of: name) else {
                reportUnknownName(name, at: value, among: names)
                continue
            }
            shares[index.members[offset].item] = value.integer(in: 0...size).map { Ratio($0, size) }
        }
        let missing = zip(names, index.members).filter { counts.member($0.0) == nil }.map(\.0)
        if !missing.isEmpty {
            let list = missing.joined(separator: ", ")
            counts.report(
                code: "credibility.reference",
                LocalizedText(
                    lv: "trūkst skaita jautājumiem: \(list).",
                    en: "there is no count for these questions: \(list)."))
        }
        return ItemPopularity(shares: shares, source: source)
    }
}

extension CredibilityModel.Kind {
    /// Whether the index asks which options count as yes.
    fileprivate var needsPositive: Bool { self == .acquiescence || self == .normedGuttmanErrors }
}
