/// The SHA-256 hash of FIPS 180-4.
///
/// The toolchain has no hash function; this one is small, portable and checked against the NIST
/// vectors and `sha256sum`. It guards against accident and drift, not against an attacker who can
/// also rewrite the digest.
package struct SHA256 {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    /// Starts an empty hash.
    package init() {}

    /// The lower-case hexadecimal digest of some bytes.
    ///
    /// - Complexity: O(*n*) in the number of bytes.
    package static func hexDigest(of bytes: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalizedHexDigest()
    }

    /// Adds bytes to the message.
    package mutating func update(_ bytes: [UInt8]) {
        byteCount &+= UInt64(bytes.count)
        var start = 0
        if !pending.isEmpty {
            start = min(64 - pending.count, bytes.count)
            pending += bytes[..<start]
            guard pending.count == 64 else { return }
            compress(pending, from: 0)
            pending = []
        }
        while bytes.count - start >= 64 {
            compress(bytes, from: start)
            start += 64
        }
        pending += bytes[start...]
    }

    /// Ends the message and returns its digest: 64 lower-case hexadecimal digits.
    package consuming func finalizedHexDigest() -> String {
        let bitCount = byteCount &* 8
        var tail = pending + [0x80]
        while tail.count % 64 != 56 { tail.append(0) }
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bitCount >> shift))
        }
        for start in stride(from: 0, to: tail.count, by: 64) { compress(tail, from: start) }
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    /// Works one block of 64 bytes into the state.
    private mutating func compress(_ bytes: [UInt8], from start: Int) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            bytes.withUnsafeBytes { buffer in
                for index in 0..<16 {
                    let word = buffer.loadUnaligned(
                        fromByteOffset: start &+ 4 &* index, as: UInt32.self)
                    schedule.initializeElement(at: index, to: UInt32(bigEndian: word))
                }
            }
            for index in 16..<64 {
                let early = schedule[index &- 15]
                let late = schedule[index &- 2]
                let s0 = Self.rotate(early, 7) ^ Self.rotate(early, 18) ^ (early &>> 3)
                let s1 = Self.rotate(late, 17) ^ Self.rotate(late, 19) ^ (late &>> 10)
                schedule.initializeElement(
                    at: index, to: schedule[index &- 16] &+ s0 &+ schedule[index &- 7] &+ s1)
            }
            Self.constants.withUnsafeBufferPointer { constants in
                // The variables change their roles from round to round, so that nothing is moved.
                var index = 0
                while index < 64 {
                    func word(_ offset: Int) -> UInt32 {
                        constants[index &+ offset] &+ schedule[index &+ offset]
                    }
                    Self.round(a, b, c, &d, e, f, g, &h, word(0))
                    Self.round(h, a, b, &c, d, e, f, &g, word(1))
                    Self.round(g, h, a, &b, c, d, e, &f, word(2))
                    Self.round(f, g, h, &a, b, c, d, &e, word(3))
                    Self.round(e, f, g, &h, a, b, c, &d, word(4))
                    Self.round(d, e, f, &g, h, a, b, &c, word(5))
                    Self.round(c, d, e, &f, g, h, a, &b, word(6))
                    Self.round(b, c, d, &e, f, g, h, &a, word(7))
                    index &+= 8
                }
            }
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }

    @inline(__always)
    private static func round(
        _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32,
        _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32, _ word: UInt32
    ) {
        let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
        let choice = g ^ (e & (f ^ g))
        let first = h &+ s1 &+ choice &+ word
        let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
        let majority = b ^ ((a ^ b) & (b ^ c))
        d &+= first
        h = first &+ s0 &+ majority
    }

    @inline(__always)
    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word &>> count | word &<< (32 &- count)
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1,
        0x923f_82a4, 0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3,
        0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786,
        0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147,
        0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13,
        0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
        0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a,
        0x5b9c_ca4f, 0x682e_6ff3, 0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208,
        0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
