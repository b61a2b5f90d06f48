package import Assessment
package import Auditing
import Spreadsheet
package import Survey
package import TextFormats

/// Answers with everything that judged them and the reports on them, to be handed on and checked.
///
/// The same contents give the same files byte for byte, and so does the container. What a bundle
/// proves is that its parts belong together and that nobody changed one of them since; who made it,
/// only a signature on it can say.
package struct Bundle: Sendable {
    /// What a bundle is made from.
    package struct Contents: Sendable {
        /// The files of the questionnaire version.
        package let definition: DefinitionFiles
        /// The answers file as it is.
        package let answers: [UInt8]
        /// The institution's plan file as it is, if there is one.
        package let plan: [UInt8]?
        /// The audit of the answers, if there is one.
        package let audit: BundledAudit?
        /// When the work of a proposed plan is to be done.
        package let time: PlanRequestedTime
        /// Further files, by name; only their digests are checked.
        package let attachments: [TreeFile]
        /// The day of the reports.
        package let date: String
        /// The version of the program.
        package let toolVersion: String
        /// The formats of the reports.
        package let formats: [ReportFormat]
        /// The languages of the reports.
        package let languages: [Language]

        /// Lists what a bundle is made from.
        package init(
            definition: DefinitionFiles, answers: [UInt8], plan: [UInt8]?, audit: BundledAudit?,
            time: PlanRequestedTime, attachments: [TreeFile], date: String, toolVersion: String,
            formats: [ReportFormat], languages: [Language]
        ) {
            self.definition = definition
            self.answers = answers
            self.plan = plan
            self.audit = audit
            self.time = time
            self.attachments = attachments
            self.date = date
            self.toolVersion = toolVersion
            self.formats = formats
            self.languages = languages
        }
    }

    /// Where the answers are in a bundle.
    package static let answersPath = "answers.json"
    /// Where the plan is in a bundle.
    package static let planPath = "plan.json"
    /// The folder of the definition in a bundle.
    package static let definitionFolder = "definition"
    /// The folder of further files in a bundle.
    package static let attachmentFolder = "attachments"

    /// What the bundle says about itself.
    package let manifest: BundleManifest
    /// Every file with the manifest, in order of the paths.
    package let files: [TreeFile]

    /// Makes a bundle.
    ///
    /// - Parameters:
    ///   - contents: What it is made from.
    ///   - assessment: The answers, judged by the definition.
    ///   - plan: The plan that the reports show.
    ///   - audit: What follows from the audit among the contents.
    package init(
        _ contents: Contents, _ assessment: InstitutionAssessment, plan: ReportedPlan,
        audit: AuditResult?
    ) {
        var files = [TreeFile(path: Self.answersPath, bytes: contents.answers)]
        for (name, source) in contents.definition.sources {
            files.append(
                TreeFile(path: "\(Self.definitionFolder)/\(name)", bytes: source.bytes))
        }
        if let plan = contents.plan { files.append(TreeFile(path: Self.planPath, bytes: plan)) }
        if let bundled = contents.audit, let audit { files += bundled.files(audit) }
        files += contents.attachments.map {
            TreeFile(path: "\(Self.attachmentFolder)/\($0.path)", bytes: $0.bytes)
        }
        let basis = InstitutionReport.Basis(
            date: contents.date, answersDigest: SHA256.hexDigest(of: contents.answers),
            toolVersion: contents.toolVersion)
        let report = InstitutionReport(assessment, plan: plan, audit: audit, basis: basis).report
        for language in contents.languages {
            for format in contents.formats {
                files.append(
                    TreeFile(
                        path: "reports/report.\(language.rawValue).\(format.rawValue)",
                        bytes: format.bytes(report, language: language)))
            }
        }
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        manifest = BundleManifest(
            toolVersion: contents.toolVersion, date: contents.date,
            questionnaire: assessment.definition.questionnaire.identity,
            isSynthetic: assessment.response.isSynthetic || audit?.audit.isSynthetic ?? false,
            time: contents.time,
            formats: contents.formats, languages: contents.languages, files: files)
        files.append(TreeFile(path: BundleManifest.path, bytes: manifest.bytes))
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.files = files
    }

    /// The files as one ZIP container.
    package var container: [UInt8] { Self.container(of: files) }

    /// Some files as one ZIP container.
    package static func container(of files: [TreeFile]) -> [UInt8] {
        var writer = ZIPWriter()
        for file in files { writer.add(file.path, file.bytes) }
        return writer.finished()
    }
}
