package import Assessment
package import Survey
package import TextFormats

/// A page on which an institution fills in its answers with a browser, offline.
package struct PageForm {
    /// Prepares a page.
    package init(_ definition: Definition, response: Response?, in language: Language) {}
    /// The page.
    package var html: String { "" }
}
