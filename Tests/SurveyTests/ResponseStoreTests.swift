import Assessment
import Foundation
import Survey
import TestSupport
import TextFormats
import Testing

/// Answers files on disk: nobody's work is overwritten unseen.
@Suite struct ResponseStoreTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "briedums-store-\(UUID().uuidString)").path()

    init() throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    private var path: String { folder + "/a.answers.json" }

    private func response(_ answers: [String: String] = [:]) throws -> Response {
        try Bundled.definition().response(answers: answers)
    }

    private func stored() throws -> Response {
        let definition = try Bundled.definition()
        let text = String(
            decoding: try readBytes(ofFile: path, limit: 1 << 20), as: UTF8.self)
        return try AnswersFile.read(text, definition)
    }

    @Test func `A new file has revision 1 and does not replace another`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let questionnaire = try Bundled.definition().questionnaire
        try ResponseStore.create(
            response(["V4": "yes"]), of: questionnaire, at: path, overwriting: false)
        #expect(try stored().revision == 1)
        let failure = try #require(throws: FileFailure.self) {
            try ResponseStore.create(
                response(["V4": "no"]), of: questionnaire, at: path, overwriting: false)
        }
        #expect(failure.kind == .cannotCreate)
        #expect(try stored().answers == response(["V4": "yes"]).answers)
        try ResponseStore.create(
            response(["V4": "no"]), of: questionnaire, at: path, overwriting: true)
        #expect(try stored().answers == response(["V4": "no"]).answers)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.answers.json"])
    }

    @Test func `Saving raises the revision, and a stale copy is refused`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let questionnaire = try Bundled.definition().questionnaire
        try ResponseStore.create(response(), of: questionnaire, at: path, overwriting: false)
        var mine = try stored()
        let theirs = try stored()
        mine.answers["V4"] = Answer(.unknown)
        try ResponseStore.save(mine, of: questionnaire, at: path)
        #expect(try stored().revision == 2)
        let conflict = #expect(throws: ResponseStore.Conflict.self) {
            try ResponseStore.save(theirs, of: questionnaire, at: path)
        }
        #expect(conflict == .stale(path: path, readRevision: 1, foundRevision: 2))
        #expect(try stored().answers["V4"] == Answer(.unknown))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.answers.json"])
    }

    @Test(arguments: ["", "{", "[]", #"{ "revision": "2" }"#])
    func `A file that is no longer an answers file is not overwritten`(text: String) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let questionnaire = try Bundled.definition().questionnaire
        try Data(text.utf8).write(to: URL(filePath: path))
        var mine = try response()
        mine.revision = 1
        let conflict = #expect(throws: ResponseStore.Conflict.self) {
            try ResponseStore.save(mine, of: questionnaire, at: path)
        }
        #expect(conflict == .stale(path: path, readRevision: 1, foundRevision: -1))
        #expect(try readBytes(ofFile: path, limit: 100) == Array(text.utf8))
    }

    @Test func `A file that is gone is a missing file`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let questionnaire = try Bundled.definition().questionnaire
        let conflict = #expect(throws: ResponseStore.Conflict.self) {
            try ResponseStore.save(response(), of: questionnaire, at: path)
        }
        guard case .file(let failure)? = conflict else {
            Issue.record("the file is not there")
            return
        }
        #expect(failure.kind == .missingInput)
    }
}
