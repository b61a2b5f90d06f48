/// The beginning of a text, enough to recognise it in a message.
func excerpt(_ text: String) -> String {
    text.count > 60 ? String(text.prefix(60)) + "…" : text
}
