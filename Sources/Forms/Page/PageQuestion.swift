import Survey
import TextFormats

/// The HTML of one question: a group of controls per item, help, and room for findings.
struct PageQuestion {
    private let questionnaire: Questionnaire
    private let language: Language
    /// The terms that matter in each question.
    private let terms: [String: [GlossaryTerm]]

    init(_ questionnaire: Questionnaire, in language: Language) {
        self.questionnaire = questionnaire
        self.language = language
        var terms: [String: [GlossaryTerm]] = [:]
        for term in questionnaire.glossary {
            for question in term.questions { terms[question, default: []].append(term) }
        }
        self.terms = terms
    }

    private func words(_ text: LocalizedText) -> String { escapingHTML(text[language]) }

    /// A question's HTML.
    func html(_ index: Int) -> String {
        let question = questionnaire.questions[index]
        let id = escapingHTML(question.id)
        let items = questionnaire.itemIndices(ofQuestion: index).map { questionnaire.items[$0] }
        // No level of heading is passed over, for those who find their way by headings.
        let level = question.group == nil ? "h3" : "h4"
        let title =
            "<\(level) class=\"question-title\"><span class=\"number\">\(id)</span> "
            + "\(words(question.text))</\(level)>"
        let condition =
            FormWording.condition([question.condition?.text].compactMap { $0 })
            .map { "<p class=\"quiet-text\">\(words($0))</p>" } ?? ""
        let controls: String
        if items.count == 1, items[0].scope == nil {
            controls = fieldset(items[0], question, legend: title)
        } else {
            let boxes = items.map { item in
                let label = item.scope.map { words(questionnaire.scopes[$0].label) } ?? ""
                let legend =
                    "<span class=\"visually-hidden\">\(id) \(words(question.text)) – </span>"
                    + "<span class=\"scope-name\">\(label)</span>"
                return fieldset(item, question, legend: legend)
            }
            controls = "\(title)<div class=\"scopes\">\(boxes.joined())</div>"
        }
        return """
            <div class="question" id="q-\(id)" data-question="\(id)">
            \(controls)
            \(condition)
            <div class="question-findings"></div>
            \(help(question))
            </div>
            """
    }

    private func fieldset(
        _ item: Questionnaire.Item, _ question: Question, legend: String
    ) -> String {
        let id = escapingHTML(item.id)
        let condition = item.scope.flatMap { questionnaire.scopes[$0].condition?.text }
        let why = FormWording.condition([condition].compactMap { $0 })?[language] ?? ""
        let notAsked = escapingHTML("\(PageWording.notAsked[language]) \(why)")
        var html = "<fieldset id=\"i-\(id)\" data-item=\"\(id)\"><legend>\(legend)</legend>"
        html += "<p class=\"not-asked\" hidden>\(notAsked)</p>"
        html += "<p class=\"partial\" hidden>\(words(PageWording.partial))</p>"
        html += control(item, question, id: id)
        html += "<button type=\"button\" class=\"clear\" hidden>\(words(PageWording.clear))"
        html += "<span class=\"visually-hidden\"> \(id)</span></button>"
        if questionnaire.allowsNotApplicable(item) {
            html += "<div class=\"field reason\" hidden>"
            html += "<label for=\"r-\(id)\">\(words(PageWording.reason))</label>"
            html += "<textarea id=\"r-\(id)\" data-part=\"reason\"></textarea></div>"
        }
        html += "<details class=\"remarks\"><summary>\(words(PageWording.remarks))"
        html += "<span class=\"visually-hidden\"> \(id)</span></summary>"
        html += "<div class=\"field\"><label for=\"c-\(id)\">\(words(FormWording.comment))</label>"
        html += "<textarea id=\"c-\(id)\" data-part=\"comment\"></textarea></div>"
        html += "<div class=\"field\"><label for=\"e-\(id)\">\(words(FormWording.evidence))</label>"
        html += "<textarea id=\"e-\(id)\" data-part=\"evidence\"></textarea></div></details>"
        return html + "</fieldset>"
    }

    private func control(
        _ item: Questionnaire.Item, _ question: Question, id: String
    ) -> String {
        switch question.kind {
        case .single(let scale):
            let scale = questionnaire.scales[scale]
            var options = scale.options.reversed().map {
                option("radio", id, escapingHTML($0.id), words($0.label))
            }
            options.append(state("radio", id, "?unknown", AnswerWords.unknown))
            if scale.allowsNotApplicable {
                options.append(state("radio", id, "?not_applicable", AnswerWords.notApplicable))
            }
            return "<div class=\"options\">\(options.joined())</div>"
        case .multiple(let own, _):
            var options = own.map {
                option(
                    "checkbox", id, escapingHTML($0.id), words($0.label), " data-option")
            }
            options.append(state("checkbox", id, "?unknown", AnswerWords.unknown))
            return "<p class=\"quiet-text\">\(words(FormWording.chooseSeveral))</p>"
                + "<div class=\"options stacked\">\(options.joined())</div>"
        case .count(let range):
            let fault = WordFault(text: "", allowed: [], range: range)
            return "<div class=\"field\"><label for=\"n-\(id)\">\(words(PageWording.count))</label>"
                + "<span class=\"hint\" id=\"h-\(id)\">\(words(PageWording.countHint))</span>"
                + "<input type=\"text\" class=\"short\" id=\"n-\(id)\" autocomplete=\"off\" "
                + "aria-describedby=\"h-\(id) x-\(id)\">"
                + "<span class=\"error\" id=\"x-\(id)\" hidden>\(words(fault.advice))</span></div>"
                + "<div class=\"options\">"
                + state("checkbox", id, "?unknown", AnswerWords.unknown) + "</div>"
        }
    }

    private func option(
        _ type: String, _ name: String, _ value: String, _ label: String, _ extra: String = "",
        style: String = "option"
    ) -> String {
        "<label class=\"\(style)\"><input type=\"\(type)\" name=\"\(name)\" value=\"\(value)\""
            + "\(extra)><span>\(label)</span></label>"
    }

    private func state(
        _ type: String, _ name: String, _ value: String, _ label: LocalizedText
    ) -> String {
        option(type, name, value, words(label), style: "option state")
    }

    private func help(_ question: Question) -> String {
        var body = "<p>\(words(question.help))</p>"
        if case .single(let scale) = question.kind, let help = questionnaire.scales[scale].help {
            body += "<p>\(words(help))</p>"
        }
        let id = escapingHTML(question.id)
        let spoken = "<span class=\"visually-hidden\"> \(id)</span>"
        let evidence = "<p>\(words(question.evidence))</p>"
        let note = questionnaire.provenanceNotes[question.provenance].map { words($0) } ?? ""
        let origin = "<p>\(note) (\(escapingHTML(question.source)))</p>"
        var blocks = [
            (words(FormWording.help), body), (words(FormWording.audit), evidence),
        ]
        if let terms = terms[question.id] {
            let list = terms.map { term in
                "<dt>\(words(term.term))</dt><dd>\(words(term.definition)) "
                    + "\(term.confusion.map { words($0) } ?? "")</dd>"
            }
            blocks.append((words(PageWording.terms), "<dl>\(list.joined())</dl>"))
        }
        blocks.append((words(PageWording.provenance), origin))
        let details = blocks.map { title, body in
            "<details><summary>\(title)\(spoken)</summary><div class=\"help-body\">\(body)</div>"
                + "</details>"
        }
        return "<div class=\"tools\">\(details.joined())</div>"
    }
}
