import Assessment
import Improvement
import Maturity
import Survey
import TestSupport
import Testing
import TextFormats

/// Following a plan up, and planning anew around what has happened.
@Suite struct PlanProgressTests {
    private struct Case {
        let assessment: InstitutionAssessment
        let plan: InstitutionPlan
        var document: PlanDocument
    }

    private func planned() throws -> Case {
        let assessment = InstitutionAssessment(
            try CohortSample.responses()[28], by: try Bundled.definition())
        let plan = try #require(InstitutionPlan(assessment))
        let start = try #require(CalendarPeriod("2027-H1"))
        let schedule = try plan.schedule(start: start, capacity: 60, horizon: nil)
        let day = try #require(CalendarDay("2026-11-21"))
        return Case(
            assessment: assessment, plan: plan,
            document: plan.document(
                assessment, answersDigest: "sha256:0", made: day, schedule: schedule))
    }

    @Test func `A fresh plan promises what it projects`() throws {
        let fresh = try planned()
        let progress = PlanProgress(
            fresh.document, assessment: fresh.assessment,
            today: try #require(CalendarDay("2026-12-01")))
        #expect(progress.count(.planned) == fresh.document.entries.count)
        #expect(!progress.lines.contains { $0.isOverdue || $0.isSeenInAnswers })
        #expect(
            progress.projected.dimensions.map(\.level)
                == fresh.document.promise.map(\.level))
    }

    @Test func `A day after the period what is open is overdue, what is done is not`() throws {
        var late = try planned()
        late.document.entries[0].status = .done
        let first = try #require(late.document.entries[0].due)
        let onTime = PlanProgress(late.document, assessment: late.assessment, today: first.lastDay)
        #expect(!onTime.lines.contains { $0.isOverdue })
        let last = try #require(CalendarDay("2027-07-01"))
        let after = PlanProgress(late.document, assessment: late.assessment, today: last)
        #expect(!after.lines[0].isOverdue)
        let due = late.document.entries.filter { $0.due?.text == "2027-H1" }
        #expect(after.lines.filter(\.isOverdue).count == due.count - 1)
        #expect(due.count > 1)
    }

    @Test func `A dropped action lowers what can still be reached`() throws {
        var changed = try planned()
        let gate = try #require(
            changed.plan.plan.steps.firstIndex { step in
                step.reasons.contains { if case .gate = $0 { true } else { false } }
            })
        changed.document.entries[gate].status = .dropped
        changed.document.entries[gate].reason = "x"
        let progress = PlanProgress(
            changed.document, assessment: changed.assessment,
            today: try #require(CalendarDay("2026-12-01")))
        let levels = progress.projected.dimensions.map { $0.level ?? 0 }
        let promised = changed.document.promise.map { $0.level ?? 0 }
        #expect(zip(levels, promised).contains { $0 < $1 })
    }

    @Test
    func `Planning anew keeps what is done, leaves out what is dropped, keeps what is started`()
        throws
    {
        var changed = try planned()
        let catalogue = changed.assessment.definition.catalogue
        changed.document.entries[0].status = .done
        changed.document.entries[0].notes = "paveikts"
        let dropped = try #require(
            changed.plan.plan.steps.lastIndex { step in
                !step.reasons.contains { if case .gate = $0 { true } else { false } }
                    && !step.reasons.contains { if case .prerequisite = $0 { true } else { false } }
            })
        changed.document.entries[dropped].status = .dropped
        changed.document.entries[dropped].reason = "nav naudas"
        let started = try #require(
            changed.document.entries.indices.first { $0 != 0 && $0 != dropped })
        changed.document.entries[started].status = .started
        changed.document.entries[started].owner = "A. Bērziņa"
        let plan = try #require(
            InstitutionPlan(changed.assessment, request: PlanRequest(changed.document)))
        #expect(plan.check.faults.isEmpty)
        let day = try #require(CalendarDay("2027-03-01"))
        let again = plan.document(
            changed.assessment, answersDigest: "sha256:1", made: day, schedule: nil,
            earlier: changed.document)
        #expect(again.entries.contains(changed.document.entries[0]))
        #expect(again.entries.contains(changed.document.entries[dropped]))
        #expect(again.entries.contains(changed.document.entries[started]))
        #expect(Set(again.entries.map(\.action)).count == again.entries.count)
        // What is done costs nothing any more.
        let done = catalogue.personDays(changed.document.entries[0].action)
        var onlyDone = PlanRequest()
        onlyDone.done = [changed.document.entries[0].action]
        let rest = try #require(InstitutionPlan(changed.assessment, request: onlyDone))
        #expect(rest.plan.personDays == changed.plan.plan.personDays - done)
    }

    @Test func `Next year's answers that show a done action agree with the plan`() throws {
        let fresh = try planned()
        let definition = fresh.assessment.definition
        var response = fresh.assessment.response
        let action = try #require(fresh.document.entries.first?.action)
        for raise in definition.catalogue.actions[action].raises {
            let item = definition.questionnaire.items[raise.item]
            response.answers[item.id] = Answer(
                .values(.options(OptionMask(index: raise.option))))
        }
        var document = fresh.document
        document.entries[0].status = .done
        let progress = PlanProgress(
            document, assessment: InstitutionAssessment(response, by: definition),
            today: try #require(CalendarDay("2026-12-01")))
        #expect(progress.lines[0].isSeenInAnswers)
    }
}
