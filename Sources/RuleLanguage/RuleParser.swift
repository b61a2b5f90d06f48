import TextFormats

/// Reads the rule language: one line of text per rule, readable without programming.
///
///     rule        = [ "for each" scale "question" NAME ":"
///                   | "for each question" NAME "in" NAME { "," NAME } ":" ] expression
///     expression  = disjunction [ "=>" expression ]
///     disjunction = conjunction { "or" conjunction }
///     conjunction = negation { "and" negation }
///     negation    = "not" negation | primary
///     primary     = "(" expression ")" | ( "all" | "any" ) "(" group ")"
///                 | reference "has" NAME | reference ( "=" | "!=" ) "{" NAME { "," NAME } "}"
///                 | term relation term
///     group       = reference [ ".." reference ] { "," … } relation term
///     term        = product { ( "+" | "-" ) product }
///     product     = [ NUMBER "*" ] ( NUMBER | reference | "count" "(" group ")" )
///     reference   = NAME [ "." NAME ]
///     relation    = "=" | "!=" | "<" | "<=" | ">" | ">="
package struct RuleParser {
    private let tokens: [Token]
    private var index = 0
    private var depth = 0

    /// The deepest nesting of brackets and negations, which bounds the stack.
    private static let maximumDepth = 60

    /// Reads a rule, with or without a template header.
    ///
    /// - Throws: ``RuleSyntaxError`` with the place of the first fault.
    package static func parseRule(_ text: String) throws(RuleSyntaxError) -> RuleText {
        var parser = RuleParser(tokens: try tokenize(text))
        let header = try parser.header()
        let expression = try parser.expression()
        try parser.expectEnd()
        return RuleText(header: header, expression: expression)
    }

    /// Reads a condition, which has no template header.
    ///
    /// - Throws: ``RuleSyntaxError`` with the place of the first fault.
    package static func parseCondition(_ text: String) throws(RuleSyntaxError) -> Expression {
        var parser = RuleParser(tokens: try tokenize(text))
        let expression = try parser.expression()
        try parser.expectEnd()
        return expression
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    // MARK: Template header

    private mutating func header() throws(RuleSyntaxError) -> TemplateHeader? {
        guard peekWord("for"), peekWord("each", ahead: 1) else { return nil }
        index += 2
        let range: TemplateHeader.Range
        let variable: Name
        if peekWord("question"), !peekWord("question", ahead: 1) {
            index += 1
            variable = try name()
            try expectWord("in")
            range = .questions(try names())
        } else {
            let scale = try name()
            try expectWord("question")
            variable = try name()
            range = .scale(scale)
        }
        try expectSign(":")
        return TemplateHeader(variable: variable, range: range)
    }

    // MARK: Expressions

    private mutating func expression() throws(RuleSyntaxError) -> Expression {
        try descend()
        defer { depth -= 1 }
        let left = try disjunction()
        return consumeSign("=>") ? .implies(left, try expression()) : left
    }

    private mutating func disjunction() throws(RuleSyntaxError) -> Expression {
        var parts = [try conjunction()]
        while consumeWord("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws(RuleSyntaxError) -> Expression {
        var parts = [try negation()]
        while consumeWord("and") { parts.append(try negation()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func negation() throws(RuleSyntaxError) -> Expression {
        try descend()
        defer { depth -= 1 }
        return consumeWord("not") ? .not(try negation()) : try primary()
    }

    private mutating func primary() throws(RuleSyntaxError) -> Expression {
        if consumeSign("(") {
            let inner = try expression()
            try expectSign(")")
            return inner
        }
        if peekSign("(", ahead: 1) {
            if consumeWord("all") { return .every(try group()) }
            if consumeWord("any") { return .some(try group()) }
        }
        let left = try term()
        if case .reference(let reference) = left {
            if consumeWord("has") { return .has(reference, try name()) }
            if peekSign("{", ahead: 1), peekSign("=") || peekSign("!=") {
                let negated = peekSign("!=")
                index += 2
                let options = try names()
                try expectSign("}")
                return .isExactly(reference, options, negated: negated)
            }
        }
        return .comparison(left, try relation(), try term())
    }

    private mutating func group() throws(RuleSyntaxError) -> GroupCondition {
        try expectSign("(")
        var members: [GroupCondition.Member] = []
        repeat {
            let first = try reference()
            let last = consumeSign("..") ? try reference() : nil
            members.append(GroupCondition.Member(first: first, last: last))
        } while consumeSign(",")
        let condition = GroupCondition(
            members: members, relation: try relation(), value: try term())
        try expectSign(")")
        return condition
    }

    private mutating func relation() throws(RuleSyntaxError) -> Relation {
        if case .sign(let text) = current.kind, let relation = Relation(rawValue: text) {
            index += 1
            return relation
        }
        throw unexpected(
            LocalizedText(
                lv: "salīdzinājums (= != < <= > >=)", en: "a comparison (= != < <= > >=)"))
    }

    // MARK: Terms

    private mutating func term() throws(RuleSyntaxError) -> Term {
        try descend()
        defer { depth -= 1 }
        var parts = [try product(sign: 1)]
        while peekSign("+") || peekSign("-") {
            let sign = peekSign("-") ? -1 : 1
            index += 1
            parts.append(try product(sign: sign))
        }
        return parts.count == 1 ? parts[0] : .sum(parts)
    }

    private mutating func product(sign: Int) throws(RuleSyntaxError) -> Term {
        let start = current.offset
        if case .number(let number) = current.kind {
            index += 1
            guard consumeSign("*") else { return .number(sign * number, offset: start) }
            return .multiple(sign * number, try atom())
        }
        let atom = try atom()
        return sign == 1 ? atom : .multiple(sign, atom)
    }

    private mutating func atom() throws(RuleSyntaxError) -> Term {
        let start = current.offset
        if case .number(let number) = current.kind {
            index += 1
            return .number(number, offset: start)
        }
        if peekSign("(", ahead: 1), consumeWord("count") {
            return .count(try group(), offset: start)
        }
        return .reference(try reference())
    }

    private mutating func reference() throws(RuleSyntaxError) -> Reference {
        let name = try name()
        return Reference(name, scope: consumeSign(".") ? try self.name() : nil)
    }

    private mutating func names() throws(RuleSyntaxError) -> [Name] {
        var names = [try name()]
        while consumeSign(",") { names.append(try name()) }
        return names
    }

    // MARK: Tokens

    private var current: Token { tokens[index] }

    private mutating func descend() throws(RuleSyntaxError) {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw RuleSyntaxError(
                at: current.offset,
                LocalizedText(
                    lv: "iekavas ir pārāk dziļas.", en: "brackets are nested too deeply."))
        }
    }

    private func token(ahead: Int) -> Token { tokens[min(index + ahead, tokens.count - 1)] }

    private func peekSign(_ sign: String, ahead: Int = 0) -> Bool {
        token(ahead: ahead).kind == .sign(sign)
    }

    private func peekWord(_ word: String, ahead: Int = 0) -> Bool {
        token(ahead: ahead).kind == .name(word)
    }

    private mutating func consumeSign(_ sign: String) -> Bool {
        guard peekSign(sign) else { return false }
        index += 1
        return true
    }

    private mutating func consumeWord(_ word: String) -> Bool {
        guard peekWord(word) else { return false }
        index += 1
        return true
    }

    private mutating func expectSign(_ sign: String) throws(RuleSyntaxError) {
        guard consumeSign(sign) else { throw unexpected(LocalizedText(verbatim: "'\(sign)'")) }
    }

    private mutating func expectWord(_ word: String) throws(RuleSyntaxError) {
        guard consumeWord(word) else { throw unexpected(LocalizedText(verbatim: "'\(word)'")) }
    }

    private mutating func name() throws(RuleSyntaxError) -> Name {
        let token = current
        guard case .name(let text) = token.kind, !Self.keywords.contains(text) else {
            throw unexpected(
                LocalizedText(lv: "jautājuma vai atbildes nosaukums", en: "a name"))
        }
        index += 1
        return Name(text, at: token.offset)
    }

    private func expectEnd() throws(RuleSyntaxError) {
        guard current.kind == .end else {
            throw unexpected(
                LocalizedText(
                    lv: "„and“, „or“, „=>“ vai beigas", en: "'and', 'or', '=>' or the end"))
        }
    }

    /// Words that cannot name a question or an option.
    package static let keywords: Set<String> = ["and", "or", "not", "has", "for", "each", "in"]

    private func unexpected(_ expected: LocalizedText) -> RuleSyntaxError {
        let found: LocalizedText =
            switch current.kind {
            case .name(let text): LocalizedText(lv: "„\(text)“", en: "'\(text)'")
            case .number(let number): LocalizedText(lv: "„\(number)“", en: "'\(number)'")
            case .sign(let text): LocalizedText(lv: "„\(text)“", en: "'\(text)'")
            case .end: LocalizedText(lv: "beigas", en: "the end")
            }
        return RuleSyntaxError(
            at: current.offset,
            LocalizedText(
                lv: "šeit jābūt: \(expected.lv); ir: \(found.lv).",
                en: "expected \(expected.en), found \(found.en)."))
    }
}
