import TextFormats

extension Report.Table.Column {
    /// A column with its title in both languages.
    init(lv: String, en: String, isNumeric: Bool = false, share: Int? = nil) {
        self.init(LocalizedText(lv: lv, en: en), isNumeric: isNumeric, share: share)
    }
}
