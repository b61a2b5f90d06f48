package import TextFormats

/// A fault in the text of a rule, and where.
package struct RuleSyntaxError: Error, Hashable, Sendable {
    /// How many Unicode scalars of the rule come before the fault.
    package let offset: Int
    /// What is wrong.
    package let message: LocalizedText
    /// What to write instead.
    package let advice: LocalizedText?

    /// Makes an error.
    package init(at offset: Int, _ message: LocalizedText, advice: LocalizedText? = nil) {
        self.offset = offset
        self.message = message
        self.advice = advice
    }
}
