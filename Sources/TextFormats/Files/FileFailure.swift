#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a file could not be read or written.
package struct FileFailure: Error, Hashable, Sendable {
    /// The kind of failure, which decides the exit status.
    package enum Kind: Sendable {
        /// The input does not exist or may not be read (exit 66).
        case missingInput
        /// The output may not be created there (exit 73).
        case cannotCreate
        /// The device failed or is full (exit 74).
        case inputOutput
        /// Another process is writing the file (exit 74).
        case busy
    }

    /// The kind of failure.
    package let kind: Kind
    /// The path as the person gave it.
    package let path: String
    /// What the operating system said, in its words.
    package let reason: String

    /// Makes a failure.
    package init(_ kind: Kind, path: String, reason: String) {
        self.kind = kind
        self.path = path
        self.reason = reason
    }

    /// A file that could not be created just now: a full or broken device is no matter of rights.
    init(creating path: String) {
        let isDeviceFailure = errno == ENOSPC || errno == EDQUOT || errno == EIO
        self.init(
            isDeviceFailure ? .inputOutput : .cannotCreate, path: path, reason: systemErrorText())
    }

    /// The failure as a finding.
    package var diagnostic: Diagnostic {
        let location = Diagnostic.Location(file: path)
        switch kind {
        case .missingInput:
            return Diagnostic(
                code: "file.missing", at: location,
                LocalizedText(
                    lv: "failu nevar nolasīt (\(reason)).", en: "cannot read the file (\(reason))."),
                advice: LocalizedText(
                    lv: "Pārbaudiet ceļu un tiesības.", en: "Check the path and the permissions."))
        case .cannotCreate:
            return Diagnostic(
                code: "file.cannot-create", at: location,
                LocalizedText(
                    lv: "failu nevar izveidot (\(reason)).",
                    en: "cannot create the file (\(reason))."),
                advice: LocalizedText(
                    lv: "Izvēlieties mapi, kurā drīkst rakstīt.",
                    en: "Choose a folder in which you may write."))
        case .inputOutput:
            return Diagnostic(
                code: "file.input-output", at: location,
                LocalizedText(
                    lv: "ievades vai izvades kļūda (\(reason)); iepriekšējais fails ir neskarts.",
                    en: "input or output failed (\(reason)); the previous file is untouched."))
        case .busy:
            return Diagnostic(
                code: "file.busy", at: location,
                LocalizedText(
                    lv: "failu pašlaik raksta cits process.",
                    en: "another process is writing this file."),
                advice: LocalizedText(
                    lv: "Mēģiniet vēlreiz, kad tas būs beidzis.",
                    en: "Try again when it has finished."))
        }
    }
}
