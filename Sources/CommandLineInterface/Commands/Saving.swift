import Assessment
import Survey
import TextFormats

extension Invocation {
    /// Writes a changed response back, or to standard output when it came from standard input.
    func save(
        _ response: Response, of definition: Definition, at path: String
    ) throws(CommandFailure) {
        if path == "-" {
            var next = response
            next.revision += 1
            console.write(
                ResponseWriter.json(next, of: definition.questionnaire).pretty())
            return
        }
        do throws(ResponseStore.Conflict) {
            try ResponseStore.save(response, of: definition.questionnaire, at: path)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Writes a file that does not exist, or that `--force` allows to replace.
    func create(
        _ response: Response, of questionnaire: Questionnaire, at path: String
    ) throws(CommandFailure) {
        do throws(FileFailure) {
            try ResponseStore.create(
                response, of: questionnaire, at: path,
                overwriting: has("force"))
        } catch {
            guard !has("force"), fileExists(path), error.kind == .cannotCreate else {
                throw CommandFailure(error)
            }
            throw CommandFailure(existingFile: path)
        }
    }

    private static func failure(_ conflict: ResponseStore.Conflict) -> CommandFailure {
        switch conflict {
        case .file(let failure): CommandFailure(failure)
        case .stale(let path, let read, let found):
            CommandFailure(
                .inputOutput,
                [
                    Diagnostic(
                        code: "answers.stale", at: Diagnostic.Location(file: path),
                        LocalizedText(
                            lv: "failu pa šo laiku ir mainījis kāds cits (redakcija \(read) → "
                                + "\(found)); nekas nav pierakstīts.",
                            en: "someone else has changed the file meanwhile (revision \(read) → "
                                + "\(found)); nothing was recorded."),
                        advice: LocalizedText(
                            lv: "Palaidiet komandu vēlreiz.", en: "Run the command again."))
                ])
        }
    }
}
