import Improvement
import TextFormats

private let planDate = OptionSpec(
    "date", value: .text(LocalizedText(lv: "GGGG-MM-DD", en: "YYYY-MM-DD")),
    LocalizedText(
        lv: "Diena, kurā plāno un vērtē termiņus; citādi šodiena.",
        en: "The day of planning, at which deadlines are judged; otherwise today."))

private let planOutputOption = OptionSpec(
    "output", letter: "o", value: .path(LocalizedText(lv: "FAILS", en: "FILE")),
    LocalizedText(lv: "Saglabāt plānu failā.", en: "Save the plan in a file."))

private let forceOption = OptionSpec(
    "force", LocalizedText(lv: "Aizstāt esošu failu.", en: "Replace an existing file."))

private let scheduleOptions = [
    OptionSpec(
        "capacity", value: .text(LocalizedText(lv: "DIENAS", en: "DAYS")),
        LocalizedText(
            lv: "Sadalīt darbu periodos ar tik cilvēkdienām katrā.",
            en: "Place the work into periods of so many person-days.")),
    OptionSpec(
        "start", value: .text(LocalizedText(lv: "PERIODS", en: "PERIOD")),
        LocalizedText(
            lv: "Pirmais pusgads vai ceturksnis, piem., 2027-H1 vai 2027-Q3; citādi nākamais "
                + "pusgads.",
            en: "The first half-year or quarter, like 2027-H1 or 2027-Q3; otherwise the next "
                + "half-year.")),
    OptionSpec(
        "periods", value: .text(LocalizedText(lv: "SKAITS", en: "COUNT")),
        LocalizedText(
            lv: "Cik periodos visam jābūt pabeigtam.",
            en: "In how many periods everything should be finished.")),
]

