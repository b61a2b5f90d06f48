/// One thing that a person did at the keyboard.
package enum Key: Hashable, Sendable {
    /// A printable character.
    case character(Character)
    /// Ctrl with a lower-case letter.
    case control(Character)
    /// A text that arrived as a whole, from the clipboard; it never acts as keys.
    case paste(String)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, pageUp, pageDown, home, end
    /// F1, F2 …
    case function(Int)
}
