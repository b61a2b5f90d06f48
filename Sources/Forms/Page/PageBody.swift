import Assessment
import Survey
import TextFormats

/// The visible part of the page: every question is there as plain HTML, the script only keeps
/// answers and judges them.
struct PageBody {
    private let definition: Definition
    private let response: Response?
    private let language: Language
    private let questionHTML: PageQuestion

    private var questionnaire: Questionnaire { definition.questionnaire }

    init(_ definition: Definition, response: Response?, in language: Language) {
        self.definition = definition
        self.response = response
        self.language = language
        questionHTML = PageQuestion(definition.questionnaire, in: language)
    }

    private func words(_ text: LocalizedText) -> String { escapingHTML(text[language]) }

    /// The body.
    var html: String {
        """
        <a class="skip" href="#questions">\(words(PageWording.skip))</a>
        \(head)
        <div class="frame">
        \(navigation)
        <main id="questions" tabindex="-1">
        <div id="errors" role="alert" tabindex="-1" hidden><h2>\(words(PageWording.errors))</h2>\
        <ul></ul></div>
        \(facts)
        \(questionnaire.sections.indices.map { section($0) }.joined(separator: "\n"))
        </main>
        <aside id="findings" aria-labelledby="findings-title" tabindex="-1">
        <h2 id="findings-title">\(words(PageWording.findings))</h2>
        <p class="quiet-text" id="no-findings">\(words(PageWording.noFindings))</p>
        <ul class="findings-list" id="findings-list"></ul>
        </aside>
        </div>
        \(bar)
        <p class="visually-hidden" role="status" id="status"></p>
        """
    }

    private var head: String {
        let banner =
            response?.isSynthetic == true
            ? "<p class=\"banner\">\(words(FormWording.synthetic))</p>" : ""
        let name = escapingHTML(questionnaire.identity.name)
        return """
            <header class="head"><div class="head-inner">
            \(banner)
            <p class="version">\(name)</p>
            <h1>\(words(questionnaire.title))</h1>
            <p class="lead">\(words(questionnaire.description))</p>
            <p class="lead">\(words(PageWording.draft))</p>
            <noscript><p class="banner noscript">\(words(PageWording.noScript))</p></noscript>
            <div class="notice" id="draft" hidden><span id="draft-time"></span>\
            <button type="button" id="restart">\(words(PageWording.restart))</button></div>
            </div></header>
            """
    }

    private var navigation: String {
        var entries =
            "<li><a href=\"#facts\"><span>\(words(FormWording.institution))</span></a></li>"
        for (index, section) in questionnaire.sections.enumerated() {
            entries +=
                "<li><a href=\"#section-\(index)\"><span>\(words(section.title))</span>"
                + "<span class=\"count\" id=\"section-count-\(index)\"></span></a></li>"
        }
        entries +=
            "<li><a href=\"#findings\"><span>\(words(PageWording.findings))</span>"
            + "<span class=\"count\"><span class=\"contradiction-count\">0</span> + "
            + "<span class=\"doubt-count\">0</span></span></a></li>"
        return """
            <nav aria-labelledby="sections-title">
            <h2 id="sections-title">\(words(PageWording.sections))</h2>
            <ul>\(entries)</ul>
            </nav>
            """
    }

    private var bar: String {
        """
        <footer class="bar"><div class="bar-inner">
        <div class="bar-progress"><label for="progress" id="progress-text"></label>\
        <progress id="progress" max="1" value="0"></progress><span id="saved"></span></div>
        <a class="bar-findings" href="#findings">\(words(PageWording.contradictions)): \
        <span class="contradiction-count">0</span>, \(words(PageWording.doubts)): \
        <span class="doubt-count">0</span></a>
        <button type="button" id="next"><span class="long">\(words(PageWording.next))</span>\
        <span class="short">\(words(PageWording.nextShort))</span></button>
        <button type="button" id="open-button">\(words(PageWording.open))</button>
        <input type="file" id="open" accept=".json,application/json" hidden>
        <button type="button" class="main" id="download">\
        <span class="long">\(words(PageWording.download))</span>\
        <span class="short">\(words(PageWording.downloadShort))</span></button>
        </div></footer>
        """
    }

