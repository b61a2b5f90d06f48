#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Assessment
import Interview
import Survey
import TextFormats

/// An interview with its file and the terminal.
struct AnswerSession {
    private let invocation: Invocation
    private let library: DefinitionLibrary
    private let path: String
    private let questionnaire: Questionnaire

    init(_ invocation: Invocation, _ library: DefinitionLibrary, _ questionnaire: Questionnaire) {
        self.invocation = invocation
        self.library = library
        self.questionnaire = questionnaire
        path = invocation.positionals[0]
    }

    private var console: Console { invocation.console }

    // MARK: Saving

    /// Writes the response if the interview asks for it, and says how that went.
    private func save(_ interview: inout Interview) {
        guard case .due = interview.saving else { return }
        // A signal waits until the file is whole, so that no temporary file is left behind.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        do throws(ResponseStore.Conflict) {
            if interview.stored == nil {
                try create(interview.response)
                interview.didSave(revision: 1)
            } else {
                try ResponseStore.save(interview.response, of: questionnaire, at: path)
                interview.didSave(revision: interview.response.revision + 1)
            }
        } catch {
            switch error {
            case .file(let failure): interview.didFailToSave(failure.diagnostic.message)
            case .stale: readTheirs(&interview)
            }
        }
    }

    private func create(_ response: Response) throws(ResponseStore.Conflict) {
        do throws(FileFailure) {
            try ResponseStore.create(
                response, of: questionnaire, at: path, overwriting: false)
        } catch { throw .file(error) }
    }

    private func readTheirs(_ interview: inout Interview) {
        do throws(CommandFailure) {
            interview.didFindChanged(try invocation.response(inFile: path, from: library).response)
        } catch {
            interview.didFailToSave(
                LocalizedText(
                    lv: "fails ir mainīts un vairs nav derīgs atbilžu fails; tas nav aiztikts",
                    en: "the file was changed and is no valid answers file now; it is untouched"))
        }
    }

    // MARK: Full screen

    /// Runs the interview at a full screen.
    func run(_ first: InterviewScreen, isColored: Bool) throws(CommandFailure) -> ExitStatus {
        var screen = first
        guard let terminal = TerminalScreen(isColored: isColored) else {
            throw AnswerCommand.noTerminal(path)
        }
        var decoder = KeyDecoder()
        var isWarned = false
        func press(_ keys: [Key]) -> Bool {
            for key in keys {
                let outcome = screen.press(key, at: console.now)
                save(&screen.interview)
                screen.noteSaving()
                guard outcome == .leave else {
                    isWarned = false
                    continue
                }
                if !screen.interview.hasUnsaved || isWarned { return true }
                isWarned = true
                screen.warnOfUnsaved()
            }
            return false
        }
        running: while true {
            let size = terminal.size
            let frame = screen.frame(width: size.width, height: size.height)
            screen.limitScroll(to: frame.lastScroll)
            terminal.show(frame)
            switch terminal.next(patience: decoder.isWaiting ? 50 : nil) {
            case .bytes(let bytes): if press(decoder.decode(bytes)) { break running }
            case .pause: if press(decoder.pause()) { break running }
            case .signal(SIGWINCH): break
            case .signal(SIGTSTP): terminal.suspend()
            case .signal(SIGCONT): terminal.resume()
            case .signal(let number):
                terminal.end(by: number)
            case .closed: break running
            }
        }
        terminal.close()
        return close(screen.interview)
    }

    // MARK: Line by line

    /// Runs the interview as numbered lines.
    func runPlain(_ first: InterviewScreen) -> ExitStatus {
        var plain = PlainInterview(first)
        var terminal = PlainTerminal()
        var isWarned = false
        terminal.write(plain.output())
        while true {
            let outcome: InterviewScreen.Outcome
            if let (line, hadMore) = terminal.readLine() {
                outcome = plain.read(line, at: console.now)
                if hadMore { plain.screen.noteDroppedLines() }
            } else {
                terminal.write("\n")
                outcome = .leave
            }
            save(&plain.screen.interview)
            plain.screen.noteSaving()
            if outcome == .leave {
                if !plain.screen.interview.hasUnsaved || isWarned {
                    return close(plain.screen.interview)
                }
                isWarned = true
                plain.screen.warnOfUnsaved()
            } else {
                isWarned = false
            }
            terminal.write(plain.output())
        }
    }

    // MARK: The end

    /// Says what is in the file and how to go on.
    private func close(_ interview: Interview) -> ExitStatus {
        let file = Interview.quoted(path)
        let progress = interview.progress
        guard interview.stored != nil else {
            console.message(
                LocalizedText(
                    lv: "Fails \(path) nav izveidots.", en: "The file \(path) was not created."))
            return interview.hasUnsaved ? .inputOutput : .success
        }
        if interview.hasUnsaved {
            console.message(
                LocalizedText(
                    lv: "Pēdējās izmaiņas NAV saglabātas failā \(path).",
                    en: "The last changes are NOT saved in \(path)."))
            return .inputOutput
        }
        console.message(
            LocalizedText(
                lv: "\(path): saglabāts, atbildēts \(progress.done) no \(progress.asked) "
                    + "jautājumiem.\nTurpināt: briedums answer \(file)",
                en: "\(path): saved, \(progress.done) of \(progress.asked) questions answered.\n"
                    + "To go on: briedums answer \(file)"))
        return .success
    }
}
