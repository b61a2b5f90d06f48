import Improvement
package import Survey
package import TextFormats

/// What a bundle says about itself: what it was made from, by which program, and the digest of
/// every file in it.
package struct BundleManifest: Hashable, Sendable {
    /// The schema's name.
    package static let schema = "briedums.bundle/1"
    /// The file's name.
    package static let path = "manifest.json"

    /// A file of the bundle.
    package struct File: Hashable, Sendable {
        /// The path in the bundle.
        package let path: String
        /// How many bytes it has.
        package let count: Int
        /// The SHA-256 digest of its bytes: 64 hexadecimal digits.
        package let digest: String
    }

    /// The version of the program.
    package let toolVersion: String
    /// The day of the reports.
    package let date: String
    /// The questionnaire that was answered.
    package let questionnaire: QuestionnaireIdentity
    /// Whether the answers are made up.
    package let isSynthetic: Bool
    /// When the work of a proposed plan is to be done.
    package let time: PlanRequestedTime
    /// The formats of the reports, in order.
    package let formats: [ReportFormat]
    /// The languages of the reports, in order.
    package let languages: [Language]
    /// Every file but the manifest itself, in order of the paths.
    package let files: [File]

    /// The manifest as a file's bytes.
    package var bytes: [UInt8] {
        var asked: [(key: String, value: JSONOutput)] = []
        if let capacity = time.capacity { asked.append(("capacity", .integer(capacity))) }
        if let start = time.start { asked.append(("start", .string(start.text))) }
        let output = JSONOutput.object(
            [
                ("schema", .string(Self.schema)),
                (
                    "tool",
                    .object([("name", .string("briedums")), ("version", .string(toolVersion))])
                ),
                ("date", .string(date)),
                (
                    "questionnaire",
                    .object([
                        ("id", .string(questionnaire.id)),
                        ("version", .string(questionnaire.version)),
                        ("digest", .string(questionnaire.digest)),
                    ])
                ),
                ("synthetic", .boolean(isSynthetic)),
            ] + asked + [
                ("formats", .array(formats.map { .string($0.rawValue) })),
                ("languages", .array(languages.map { .string($0.rawValue) })),
                (
                    "files",
                    .array(
                        files.map { file in
                            .object([
                                ("path", .string(file.path)), ("bytes", .integer(file.count)),
                                ("sha256", .string(file.digest)),
                            ])
                        })
                ),
            ])
        return Array(output.pretty().utf8)
    }

    /// Reads a manifest; every fault is in the cursor's log.
    package init?(_ root: JSONCursor) {
        guard var object = root.object() else { return nil }
        defer { object.finish() }
        object.requireSchema(Self.schema)
        var tool = object.required("tool")?.object()
        _ = tool?.required("name")
        let version = tool?.required("version")?.nonEmptyString()
        tool?.finish()
        let date = object.required("date")?.nonEmptyString()
        var identity = object.required("questionnaire")?.object()
        let id = identity?.required("id")?.nonEmptyString()
        let questionnaireVersion = identity?.required("version")?.nonEmptyString()
        let digest = identity?.required("digest")?.nonEmptyString()
        identity?.finish()
        let isSynthetic = object.required("synthetic")?.boolean()
        let capacity = object.optional("capacity")?.integer()
        let start = object.optional("start")?.nonEmptyString().flatMap { CalendarPeriod($0) }
        let formats = object.required("formats")?.elements()
            .compactMap { $0.nonEmptyString().flatMap { ReportFormat(rawValue: $0) } }
        let languages = object.required("languages")?.elements()
            .compactMap { $0.nonEmptyString().flatMap { Language(rawValue: $0) } }
        let files = object.required("files")?.elements().compactMap { File($0) }
        guard let version, let date, let id, let questionnaireVersion, let digest,
            let isSynthetic, let formats, let languages, let files
        else { return nil }
        toolVersion = version
        self.date = date
        questionnaire = QuestionnaireIdentity(
            id: id, version: questionnaireVersion, digest: digest)
        self.isSynthetic = isSynthetic
        time = PlanRequestedTime(capacity: capacity, start: start)
        self.formats = formats
        self.languages = languages
        self.files = files
    }

    init(
        toolVersion: String, date: String, questionnaire: QuestionnaireIdentity,
        isSynthetic: Bool, time: PlanRequestedTime, formats: [ReportFormat], languages: [Language],
        files: [TreeFile]
    ) {
        self.toolVersion = toolVersion
        self.date = date
        self.questionnaire = questionnaire
        self.isSynthetic = isSynthetic
        self.time = time
        self.formats = formats
        self.languages = languages
        self.files = files.map {
            File(path: $0.path, count: $0.bytes.count, digest: SHA256.hexDigest(of: $0.bytes))
        }
    }
}

extension BundleManifest.File {
    fileprivate init?(_ cursor: JSONCursor) {
        guard var object = cursor.object() else { return nil }
        defer { object.finish() }
        let path = object.required("path")?.nonEmptyString()
        let count = object.required("bytes")?.integer()
        let digest = object.required("sha256")?.nonEmptyString()
        guard let path, let count, let digest else { return nil }
        self.init(path: path, count: count, digest: digest)
    }
}