    // MARK: Institution

    private var facts: String {
        var fields = [
            fact("registration_number", FormWording.registrationNumber, isRequired: true),
            fact("name", FormWording.name, isRequired: true),
            fact("ministry", FormWording.ministry, isRequired: false),
            fact("survey_year", FormWording.surveyYear, isRequired: true),
            fact("author", FormWording.author, isRequired: false, hint: FormWording.authorHelp),
        ]
        fields += questionnaire.profile.map { profileField($0) }
        return """
            <section class="section" id="facts" aria-labelledby="facts-title">
            <h2 id="facts-title">\(words(FormWording.institution))</h2>
            <div class="facts">\(fields.joined(separator: "\n"))</div>
            </section>
            """
    }

    private func fact(
        _ id: String, _ label: LocalizedText, isRequired: Bool, hint: LocalizedText? = nil
    ) -> String {
        let input = "fact-\(id)"
        let missing = escapingHTML(
            "\(PageWording.required[language]): \(label[language])")
        let required =
            isRequired ? " data-required=\"\(missing)\" aria-required=\"true\"" : ""
        let numeric = id == "survey_year" ? " inputmode=\"numeric\"" : ""
        let described = hint == nil ? "" : " aria-describedby=\"\(input)-hint\""
        let hintText = hint.map { "<span class=\"hint\" id=\"\(input)-hint\">\(words($0))</span>" }
        return "<div class=\"field\"><label for=\"\(input)\">\(words(label))</label>"
            + (hintText ?? "")
            + "<input type=\"text\" id=\"\(input)\" data-fact=\"\(id)\" autocomplete=\"off\""
            + "\(required)\(numeric)\(described)></div>"
    }

    private func profileField(_ field: ProfileField) -> String {
        let input = "profile-\(field.id)"
        let id = escapingHTML(field.id)
        var control: String
        switch field.kind {
        case .count:
            control =
                "<input type=\"text\" class=\"short\" inputmode=\"numeric\" id=\"\(input)\" "
                + "data-field=\"\(id)\" aria-describedby=\"\(input)-hint\" autocomplete=\"off\">"
        case .single, .multiple:
            let options = questionnaire.options(of: field.kind).map {
                "<option value=\"\(escapingHTML($0.id))\">\(words($0.label))</option>"
            }
            control =
                "<select id=\"\(input)\" data-field=\"\(id)\" aria-describedby=\"\(input)-hint\">"
                + "<option value=\"\">\(words(PageWording.choose))</option>"
                + options.joined() + "</select>"
        }
        return
            "<div class=\"field\"><label for=\"\(input)\">\(words(field.label))</label>\(control)"
            + "<span class=\"hint\" id=\"\(input)-hint\">\(words(field.help))</span></div>"
    }

    // MARK: Sections

    private func section(_ index: Int) -> String {
        let heading = questionnaire.sections[index]
        var parts: [String] = []
        var group: Int?
        for (place, question) in questionnaire.questions.enumerated()
        where question.section == index {
            if question.group != group, let next = question.group {
                let heading = questionnaire.groups[next]
                parts.append("<h3 class=\"group\">\(words(heading.title))</h3>")
                if !heading.introduction[language].isEmpty {
                    parts.append(
                        "<p class=\"group-introduction\">\(words(heading.introduction))</p>")
                }
            }
            group = question.group
            parts.append(questionHTML.html(place))
        }
        let condition = FormWording.condition([heading.condition?.text].compactMap { $0 })
        let conditionText = condition.map { " <em>\(words($0))</em>" } ?? ""
        return """
            <section class="section" id="section-\(index)" aria-labelledby="section-\(index)-title">
            <h2 id="section-\(index)-title">\(index + 1). \(words(heading.title))</h2>
            <p class="introduction">\(words(heading.introduction))\(conditionText)</p>
            \(parts.joined(separator: "\n"))
            </section>
            """
    }
}