extension CommandSpec {
    /// `plan`: the cheapest plan that reaches the target.
    static let plan = CommandSpec(
        name: "plan",
        summary: LocalizedText(
            lv: "sastādīt pilnveides plānu", en: "make an improvement plan"),
        discussion: LocalizedText(
            lv: "Izvēlas lētāko pasākumu komplektu, ar ko iestāde sasniedz mērķi visās dimensijās, "
                + "un pierāda, ka lētāka nav. Rāda, kāpēc katrs pasākums ir plānā un kāpēc citu "
                + "tajā nav. Ar -o saglabā plāna failu, ko var papildināt ar roku.",
            en: "Chooses the cheapest set of actions with which the institution reaches its target "
                + "in every dimension and proves that none is cheaper. Shows why each action is in "
                + "the plan and why others are not. With -o saves a plan file to be completed by "
                + "hand."),
        positionals: [Positional(name: LocalizedText(lv: "FAILS", en: "FILE"), isPath: true)],
        count: 1...1,
        options: [
            jsonOption,
            OptionSpec(
                "details",
                LocalizedText(
                    lv: "Katram pasākumam arī darāmais, pierādījumi, rādītāji un atsauces.",
                    en: "For each action also what to do, evidence, indicators and references.")),
            OptionSpec(
                "csv",
                LocalizedText(
                    lv: "Pasākumi kā CSV tabula.", en: "The actions as a CSV table.")),
            planOutputOption, forceOption, planDate,
            OptionSpec(
                "assume",
                value: .choice(PlanningSituation.Assumption.allCases.map(\.rawValue)),
                LocalizedText(
                    lv: "Kā pieņemt neskaidras atbildes: sliktākās, kā ir (parasti) vai labākās.",
                    en: "How to take uncertain answers: worst, as given (point), or best.")),
            OptionSpec(
                "target",
                value: .text(
                    LocalizedText(lv: "DIMENSIJA=LĪMENIS:IEMESLS", en: "DIMENSION=LEVEL:REASON")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Iestādes pašas mērķis dimensijā ar pamatojumu.",
                    en: "The institution's own target in a dimension, with its reason.")),
            OptionSpec(
                "include", value: .text(LocalizedText(lv: "PASĀKUMS", en: "ACTION")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Pasākums, kam jābūt plānā.", en: "An action that must be in the plan.")),
            OptionSpec(
                "exclude", value: .text(LocalizedText(lv: "PASĀKUMS", en: "ACTION")),
                isRepeatable: true,
                LocalizedText(
                    lv: "Pasākums, kura plānā nedrīkst būt.",
                    en: "An action that must not be in the plan.")),
            OptionSpec(
                "budget", value: .text(LocalizedText(lv: "DIENAS", en: "DAYS")),
                LocalizedText(
                    lv: "Augstākie līmeņi, ko sasniedz ar tik cilvēkdienām.",
                    en: "The highest levels within so many person-days.")),
            OptionSpec(
                "frontier",
                LocalizedText(
                    lv: "Rādīt arī, ko var sasniegt ar mazāk darba.",
                    en: "Also show what less work can reach.")),
        ] + scheduleOptions,
        examples: [
            (
                "briedums plan Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "lētākais ceļš līdz mērķim", en: "the cheapest way to the target")
            ),
            (
                "briedums plan --budget 60 --frontier Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "ko var sasniegt ar 60 cilvēkdienām", en: "what 60 person-days can reach")
            ),
            (
                "briedums plan --start 2027-H1 --capacity 40 "
                    + "Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "darbs pa pusgadiem", en: "the work by half-years")
            ),
        ],
        run: { invocation throws(CommandFailure) in try PlanSession(invocation).plan() })

    /// `plan status`: how far a plan has come.
    static let planStatus = CommandSpec(
        name: "plan status",
        summary: LocalizedText(lv: "rādīt plāna izpildi", en: "show how far a plan has come"),
        discussion: LocalizedText(
            lv: "Rāda, kas izdarīts, kas nokavēts, vai atbildes to apliecina un kādus līmeņus "
                + "iestāde sasniegs, kad viss būs izdarīts, salīdzinot ar solīto. Atbildes var būt "
                + "tās pašas vai nākamā gada. Statuss 1, ja kaut kas ir nokavēts vai solītais "
                + "vairs nav sasniedzams.",
            en: "Shows what is done, what is overdue, whether the answers bear it out, and which "
                + "levels the institution will reach once everything is done, beside what was "
                + "promised. The answers may be the same or next year's. Status 1 if something is "
                + "overdue or the promise is out of reach."),
        positionals: [
            Positional(name: LocalizedText(lv: "PLĀNS", en: "PLAN"), isPath: true),
            Positional(name: LocalizedText(lv: "ATBILDES", en: "ANSWERS"), isPath: true),
        ], count: 2...2, options: [jsonOption, planDate],
        examples: [
            (
                "briedums plan status Samples/plans/clean.plan.json "
                    + "Samples/institutions/clean.answers.json",
                LocalizedText(lv: "plāna izpilde šodien", en: "the plan's progress today")
            )
        ],
        run: { invocation throws(CommandFailure) in try PlanSession(invocation).status() })

    /// `plan update`: plans anew around what is done or dropped.
    static let planUpdate = CommandSpec(
        name: "plan update",
        summary: LocalizedText(
            lv: "pārplānot, ņemot vērā izdarīto", en: "plan anew around what is done"),
        discussion: LocalizedText(
            lv: "Izdarītais paliek izdarīts, atmestais paliek ārā, sāktais paliek plānā; pārējo "
                + "izvēlas no jauna. Pie katra pasākuma ierakstītais (atbildīgais, termiņi, "
                + "piezīmes) saglabājas. Bez -o jauno plānu raksta standarta izvadē; vecais fails "
                + "paliek, kāds bija.",
            en: "What is done stays done, what was dropped stays out, what was started stays in; "
                + "the rest is chosen anew. What was written about an action (owner, dates, notes) "
                + "is kept. Without -o the new plan goes to standard output; the old file stays as "
                + "it was."),
        positionals: [
            Positional(name: LocalizedText(lv: "PLĀNS", en: "PLAN"), isPath: true),
            Positional(name: LocalizedText(lv: "ATBILDES", en: "ANSWERS"), isPath: true),
        ], count: 2...2, options: [planOutputOption, forceOption, planDate] + scheduleOptions,
        examples: [
            (
                "briedums plan update Samples/plans/clean.plan.json "
                    + "Samples/institutions/clean.answers.json",
                LocalizedText(
                    lv: "jauns plāns standarta izvadē", en: "the new plan on standard output")
            )
        ],
        run: { invocation throws(CommandFailure) in try PlanSession(invocation).update() })
}
