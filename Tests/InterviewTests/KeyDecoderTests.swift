import Assessment
import Consistency
import Interview
import Survey
import TestSupport
import TextFormats
import Testing

/// The bytes of terminals become keys, however they are cut.
@Suite struct KeyDecoderTests {
    static let cases: [(bytes: String, keys: [Key])] = [
        ("a", [.character("a")]), ("ā", [.character("ā")]),
        ("漢🙂", [.character("漢"), .character("🙂")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
        ("\u{8}", [.backspace]), ("\u{4}", [.control("d")]), ("\u{15}", [.control("u")]),
        ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
        ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
        ("\u{1B}[1;5C", [.right]), ("\u{1B}[Z", [.backTab]),
        ("\u{1B}OP\u{1B}[11~", [.function(1), .function(1)]),
        ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~", [.home, .end, .home, .end]),
        ("\u{1B}[5~\u{1B}[6~\u{1B}[3~", [.pageUp, .pageDown, .delete]),
        ("\u{1B}[99~x", [.character("x")]), ("\u{1B}[?25hx", [.character("x")]),
        ("\u{1B}[200~a\nb\u{1B}[A\u{1B}[201~c", [.paste("a\nb\u{1B}[A"), .character("c")]),
        ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
        ("\u{1B}\u{1B}[A", [.escape, .up]), ("\u{1B}q", [.escape, .character("q")]),
    ]

    @Test(arguments: cases)
    func `Sequences are understood whole, byte by byte and cut anywhere`(
        _ bytes: String, _ keys: [Key]
    ) {
        let all = Array(bytes.utf8)
        for cut in 0...all.count {
            var decoder = KeyDecoder()
            let first = decoder.decode(all[..<cut])
            let rest = decoder.decode(all[cut...])
            #expect(first + rest == keys)
            #expect(!decoder.isWaiting)
        }
        var decoder = KeyDecoder()
        let found = all.flatMap { decoder.decode([$0]) }
        #expect(found == keys)
    }

    @Test func `Escape alone is known after a pause`() {
        var decoder = KeyDecoder()
        let before = decoder.decode([0x1B])
        #expect(before.isEmpty)
        #expect(decoder.isWaiting)
        let afterPause = decoder.pause()
        #expect(afterPause == [.escape])
        let rest = decoder.decode(Array("[A".utf8))
        #expect(rest == [.character("["), .character("A")])
    }

    @Test func `Bytes that are no text are passed over`() {
        var decoder = KeyDecoder()
        let keys = decoder.decode([0xFF, 0xC3, 0x28, 0x80, 0x61])
        #expect(keys == [.character("("), .character("a")])
        var generator = SplitMix64(seed: TestSeed.of(1))
        for _ in 0..<2_000 {
            _ = decoder.decode((0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) })
            _ = decoder.pause()
        }
    }

    @Test func `A mark that combines joins the character before it`() {
        var field = TextField("e")
        _ = field.press(.character("\u{301}"))
        _ = field.press(.backspace)
        #expect(field.text.isEmpty)
    }

    @Test(arguments: [
        ("abc", "abc"), ("ab<bs>c", "ac"), ("ab<left>x", "axb"), ("ab<left><del>x", "ax"),
        ("ab<home>x<end>y", "xaby"), ("vārds<space>otrs<ctrl-w>x", "vārds x"),
        ("abc<ctrl-u>d", "d"), ("<bs><del><left><right>a", "a"),
        ("<paste: rinda\r\n otra\tx \u{1B}[2J>", "rinda otra x [2J"),
        ("漢<left>x", "x漢"),
    ])
    func `A line is edited`(_ keys: String, _ expected: String) {
        var field = TextField()
        for key in Keyboard.keys(keys) {
            let isTaken = field.press(key)
            #expect(isTaken)
        }
        #expect(field.text == expected)
    }
}
