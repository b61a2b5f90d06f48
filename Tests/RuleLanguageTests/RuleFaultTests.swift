import RuleLanguage
import Testing
import TextFormats

/// Faulty rules: where the fault is, and what a person reads about it.
@Suite struct RuleFaultTests {
    private static let comparison = "a comparison (= != < <= > >=)"
    private static let ending = "'and', 'or', '=>' or the end"

    @Test("A fault is at the mark and says what was expected", arguments: unexpected)
    func wrongWord(_ marked: String, _ expected: String, _ found: String) throws {
        let rule = MarkedRule(marked)
        let error = try #require(readRule(rule.text).failure)
        #expect(error.offset == rule.offset)
        #expect(error.message.en == "expected \(expected), found \(found).")
        #expect(error.message.lv.hasPrefix("šeit jābūt: "))
        #expect(error.advice == nil)
    }

    /// The marked text, what was expected and what was found.
    static let unexpected: [(String, String, String)] = expressions + names + headers

    private static let expressions: [(String, String, String)] = [
        ("▲", "a name", "the end"), ("  ▲", "a name", "the end"),
        ("V1▲", comparison, "the end"), ("V1 ▲V2", comparison, "'V2'"),
        ("V1 =▲", "a name", "the end"), ("V1 = ▲=> V2 = 1", "a name", "'=>'"),
        ("V1 = ▲= 2", "a name", "'='"), ("V1 ▲=> V2 = 1", comparison, "'=>'"),
        ("V1 = yes ▲V2 = no", ending, "'V2'"), ("V1 = yes and▲", "a name", "the end"),
        ("V1 = yes ▲, V2 = no", ending, "','"), ("1 < V1 ▲< 5", ending, "'<'"),
        ("V1 = yes =>▲", "a name", "the end"), ("V1 = yes ▲)", ending, "')'"),
        ("(V1 = yes▲", "')'", "the end"), ("(▲)", "a name", "')'"), ("not▲", "a name", "the end"),
        ("V1 = ▲(V2)", "a name", "'('"), ("V1 = ▲-1", "a name", "'-'"),
        ("V1 + ▲= 2", "a name", "'='"),
        ("V1 ▲* 2 = 4", comparison, "'*'"),
        ("2 * ▲(V1) = 4", "a name", "'('"), ("V1 ▲{a}", comparison, "'{'"),
        ("V1 < ▲{a}", "a name", "'{'"), ("1 = ▲{a}", "a name", "'{'"),
        ("V1 = {▲}", "a name", "'}'"), ("V1 = {a▲", "'}'", "the end"),
        ("V1 = {a ▲b}", "'}'", "'b'"), ("V1 = {a,▲}", "a name", "'}'"),
        ("V1 = {▲1}", "a name", "'1'"), ("2 ▲has a", comparison, "'has'"),
        ("V1 has ▲2", "a name", "'2'"), ("V1 has ▲{a}", "a name", "'{'"),
        ("V1.▲", "a name", "the end"), ("V1.▲1 = 2", "a name", "'1'"), ("▲.a = 2", "a name", "'.'"),
        ("V1.a▲.b = 2", comparison, "'.'"),
        ("all(▲)", "a name", "')'"), ("all(V1▲)", comparison, "')'"),
        ("all(V1.. ▲= 2)", "a name", "'='"),
        ("all(V1..V2▲..V3 = 1)", comparison, "'..'"), ("all(V1 = 1▲, V2 = 2)", "')'", "','"),
        ("all(V1 = 1▲", "')'", "the end"), ("count(V1 = 1)▲", comparison, "the end"),
        ("any(V1 = 1) ▲= 2", ending, "'='"),
        ("all(V1 = 1) ▲> 2", ending, "'>'"),
        ("some▲(V1 = 1)", comparison, "'('"),
    ]

