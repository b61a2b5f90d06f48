import Interview
import Testing

@Suite struct NameRangesTests {
    @Test(arguments: [
        ("", ""), ("V1", "V1"), ("V1 V2", "V1, V2"), ("V1 V2 V3", "V1–V3"),
        ("V6 V7 V10 V11 V12 V13", "V6, V7, V10–V13"), ("V20 V21 U1 U2 U3", "V20, V21, U1–U3"),
        ("U7 U21 U22", "U7, U21, U22"), ("U3 U2 U1", "U3, U2, U1"), ("A B C", "A, B, C"),
        ("1 2 3", "1, 2, 3"), ("V9 V10 V11 K1", "V9–V11, K1"),
        ("V99999999999999999999 V1", "V99999999999999999999, V1"),
    ])
    func `Runs of three names or more are drawn together`(_ names: String, _ expected: String) {
        let result = drawingRunsTogether(names.split(separator: " ").map(String.init))
        #expect(result.joined(separator: ", ") == expected)
    }
}
