import Foundation
import Testing

/// The sample report in the documents is what the program makes.
@Suite struct SampleReportTests {
    private static let page = "docs/sample-report.html"
    private static let picture = "docs/sample-report.png"

    @Test func `The sample report is up to date`() throws {
        let outcome = try Briedums.run([
            "report", Briedums.sample("contradictory"), "--date=2026-11-21", "--lang=en",
            "--format=html", "-o", "-",
        ])
        try #require(outcome.status == 0)
        let file = Briedums.repository.appending(path: Self.page)
        if ProcessInfo.processInfo.environment["BRIEDUMS_RECORD"] == "1" {
            try Data(outcome.output.utf8).write(to: file)
            try record()
            Issue.record("recorded \(Self.page) and \(Self.picture)")
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        #expect(kept == outcome.output, "record it anew with BRIEDUMS_RECORD=1")
        let picture = try Data(
            contentsOf: Briedums.repository.appending(path: Self.picture))
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    }

    /// Takes the picture anew; fonts differ from machine to machine, so it is not compared.
    private func record() throws {
        let folder = try TemporaryFolder()
        let outcome = try Tool.run(
            try Tool.required("chromium"),
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--user-data-dir=\(folder.path("profile"))", "--window-size=1280,1400",
                "--screenshot=\(Briedums.repository.appending(path: Self.picture).path)",
                Briedums.repository.appending(path: Self.page).path,
            ])
        #expect(outcome.status == 0, "\(outcome.messages)")
    }
}
