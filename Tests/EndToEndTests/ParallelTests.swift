import Foundation
import Testing

/// Writers at the same moment, killed writers and full disks lose nothing.
@Suite(.serialized) struct ParallelTests {
    @Test("Of twenty writers at once each is recorded or says why not")
    func twentyWriters() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("new", as: "a.answers.json")
        let calls = try (1...20).map { number in
            try Call(
                Briedums.program,
                ["set", file, "U\(number)=yes", "--author=A\(number)", "--lang=en"])
        }
        var recorded: [String] = []
        for (number, call) in zip(1..., calls) {
            let outcome = try call.outcome()
            if outcome.status == 0 {
                recorded.append("U\(number)")
            } else {
                #expect(outcome.status == 74)
                #expect(outcome.messages.contains(/error\[(answers\.stale|file\.busy)\]/))
                #expect(outcome.messageLines.count == 1)
            }
        }
        let data = try folder.data("a.answers.json")
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let answers = try #require(object["answers"] as? [String: Any])
        #expect(Set(answers.keys) == Set(recorded))
        #expect(!recorded.isEmpty)
        #expect(object["revision"] as? Int == 1 + recorded.count)
        #expect(folder.names == ["a.answers.json"])
    }

    @Test("A file that someone else is writing is left alone, with the reason")
    func busy() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("new", as: "a.answers.json")
        let before = try folder.data("a.answers.json")
        let lock = open(folder.path(".a.answers.json.lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        #expect(flock(lock, LOCK_EX) == 0)
        let outcome = try Briedums.run(["set", file, "U12=yes", "--lang=en"])
        #expect(outcome.status == 74)
        #expect(outcome.messages.contains("error[file.busy]: another process is writing"))
        #expect(try folder.data("a.answers.json") == before)
        close(lock)
        // The lock file that a killed writer leaves behind stops nobody.
        #expect(try Briedums.run(["set", file, "U12=yes"]).status == 0)
        #expect(folder.names == ["a.answers.json"])
    }

    @Test("kill -9 at any moment leaves the old file or the new one, whole")
    func killed() throws {
        let folder = try TemporaryFolder()
        let file = try folder.copySample("clean", as: "a.answers.json")
        // Short files and long ones, so that a half-written one would show.
        let comments = ["īss", String(repeating: "garš ", count: 15_000)]
        var generator = SystemRandomNumberGenerator()
        var numbers: Set<Int32> = []
        var wasKilledCount = 0
        for round in 0..<50 {
            let call = try Call(
                Briedums.program,
                ["set", file, "U\(round % 30 + 1)=yes", "--comment", comments[round % 2]])
            numbers.insert(call.number)
            usleep(UInt32.random(in: 0..<300_000, using: &generator))
            call.send(SIGKILL)
            if try call.outcome().wasKilled { wasKilledCount += 1 }
            #expect(throws: Never.self) {
                try JSONSerialization.jsonObject(with: folder.data("a.answers.json"))
            }
        }
        #expect(wasKilledCount > 0)
        let leftovers = folder.names.filter {
            $0 != "a.answers.json" && $0 != ".a.answers.json.lock"
        }
        for name in leftovers {
            let number = try #require(name.firstMatch(of: /^a\.answers\.json\.([0-9]+)\.tmp$/))
            #expect(numbers.contains(Int32(number.1) ?? 0), "\(name) is not of a killed process")
        }
        let after = try Briedums.run(["set", file, "U12=no"])
        #expect(after.status == 0, "\(after.messages)")
        #expect(try Briedums.run(["check", file]).status < 2)
        #expect(folder.names == ["a.answers.json"], "what killed processes left is not removed")
    }

    @Test(
        "A full disk ends with 74 and keeps the old file", arguments: ["size=64k", "nr_inodes=3"])
    func fullDisk(_ limit: String) throws {
        let folder = try TemporaryFolder()
        let script = """
            mount -t tmpfs -o \(limit) t "$1" && cp "$2" "$1/a.json" && cp "$2" "$3"
            case \(limit) in
                size=*) cat /dev/zero > "$1/fill" 2>/dev/null ;;
                *) : > "$1/fill" ;;
            esac
            "$briedums" set "$1/a.json" U12=yes --lang=en
            echo $?
            "$briedums" new "$1/new.json" --registration-number=1 --name=X --lang=en
            echo $?
            cmp "$1/a.json" "$3" && echo same
            ls -A "$1"
            """
        let copy = folder.path("copy")
        try FileManager.default.createDirectory(
            atPath: folder.path("disk"), withIntermediateDirectories: false)
        let outcome = try Tool.runMounting(
            script, [folder.path("disk"), Briedums.sample("clean"), copy])
        #expect(
            outcome.output.split(separator: "\n") == ["74", "74", "same", "a.json", "fill"],
            "\(outcome.messages)")
        #expect(
            outcome.messages.contains("\(folder.path("disk"))/a.json: error[file.input-output]"))
        #expect(outcome.messageLines.count == 2)
    }

    @Test("Where nothing can be created the status is 73 and the path is named")
    func cannotCreate() throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "file")
        var paths = [folder.path("file/a.json"), folder.path("missing/a.json")]
        if FileManager.default.fileExists(atPath: "/proc/self") { paths.append("/proc/a.json") }
        for path in paths {
            let outcome = try Briedums.run(
                ["new", path, "--registration-number=1", "--name=X", "--lang=en"])
            #expect(outcome.status == 73)
            #expect(
                outcome.messages.hasPrefix("\(path): error[file.cannot-create]"),
                "\(outcome.messages)")
        }
        #expect(folder.names == ["file"])
    }
}
