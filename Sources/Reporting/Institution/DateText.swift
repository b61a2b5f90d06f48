package import TextFormats

/// A date as each language writes it: `2026. gada 21. novembris`, `21 November 2026`.
package func dateText(_ date: String) -> LocalizedText {
    let parts = date.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else {
        return LocalizedText(verbatim: date)
    }
    let latvian = [
        "janvāris", "februāris", "marts", "aprīlis", "maijs", "jūnijs", "jūlijs", "augusts",
        "septembris", "oktobris", "novembris", "decembris",
    ]
    let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    return LocalizedText(
        lv: "\(parts[0]). gada \(parts[2]). \(latvian[parts[1] - 1])",
        en: "\(parts[2]) \(english[parts[1] - 1]) \(parts[0])")
}
