import TextFormats

/// Escapes text for HTML and CSS.
enum HTMLText {
    /// Text for an element's content or a quoted attribute.
    static func escaped(_ text: String) -> String {
        escapingHTML(visibleText(text))
    }

    /// Text for an element's content, in which line breaks stay.
    static func lines(_ text: String) -> String {
        escaped(text).replacing("\n", with: "<br>")
    }

    /// A string of CSS with its quotes: everything but ASCII letters and digits is written by its
    /// number, so nothing can end the string or the style sheet.
    static func cssString(_ text: String) -> String {
        var result = "\""
        for scalar in visibleText(text).unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.unicodeScalars.append(scalar)
            default: result += "\\" + String(scalar.value, radix: 16) + " "
            }
        }
        return result + "\""
    }
}
