import Testing
import TextFormats

/// The name offered to a person who mistyped one.
@Suite struct NearestNameTests {
    @Test(
        "A near name is offered, a far one is not",
        arguments: [
            ("anwsers", ["answers", "name"], "answers"), ("answer", ["answers"], "answers"),
            ("mayb", ["yes", "no", "maybe"], "maybe"), ("V12", ["V1", "V21", "V2"], "V1"),
            ("v1", ["V1"], "V1"), ("NAME", ["name"], "name"),
            ("nosaukuns", ["nosaukums"], "nosaukums"),
            ("jā", ["ja", "nē"], "ja"), ("kitten", ["sitting"], nil),
            ("kitte", ["kitten"], "kitten"),
            ("abcdef", ["abcxyf"], "abcxyf"), ("abcdef", ["abxyzf"], nil), ("a", ["b"], nil),
            ("a", ["ab"], "ab"), ("", ["a"], nil), ("a", [""], nil), ("x", [], nil),
            ("same", ["same"], nil), ("ab", ["ba"], "ba"), ("ca", ["abc"], nil),
            ("tset", ["text", "test"], "test"), ("vnai", ["vani", "vain"], "vani"),
            ("kind", ["king", "mind"], "king"), ("institutons", ["institutions"], "institutions"),
        ] as [(String, [String], String?)])
    func nearest(_ name: String, _ candidates: [String], _ expected: String?) {
        #expect(nearestName(to: name, among: candidates) == expected)
    }

    @Test("Of two equally near names the first in order is offered")
    func tie() {
        #expect(nearestName(to: "bat", among: ["cat", "hat"]) == "cat")
        #expect(nearestName(to: "bat", among: ["hat", "cat"]) == "hat")
    }

    @Test("A very long name costs no more than its beginning")
    func hostile() {
        let long = String(repeating: "a", count: 1_000_000)
        #expect(nearestName(to: long, among: ["answers"]) == nil)
        #expect(nearestName(to: long + "b", among: [long]) == long)
    }
}
