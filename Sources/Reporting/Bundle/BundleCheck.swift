package import TextFormats

/// Compares the files of a bundle with what its manifest says and with what they should be.
package enum BundleCheck {
    /// What is wrong with a bundle: the first difference that was found.
    package struct Difference: Error, Hashable, Sendable {
        /// The file in the bundle; empty for the container.
        package let path: String
        /// What is wrong.
        package let message: LocalizedText

        /// Names a difference.
        package init(_ path: String, _ message: LocalizedText) {
            self.path = path
            self.message = message
        }
    }

    /// The first file that is missing, superfluous, or not what the manifest says.
    package static func digests(
        of files: [TreeFile], against manifest: BundleManifest
    ) -> Difference? {
        let found = Dictionary(
            files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        for listed in manifest.files {
            guard let bytes = found[listed.path] else {
                return Difference(
                    listed.path,
                    LocalizedText(lv: "faila nav.", en: "the file is missing."))
            }
            guard SHA256.hexDigest(of: bytes) == listed.digest, bytes.count == listed.count else {
                return Difference(
                    listed.path,
                    LocalizedText(
                        lv: "saturs neatbilst kontrolsummai manifestā.",
                        en: "the content does not match the digest in the manifest."))
            }
        }
        let listed = Set(manifest.files.map(\.path) + [BundleManifest.path])
        return files.first { !listed.contains($0.path) }.map {
            Difference(
                $0.path,
                LocalizedText(
                    lv: "šī faila manifestā nav.", en: "this file is not in the manifest."))
        }
    }

    /// The first file that differs from the one made anew.
    package static func contents(
        of files: [TreeFile], against remade: [TreeFile]
    ) -> Difference? {
        let found = Dictionary(
            files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        // A changed file is named rather than the manifest that was changed with it.
        let others = remade.filter { $0.path != BundleManifest.path }
        for file in others + remade.filter({ $0.path == BundleManifest.path }) {
            guard let bytes = found[file.path] else {
                return Difference(
                    file.path, LocalizedText(lv: "faila nav.", en: "the file is missing."))
            }
            guard bytes != file.bytes else { continue }
            let stated =
                file.path == BundledAudit.resultPath
                ? BundledAudit.difference(bytes, file.bytes) : nil
            return Difference(file.path, stated ?? place(bytes, file.bytes))
        }
        let known = Set(remade.map(\.path))
        return files.first { !known.contains($0.path) }.map {
            Difference(
                $0.path, LocalizedText(lv: "šis fails ir lieks.", en: "this file is superfluous."))
        }
    }

    /// Where some bytes begin to differ from what they should be.
    package static func place(_ found: [UInt8], _ expected: [UInt8]) -> LocalizedText {
        let equal = zip(found, expected).prefix { $0 == $1 }.count
        let line = 1 + found[..<equal].count { $0 == UInt8(ascii: "\n") }
        return LocalizedText(
            lv: "pārrēķinot iegūts cits saturs: pirmā atšķirība ir \(equal + 1). baitā "
                + "(\(line). rindā).",
            en: "computing it anew gives another content: the first difference is at byte "
                + "\(equal + 1) (line \(line)).")
    }
}
