// A libFuzzer target without `main`; docs/contributing.md says how to build and run it.
import RuleLanguage
import TextFormats

/// Reads bytes as a rule and as a condition; every offset must lie within the text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let text = String(decoding: bytes, as: UTF8.self)
    let length = text.unicodeScalars.count
    do throws(RuleSyntaxError) {
        check(try RuleParser.parseRule(text).expression, in: text)
    } catch {
        check(error, length)
    }
    do throws(RuleSyntaxError) {
        check(try RuleParser.parseCondition(text), in: text)
    } catch {
        check(error, length)
    }
    return 0
}

private func check(_ error: RuleSyntaxError, _ length: Int) {
    precondition((0...length).contains(error.offset), "the fault is outside the text")
    precondition(!error.message.lv.isEmpty && !error.message.en.isEmpty, "a fault without words")
}

private func check(_ expression: Expression, in text: String) {
    let scalars = Array(text.unicodeScalars)
    for reference in expression.references {
        for name in [reference.name, reference.scope].compactMap(\.self) {
            let written = Array(name.text.unicodeScalars)
            precondition(!written.isEmpty, "an empty name")
            precondition(
                scalars.dropFirst(name.offset).starts(with: written),
                "a name is not where it is said to be")
        }
    }
}
