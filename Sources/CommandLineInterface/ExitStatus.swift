/// What the program tells its caller by its exit status; the numbers of `sysexits.h` where one
/// fits.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// Done.
    case success = 0
    /// Done, but contradictions were found or a level is below `--fail-under`.
    case findings = 1
    /// The call itself is wrong.
    case usage = 64
    /// The input is not valid.
    case invalidInput = 65
    /// The input does not exist or cannot be read.
    case missingInput = 66
    /// A bug in briedums.
    case bug = 70
    /// The output cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Interrupted by Ctrl-C.
    case interrupted = 130

    /// The graver of two outcomes of one run: the one with the higher number.
    func combined(with other: ExitStatus) -> ExitStatus {
        rawValue >= other.rawValue ? self : other
    }
}
