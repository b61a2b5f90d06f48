/// What can be wrong with the text of a JSON file.
enum JSONSyntaxFault {
    case byteOrderMark
    case controlCharacter(UInt8)
    case duplicateKey(String)
    case empty
    case expectedColon
    case expectedComma
    case expectedKey
    case expectedValue
    case invalidEscape
    case invalidNumber(String)
    case invalidUTF8
    case loneSurrogate
    case textAfterEnd
    case tooDeep(Int)
    case tooLarge(Int)
    case trailingComma
    case unclosedString
    case unexpectedEnd
    case unknownWord(String)

    /// The stable code of the finding.
    var code: String {
        switch self {
        case .byteOrderMark: "json.byte-order-mark"
        case .controlCharacter: "json.control-character"
        case .duplicateKey: "json.duplicate-key"
        case .empty: "json.empty"
        case .expectedColon: "json.expected-colon"
        case .expectedComma: "json.expected-comma"
        case .expectedKey: "json.expected-key"
        case .expectedValue: "json.expected-value"
        case .invalidEscape: "json.invalid-escape"
        case .invalidNumber: "json.invalid-number"
        case .invalidUTF8: "json.invalid-utf8"
        case .loneSurrogate: "json.lone-surrogate"
        case .textAfterEnd: "json.text-after-end"
        case .tooDeep: "json.too-deep"
        case .tooLarge: "json.too-large"
        case .trailingComma: "json.trailing-comma"
        case .unclosedString: "json.unclosed-string"
        case .unexpectedEnd: "json.unexpected-end"
        case .unknownWord: "json.unknown-word"
        }
    }

    /// What is wrong.
    var message: LocalizedText {
        switch self {
        case .byteOrderMark:
            LocalizedText(
                lv: "fails sākas ar baitu secības zīmi (BOM).",
                en: "the file begins with a byte order mark (BOM).")
        case .controlCharacter(let byte):
            LocalizedText(
                lv: "tekstā ir vadības rakstzīme ar kodu \(byte).",
                en: "the string contains the control character \(byte).")
        case .duplicateKey(let key):
            LocalizedText(
                lv: "atslēga „\(key)“ šajā objektā ir jau bijusi.",
                en: "the key '\(key)' has already occurred in this object.")
        case .empty:
            LocalizedText(lv: "fails ir tukšs.", en: "the file is empty.")
        case .expectedColon:
            LocalizedText(lv: "pēc atslēgas trūkst kola.", en: "a colon is missing after the key.")
        case .expectedComma:
            LocalizedText(
                lv: "trūkst komata vai aizverošās iekavas.",
                en: "a comma or a closing bracket is missing.")
        case .expectedKey:
            LocalizedText(
                lv: "šeit jābūt atslēgai pēdiņās.", en: "a key in double quotes is expected here.")
        case .expectedValue:
            LocalizedText(lv: "šeit jābūt vērtībai.", en: "a value is expected here.")
        case .invalidEscape:
            LocalizedText(
                lv: "nederīga atsoļa virkne.", en: "this escape sequence is not valid.")
        case .invalidNumber(let text):
            LocalizedText(
                lv: "„\(text)“ nav derīgs JSON skaitlis.", en: "'\(text)' is not a JSON number.")
        case .invalidUTF8:
            LocalizedText(
                lv: "tekstā ir baits, kas nav UTF-8.",
                en: "the string contains bytes that are not UTF-8.")
        case .loneSurrogate:
            LocalizedText(
                lv: "\\u virknei trūkst otras surogātpāra puses.",
                en: "the \\u escape is half of a surrogate pair.")
        case .textAfterEnd:
            LocalizedText(
                lv: "pēc JSON vērtības beigām ir vēl teksts.",
                en: "there is more text after the end of the JSON value.")
        case .tooDeep(let limit):
            LocalizedText(
                lv: "iekavas ir dziļāk nekā \(limit) līmeņos.",
                en: "brackets are nested deeper than \(limit) levels.")
        case .tooLarge(let limit):
            LocalizedText(
                lv: "fails ir lielāks par \(limit >> 20) MiB.",
                en: "the file is larger than \(limit >> 20) MiB.")
        case .trailingComma:
            LocalizedText(
                lv: "aiz pēdējā elementa ir lieks komats.",
                en: "there is a comma after the last element.")
        case .unclosedString:
            LocalizedText(lv: "tekstam trūkst beigu pēdiņu.", en: "the string is not closed.")
        case .unexpectedEnd:
            LocalizedText(
                lv: "fails beidzas, pirms vērtība ir pabeigta.",
                en: "the file ends before the value is complete.")
        case .unknownWord(let text):
            LocalizedText(
                lv: "„\(text)“ nav JSON vērtība.", en: "'\(text)' is not a JSON value.")
        }
    }

    /// What to do about it.
    var advice: LocalizedText? {
        switch self {
        case .byteOrderMark:
            LocalizedText(
                lv: "Saglabājiet failu kā UTF-8 bez BOM.", en: "Save the file as UTF-8 without BOM."
            )
        case .controlCharacter:
            LocalizedText(lv: "Rakstiet to kā \\u00XX.", en: "Write it as \\u00XX.")
        case .duplicateKey:
            LocalizedText(lv: "Atstājiet tikai vienu.", en: "Keep only one of them.")
        case .invalidEscape:
            LocalizedText(
                lv: "Atļautas ir \\\" \\\\ \\/ \\b \\f \\n \\r \\t un \\uXXXX.",
                en: "Use \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX.")
        case .invalidNumber:
            LocalizedText(
                lv: "Rakstiet, piemēram, 12; bez nullēm sākumā un bez plusa zīmes.",
                en: "Write it like 12, without leading zeros or a plus sign.")
        case .invalidUTF8:
            LocalizedText(
                lv: "Saglabājiet failu UTF-8 kodējumā.", en: "Save the file in UTF-8 encoding.")
        case .unknownWord:
            LocalizedText(
                lv: "Tekstus liek pēdiņās; citādi atļauts tikai true, false un null.",
                en: "Put text in double quotes; otherwise only true, false and null are allowed.")
        case .trailingComma:
            LocalizedText(lv: "Izdzēsiet to.", en: "Remove it.")
        default: nil
        }
    }
}
