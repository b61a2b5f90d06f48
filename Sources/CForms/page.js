"use strict";
(() => {
    const data = JSON.parse(document.getElementById("data").textContent);
    const texts = data.texts;
    const find = (selector, root = document) => root.querySelector(selector);
    const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
    const itemByID = new Map(data.items.map((item) => [item.id, item]));
    const storageKey = ["briedums", data.questionnaire.digest, data.draft].join(" ");

    const emptyDocument = () => ({
        schema: data.schema, questionnaire: data.questionnaire, revision: 0,
        institution: {}, profile: {}, answers: {},
    });
    const original = () => structuredClone(data.document || emptyDocument());
    let doc = original();
    let author = "";
    let hasChanged = false;

    // MARK: Draft

    const saved = find("#saved");
    function save() {
        hasChanged = true;
        try {
            localStorage.setItem(storageKey, JSON.stringify({ doc, author, time: now() }));
            saved.textContent = texts.saved.replace("{time}", clock(new Date()));
            saved.classList.remove("bad");
        } catch {
            saved.textContent = texts.notSaved;
            saved.classList.add("bad");
        }
    }

    function restore() {
        let draft = null;
        try {
            draft = JSON.parse(localStorage.getItem(storageKey));
        } catch {
            return;
        }
        if (!draft || !draft.doc || draft.doc.schema !== data.schema) return;
        doc = draft.doc;
        author = draft.author || "";
        hasChanged = true;
        const time = new Date(draft.time);
        find("#draft-time").textContent = texts.restored
            .replace("{time}", `${time.toLocaleDateString(data.language)} ${clock(time)}`);
        find("#draft").hidden = false;
    }

    const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");
    const clock = (time) =>
        [time.getHours(), time.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");

    // MARK: Answers from the page

    /** Records what one fieldset says; comments and evidence stay with the answer. */
    function readItem(box) {
        const item = itemByID.get(box.dataset.item);
        const statement = statementOf(item, box);
        if (statement === undefined) return;
        const part = (name) => {
            const field = find(`[data-part="${name}"]`, box);
            return field ? field.value.trim() : "";
        };
        if (statement === null) {
            delete doc.answers[item.id];
            return;
        }
        const answer = { ...statement };
        if (statement.state === "not_applicable" && part("reason")) answer.reason = part("reason");
        if (part("comment")) answer.comment = part("comment");
        const evidence = part("evidence").split("\n").map((line) => line.trim()).filter(Boolean);
        if (evidence.length) answer.evidence = evidence;
        if (author) answer.author = author;
        answer.time = now();
        doc.answers[item.id] = answer;
    }

    /** null: nothing is answered; undefined: what is typed is no number. */
    function statementOf(item, box) {
        const before = doc.answers[item.id];
        const isUnknown = find('input[value="?unknown"]', box);
        if (item.kind === "single") {
            const chosen = find("input[type=radio]:checked", box);
            // An answer that leaves several options possible has no radio button of its own.
            if (!chosen) return before && before.possible ? { possible: before.possible } : null;
            if (chosen.value === "?unknown") return { state: "unknown" };
            if (chosen.value === "?not_applicable") return { state: "not_applicable" };
            return { value: chosen.value };
        }
        if (isUnknown.checked) return { state: "unknown" };
        if (item.kind === "multiple") {
            const boxes = findAll("input[data-option]", box);
            const chosen = boxes.filter((input) => input.checked).map((input) => input.value);
            // An answer that leaves options open stays as it is until an option changes.
            const open = before && before.possible;
            if (open && String(open.included) === String(chosen)) return { possible: open };
            if (chosen.length) return { value: chosen };
            return before && Array.isArray(before.value) && before.value.length === 0
                ? { value: [] } : null;
        }
        const input = find("input[type=text]", box);
        const text = input.value.replace(/[\s\u00A0\u202F]/g, "").replace(/[–…]/, "..");
        const error = find(".error", box);
        const match = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text);
        const minimum = match ? Number(match[1]) : 0;
        const maximum = match && match[2] !== undefined ? Number(match[2]) : minimum;
        const isValid = text === "" || (match && minimum <= maximum
            && minimum >= item.minimum && maximum <= item.maximum);
        input.setAttribute("aria-invalid", String(!isValid));
        error.hidden = isValid;
        if (!isValid) {
            delete doc.answers[item.id];
            return undefined;
        }
        if (text === "") return null;
        return minimum === maximum ? { value: minimum } : { possible: { minimum, maximum } };
    }

    function readFact(input) {
        const { fact, field } = input.dataset;
        const text = input.value.trim();
        if (fact === "author") {
            author = text;
        } else if (fact) {
            if (text === "") delete doc.institution[fact];
            else doc.institution[fact] = fact === "survey_year" ? Number(text) : text;
        } else {
            const entry = data.profile.find((known) => known.id === field);
            const number = Number(text);
            const isValid = text === "" || entry.kind !== "count"
                || (/^\d{1,9}$/.test(text) && number >= entry.minimum && number <= entry.maximum);
            input.setAttribute("aria-invalid", String(!isValid));
            if (text === "" || !isValid) delete doc.profile[field];
            else doc.profile[field] = entry.kind === "count" ? number : text;
        }
    }

    // MARK: The page from answers

    function showAnswers() {
        for (const box of findAll("[data-item]")) {
            const item = itemByID.get(box.dataset.item);
            const answer = doc.answers[item.id];
            const chosen = new Set();
            if (answer) {
                if (answer.state) chosen.add(`?${answer.state}`);
                else if (item.kind === "single") chosen.add(answer.value);
                else if (item.kind === "multiple") {
                    (answer.value || answer.possible.included).forEach((id) => chosen.add(id));
                }
            }
            findAll("input[type=radio], input[type=checkbox]", box).forEach((input) => {
                input.checked = chosen.has(input.value);
            });
            const number = find("input[type=text]", box);
            if (number) {
                const possible = answer && answer.possible;
                number.value = possible ? `${possible.minimum}..${possible.maximum}`
                    : answer && answer.value !== undefined ? String(answer.value) : "";
            }
            const partial = find(".partial", box);
            partial.hidden = !(answer && answer.possible && item.kind !== "count");
            const fill = (name, text) => {
                const field = find(`[data-part="${name}"]`, box);
                if (field) field.value = text || "";
            };
            fill("reason", answer && answer.reason);
            fill("comment", answer && answer.comment);
            fill("evidence", answer && answer.evidence && answer.evidence.join("\n"));
            const remarks = find(".remarks", box);
            remarks.open = Boolean(answer && (answer.comment || answer.evidence));
        }
        for (const input of findAll("[data-fact], [data-field]")) {
            const { fact, field } = input.dataset;
            const value = fact === "author" ? author : fact ? doc.institution[fact] : doc.profile[field];
            input.value = value === undefined ? "" : String(value);
        }
    }

    // MARK: Judgement

    let known = new Set();

    function judge(isFirst) {
        const { states, violated } = Rules.check(data, doc);
        data.items.forEach((item, index) => showState(item, states[index]));
        showFindings(violated);
        showProgress(states);
        const ids = new Set(violated.map((rule) => rule.id));
        if (!isFirst) announce(violated.filter((rule) => !known.has(rule.id)), ids);
        known = ids;
    }

    function showState(item, state) {
        const box = document.getElementById(`i-${item.id}`);
        const isAsked = state !== "not-asked";
        box.disabled = !isAsked;
        find(".not-asked", box).hidden = isAsked;
        box.dataset.state = state;
        find(".clear", box).hidden = !doc.answers[item.id] || !isAsked;
        const reason = find(".reason", box);
        if (reason) reason.hidden = state !== "not-applicable";
    }

    function announce(added, ids) {
        const status = find("#status");
        if (added.length) {
            const words = added.map((rule) =>
                `${rule.kind === "hard" ? texts.newContradiction : texts.newDoubt} ${rule.id}. ${rule.message}`);
            status.textContent = words.join(" ");
        } else if ([...known].some((id) => !ids.has(id))) {
            status.textContent = texts.resolved;
        } else {
            status.textContent = "";
        }
    }

    function element(name, className, text) {
        const node = document.createElement(name);
        if (className) node.className = className;
        if (text !== undefined) node.textContent = text;
        return node;
    }

    function findingCard(rule) {
        const card = element("li", `finding ${rule.kind}`);
        const title = element("p", "finding-title");
        title.append(element("strong", "", rule.kind === "hard" ? texts.contradiction : texts.doubt));
        title.append(` ${rule.id}`);
        card.append(title, element("p", "", rule.message), element("p", "advice", rule.check));
        const links = element("p", "links", `${texts.look} `);
        const questions = [...new Set(rule.items.map((index) => data.items[index].question))];
        questions.slice(0, 6).forEach((id, index) => {
            if (index) links.append(", ");
            const link = element("a", "", id);
            link.href = `#q-${id}`;
            links.append(link);
        });
        if (questions.length > 6) links.append(` … (${questions.length})`);
        card.append(links);
        return card;
    }

    function showFindings(violated) {
        const hard = violated.filter((rule) => rule.kind === "hard");
        const soft = violated.filter((rule) => rule.kind === "soft");
        find("#findings-list").replaceChildren(...hard.concat(soft).map(findingCard));
        find("#no-findings").hidden = violated.length > 0;
        for (const node of findAll(".contradiction-count")) node.textContent = String(hard.length);
        for (const node of findAll(".doubt-count")) node.textContent = String(soft.length);
        document.body.classList.toggle("has-contradictions", hard.length > 0);
        for (const question of findAll(".question")) {
            const about = violated.filter((rule) => rule.items.length <= 6 && rule.items.some(
                (index) => data.items[index].question === question.dataset.question));
            const list = find(".question-findings", question);
            list.replaceChildren(...about.map((rule) => {
                const note = element("p", `note ${rule.kind}`);
                note.append(element("strong", "",
                    `${rule.kind === "hard" ? texts.contradiction : texts.doubt} ${rule.id}: `));
                note.append(rule.message);
                return note;
            }));
        }
    }

    function showProgress(states) {
        let total = 0, done = 0;
        const bySection = data.sections.map(() => [0, 0]);
        data.items.forEach((item, index) => {
            if (states[index] === "not-asked") return;
            const section = bySection[item.section];
            total += 1;
            section[1] += 1;
            if (states[index] !== "unanswered") {
                done += 1;
                section[0] += 1;
            }
        });
        const bar = find("#progress");
        bar.max = total;
        bar.value = done;
        find("#progress-text").textContent = texts.progress
            .replace("{done}", String(done)).replace("{total}", String(total));
        bySection.forEach(([part, whole], index) => {
            find(`#section-count-${index}`).textContent = `${part}/${whole}`;
        });
    }

    // MARK: Actions

    function download() {
        const errors = [];
        for (const input of findAll("[data-required]")) {
            const value = input.value.trim();
            const isYear = input.dataset.fact !== "survey_year"
                || (/^\d{4}$/.test(value) && Number(value) >= 1990 && Number(value) <= 2200);
            const isValid = value !== "" && isYear;
            input.setAttribute("aria-invalid", String(!isValid));
            if (!isValid) errors.push([input.id, input.dataset.required]);
        }
        for (const input of findAll('input[aria-invalid="true"]:not([data-required])')) {
            const box = input.closest("[data-item]");
            errors.push([input.id, `${box ? box.dataset.item : input.dataset.field}: ${texts.noNumber}`]);
        }
        const summary = find("#errors");
        summary.hidden = errors.length === 0;
        if (errors.length) {
            find("ul", summary).replaceChildren(...errors.map(([id, text]) => {
                const entry = element("li");
                const link = element("a", "", text);
                link.href = `#${id}`;
                link.addEventListener("click", (event) => {
                    event.preventDefault();
                    document.getElementById(id).focus();
                });
                entry.append(link);
                return entry;
            }));
            summary.focus();
            return;
        }
        const order = {};
        for (const item of data.items) {
            if (doc.answers[item.id]) order[item.id] = doc.answers[item.id];
        }
        const text = JSON.stringify({ ...doc, answers: order }, null, 2) + "\n";
        const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
        const link = element("a");
        link.href = url;
        link.download = `${doc.institution.registration_number}.answers.json`
            .replace(/[^\p{L}\p{N}._-]/gu, "");
        document.body.append(link);
        link.click();
        link.remove();
        setTimeout(() => URL.revokeObjectURL(url), 10000);
        hasChanged = false;
        find("#status").textContent = texts.downloaded;
        saved.textContent = texts.downloaded;
    }

    async function open(file) {
        let text = null;
        try {
            text = JSON.parse(await file.text());
        } catch {
            text = null;
        }
        const same = text && text.schema === data.schema && text.questionnaire
            && text.questionnaire.digest === data.questionnaire.digest;
        if (!same) {
            window.alert(texts.wrongFile);
            return;
        }
        if (Object.keys(doc.answers).length && !window.confirm(texts.replace)) return;
        doc = text;
        refresh();
        save();
    }

    function refresh() {
        showAnswers();
        judge(true);
    }

    function focusNextUnanswered() {
        const boxes = findAll("[data-item]").filter((box) => box.dataset.state === "unanswered");
        const current = document.activeElement;
        const after = boxes.find((box) => !box.contains(current)
            && (current.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING));
        const target = after || boxes[0];
        if (!target) {
            find("#status").textContent = texts.allAnswered;
            return;
        }
        find("input", target).focus();
        target.closest(".question").scrollIntoView({ block: "center" });
    }

    // MARK: Start

    let timer = null;
    function changed(target) {
        const box = target.closest("[data-item]");
        if (box) {
            const isState = target.value === "?unknown" && target.type === "checkbox";
            if (isState && target.checked) {
                findAll("input", box).forEach((input) => {
                    if (input === target) return;
                    if (input.type === "checkbox") input.checked = false;
                    if (input.type === "text") input.value = "";
                });
            } else if (target.dataset.option !== undefined || target.type === "text") {
                const unknown = find('input[value="?unknown"]', box);
                if (unknown) unknown.checked = false;
            }
            readItem(box);
            find(".partial", box).hidden = true;
        } else if (target.dataset.fact || target.dataset.field) {
            readFact(target);
        } else {
            return;
        }
        judge(false);
        save();
    }

    document.addEventListener("change", (event) => {
        clearTimeout(timer);
        if (event.target.id === "open") {
            if (event.target.files[0]) open(event.target.files[0]);
            event.target.value = "";
        } else {
            changed(event.target);
        }
    });
    document.addEventListener("input", (event) => {
        if (event.target.type === "radio" || event.target.type === "checkbox") return;
        if (event.target.id === "open") return;
        clearTimeout(timer);
        timer = setTimeout(() => changed(event.target), 400);
    });
    document.addEventListener("click", (event) => {
        const clear = event.target.closest(".clear");
        if (!clear) return;
        const box = clear.closest("[data-item]");
        delete doc.answers[box.dataset.item];
        showAnswers();
        judge(false);
        save();
        find("input", box).focus();
    });
    find("#download").addEventListener("click", download);
    find("#next").addEventListener("click", focusNextUnanswered);
    find("#open-button").addEventListener("click", () => find("#open").click());
    find("#restart").addEventListener("click", () => {
        if (!window.confirm(texts.reallyRestart)) return;
        try {
            localStorage.removeItem(storageKey);
        } catch {
            // Without storage there is no draft to remove.
        }
        doc = original();
        author = "";
        hasChanged = false;
        find("#draft").hidden = true;
        refresh();
    });
    window.addEventListener("beforeunload", (event) => {
        if (hasChanged && saved.classList.contains("bad")) event.preventDefault();
    });

    restore();
    refresh();
    document.documentElement.classList.add("ready");
    // For auditors and tests: the page's own verdict on any answers document.
    window.briedums = { check: (any) => Rules.check(data, any).violated.map((rule) => rule.id) };
})();