    private static let names: [(String, String, String)] =
        [
            "and", "or", "has", "for", "each", "in",
        ].flatMap { word in
            [
                ("▲\(word) = 1", "a name", "'\(word)'"), ("V1 = ▲\(word)", "a name", "'\(word)'"),
                ("V1 has ▲\(word)", "a name", "'\(word)'"),
                ("V1.▲\(word) = 1", "a name", "'\(word)'"),
                ("V1 = {a, ▲\(word)}", "a name", "'\(word)'"),
            ]
        } + [
            ("not ▲= 1", "a name", "'='"), ("V1 = ▲not", "a name", "'not'"),
            ("V1 = ▲not V2 = 1", "a name", "'not'"), ("all(▲not = 1)", "a name", "'not'"),
            ("V1 ▲AND V2 = 1", comparison, "'AND'"), ("V1 = 1 ▲AND V2 = 1", ending, "'AND'"),
        ]

    private static let headers: [(String, String, String)] = [
        ("▲for V1 = 1", "a name", "'for'"), ("for each▲", "a name", "the end"),
        ("for each share ▲S: S = 1", "'question'", "'S'"),
        ("for each share question▲: S = 1", "a name", "':'"),
        ("for each share question S ▲S = 1", "':'", "'S'"),
        ("for each share question S:▲", "a name", "the end"),
        ("for each question Q▲: Q = 1", "'in'", "':'"),
        ("for each question Q in▲: Q = 1", "a name", "':'"),
        ("for each question Q in V1▲..V3: Q = 1", "':'", "'..'"),
        ("for each question Q in V1,▲: Q = 1", "a name", "':'"),
        ("for each question ▲in V1: Q = 1", "a name", "'in'"),
        ("for each share question S: ▲for each share question T: T = 1", "a name", "'for'"),
        ("V1 = 1 ▲: V2 = 1", ending, "':'"),
    ]

    @Test("A character or number without meaning is refused where it stands", arguments: tokens)
    func wrongCharacter(_ marked: String, _ message: String, _ advice: String?) throws {
        let rule = MarkedRule(marked)
        let error = try #require(readRule(rule.text).failure)
        #expect(error.offset == rule.offset)
        #expect(error.message.en == message)
        #expect(error.advice?.en == advice)
    }

    static let tokens: [(String, String, String?)] =
        ([
            ("≤", "<="), ("≥", ">="), ("≠", "!="), ("!", "!="), ("⇒", "=>"), ("→", "=>"),
            ("&", "and"), ("|", "or"), ("ā", nil), ("“", nil), ("\"", nil), ("'", nil), ("/", nil),
            ("[", nil), ("]", nil), (";", nil), ("%", nil), ("_", nil), ("\r", nil),
            ("\u{A0}", nil),
            ("\0", nil), ("😀", nil), ("\u{301}", nil), ("\u{200B}", nil), ("\u{FEFF}", nil),
            ("−", nil), ("١", nil), ("Ａ", nil),
        ] as [(String, String?)]).map { sign, advice in
            (
                "V1 = 1 and ▲\(sign) V2",
                "the character '\(sign)' has no meaning in a rule.", advice.map { "Write '\($0)'." }
            )
        } + [
            ("V1 = ▲12a", "'12a' is not a whole number up to 999999999.", nil),
            ("V1 = ▲1000000000", "'1000000000' is not a whole number up to 999999999.", nil),
            (
                "V1 = ▲99999999999999999999",
                "'99999999999999999999' is not a whole number up to 999999999.", nil
            ),
            ("V1 = ▲1_000", "'1_000' is not a whole number up to 999999999.", nil),
            (
                "V▲ā = 1",
                "the character 'ā' has no meaning in a rule.", nil
            ),
            // The first fault of the text is reported, even when it is of the grammar's kind later.
            ("V1 V2 ▲ā", "the character 'ā' has no meaning in a rule.", nil),
        ]

    @Test("A fault is told in Latvian with the same words of the rule")
    func latvian() throws {
        let error = try #require(readRule("V1 V2").failure)
        #expect(
            error.message.lv == "šeit jābūt: salīdzinājums (= != < <= > >=); ir: „V2“.")
        let sign = try #require(readRule("V1 ≤ V2").failure)
        #expect(sign.message.lv == "rakstzīme „≤“ nosacījumā nav paredzēta.")
        #expect(sign.advice?.lv == "Rakstiet „<=“.")
    }
}
