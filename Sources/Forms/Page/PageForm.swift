package import Assessment
import CForms
package import Survey
package import TextFormats

/// A page on which an institution fills in its answers with a browser, offline.
///
/// One file without references to any other. Its content security policy allows no connection at
/// all, and only the one style and the one script whose hashes it names.
package struct PageForm {
    private let definition: Definition
    private let response: Response?
    private let language: Language

    /// Prepares a page.
    ///
    /// - Parameters:
    ///   - definition: What is asked.
    ///   - response: The answers to show at first; `nil` for an empty page.
    ///   - language: The language of the page.
    package init(_ definition: Definition, response: Response?, in language: Language) {
        self.definition = definition
        self.response = response
        self.language = language
    }

    /// The page.
    ///
    /// - Complexity: O(*questions* + *rules*).
    package var html: String {
        let style = Self.part(BRIEDUMS_PAGE_STYLE)
        let script = Self.part(BRIEDUMS_PAGE_RULES) + Self.part(BRIEDUMS_PAGE_SCRIPT)
        let policy =
            "default-src 'none'; style-src \(PageText.policyHash(style)); script-src "
            + "\(PageText.policyHash(script)); base-uri 'none'; form-action 'none'"
        let data = PageText.script(PageData(definition, response: response, in: language).json)
        let title = escapingHTML(definition.questionnaire.title[language])
        let body = PageBody(definition, response: response, in: language).html
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <style>\(style)</style>
            </head>
            <body>
            \(body)
            <script type="application/json" id="data">\(data)</script>
            <script>\(script)</script>
            </body>
            </html>

            """
    }

    private static func part(_ part: briedums_page_part) -> String {
        let text = briedums_page_text(part)
        return String(
            decoding: UnsafeBufferPointer(start: text.bytes, count: text.size), as: UTF8.self)
    }
}
