import Testing

/// What a call may look like, and what the program says when it is not understood.
@Suite struct ArgumentTests {
    private static let new = Briedums.sample("new")
    private static let clean = Briedums.sample("clean")

    @Test(
        "A near miss gets a suggestion and nothing runs",
        arguments: [
            (["asess", clean], "assess"), (["chekc", clean], "check"), (["lnt"], "lint"),
            (["check", "--jsn", clean], "--json"),
            (["assess", "--fail-undr=high", clean], "--fail-under"),
            (["check", "--color", "alwys", clean], "always"), (["completions", "bsh"], "bash"),
            (["assess", "--fail-under", "hihg", clean], "high"), (["show", "U122"], "U12"),
            (["set", new, "U122=yes"], "U12"), (["set", new, "U12=yess"], "yes"),
            (["set", new, "staf=3"], "staff"), (["set", new, "B1.kye=all"], "B1.key"),
            (["score", "--explain", "tehnology", clean], "technology"),
            (["score", "--explain", "U122", clean], "U12"), (["help", "asess"], "assess"),
            (["show", "--questionnaire", "vpp/2021.1"], "vppp/2021.1"),
            (["plan", "stauts", clean, "plan.json"], "plan status"),
            (["batch", "mrege", "a.json", "b.json"], "batch merge"),
        ])
    func suggests(_ arguments: [String], _ expected: String) throws {
        let texts = [("lv", "Vai domājāt „\(expected)“?"), ("en", "Did you mean '\(expected)'?")]
        for (language, text) in texts {
            let outcome = try Briedums.run(["--lang", language] + arguments)
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.messages.contains(text), "\(outcome.messages)")
        }
    }

    @Test(
        "A name with nothing near gets no suggestion",
        arguments: [
            ["qqqqqq"], ["check", "--qqqqqq", clean], ["show", "qqqqqq"],
            ["set", new, "qqqqqq=yes"], ["set", new, "U12=qqqqqq"], ["help", "qqqqqq"],
            ["completions", "qqqqqq"], ["score", "--explain", "qqqqqq", clean],
        ])
    func suggestsNothing(_ arguments: [String]) throws {
        let outcome = try Briedums.run(arguments + ["--lang", "en"])
        #expect(outcome.status == 64)
        #expect(!outcome.messages.contains("Did you mean"))
        #expect(outcome.messages.contains("qqqqqq"))
    }

    @Test(
        "Nothing is abbreviated",
        arguments: [
            ["ass", clean], ["asses", clean], ["ch", clean], ["question"],
            ["check", "--js", clean],
            ["check", "--jso", clean], ["check", "--quie", clean], ["--vers"], ["c", clean],
            ["assess", "--fail", "high", clean], ["check", "--color", "a", clean],
        ])
    func refusesAbbreviations(_ arguments: [String]) throws {
        let outcome = try Briedums.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
    }

    @Test("Options stand before or after, with = or a space, in letters or words")
    func optionPlaces() throws {
        let expected = try Briedums.run(["check", "--json", "--lang", "en", Self.clean])
        #expect(expected.status == 0)
        let calls: [[String]] = [
            ["check", Self.clean, "--json", "--lang", "en"], ["--json", "check", Self.clean],
            ["--lang=en", "check", "--json", Self.clean], ["-q", "check", Self.clean, "--json"],
            ["check", "--json", "--", Self.clean],
            ["check", "--json", "--lang=en", "--", Self.clean],
            ["--lang", "en", "--json", "check", "--quiet", Self.clean],
            ["check", "--json", "--json", Self.clean],
        ]
        for call in calls {
            let outcome = try Briedums.run(call)
            #expect(outcome.status == 0, "\(call): \(outcome.messages)")
            #expect(outcome.outputData == expected.outputData, "\(call)")
        }
    }

    @Test("After -- everything is a name, even with a dash")
    func separator() throws {
        let folder = try TemporaryFolder()
        _ = try folder.copySample("clean", as: "--json")
        let outcome = try Briedums.run(["check", "--lang=en", "--", "--json"], in: folder.url)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("do not contradict"))
    }

    @Test(
        "A wrong call says what is wrong and ends with 64",
        arguments: [
            (["check"], "FILE… is missing"), (["new"], "FILE is missing"),
            (["set", new], "NAME=VALUE… is missing"),
            (["questionnaires", "x"], "'x' is one too many"),
            (["check", "--json=yes", clean], "--json takes no value"),
            (["check", clean, "--lang"], "--lang needs a value"),
            (["check", "--lang=de", clean], "'de' is not a value of --lang"),
            (["check", "--lang=", clean], "'' is not a value of --lang"),
            (["check", "-x", clean], "no option -x"), (["check", "-qx", clean], "no option -x"),
            (["--quiet"], "a command is missing"), (["set", new, "U12"], "'U12' has no '='"),
            (["set", new, "B1=all"], "each scope separately"),
            (["assess", "--date", "21.11.2026", clean], "is not a date"),
            (["assess", "--date", "2026-02-29", clean], "is not a date"),
            (["score", "--explain=U12", "--json", clean], "cannot be combined"),
            (["assess", "--date=2026-11-21", "--date=2026-11-22", clean], "more than once"),
            (["new", "-", "--name", "X"], "--registration-number is missing"),
            (["new", "-", "--registration-number=1", "--name=X", "--year=21"], "is not a year"),
            (["new", "-", "--registration-number=1", "--name=X", "U12=yes"], "'U12' is not known"),
        ])
    func refuses(_ arguments: [String], _ text: String) throws {
        let outcome = try Briedums.run(arguments, environment: ["BRIEDUMS_LANG": "en"])
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.messages.contains(text), "\(outcome.messages)")
        #expect(outcome.messages.hasPrefix("error[usage]: "))
    }

    @Test("Several faults of a call are named together")
    func severalFaults() throws {
        let outcome = try Briedums.run(["check", "--aaa", "--bbb", "--color=x", "--lang=en"])
        #expect(outcome.status == 64)
        #expect(outcome.messageLines.count == 4)
    }
}
