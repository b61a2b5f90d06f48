"use strict";
// Judges answers by the rules of the definition, with the same meaning as the program:
// an answer is a set of possible values, and a rule is violated when every combination violates it.
// Formulas: true | false | ["m", variable, options] | ["l", terms, bound] | ["a", …] | ["o", …].
// A term is [variable, factor] for a number, [variable, [contribution of each option]] otherwise.
const Rules = (() => {
    const LIMIT = 20000;

    const bit = (index) => 1n << BigInt(index);
    const mask = (indices) => indices.reduce((all, index) => all | bit(index), 0n);
    const isFixed = (domain) =>
        typeof domain === "bigint" ? (domain & (domain - 1n)) === 0n : domain[0] === domain[1];

    /** The least and the most that a term contributes over what remains possible. */
    function extremes([variable, contribution], domains) {
        const domain = domains[variable];
        if (typeof domain === "bigint") {
            let lowest = Infinity, highest = -Infinity;
            contribution.forEach((value, index) => {
                if (domain & bit(index)) {
                    lowest = Math.min(lowest, value);
                    highest = Math.max(highest, value);
                }
            });
            return [lowest, highest];
        }
        const ends = domain.map((end) => end * contribution);
        return [Math.min(...ends), Math.max(...ends)];
    }

    /** true: holds for all remaining values; false: for none; null: looks undecided. */
    function value(formula, domains) {
        if (typeof formula === "boolean") return formula;
        const [kind, ...parts] = formula;
        switch (kind) {
        case "m": {
            const allowed = mask(parts[1]), left = domains[parts[0]];
            if ((left & ~allowed) === 0n) return true;
            return (left & allowed) === 0n ? false : null;
        }
        case "l": {
            let lowest = 0, highest = 0;
            for (const term of parts[0]) {
                const [low, high] = extremes(term, domains);
                lowest += low;
                highest += high;
            }
            if (highest <= parts[1]) return true;
            return lowest > parts[1] ? false : null;
        }
        default: {
            const decisive = kind === "o";
            let result = !decisive;
            for (const part of parts) {
                const found = value(part, domains);
                if (found === decisive) return decisive;
                if (found === null) result = null;
            }
            return result;
        }
        }
    }

    function variables(formula, found = new Set()) {
        if (typeof formula === "boolean") return found;
        const [kind, ...parts] = formula;
        if (kind === "m") found.add(parts[0]);
        else if (kind === "l") parts[0].forEach((term) => found.add(term[0]));
        else parts.forEach((part) => variables(part, found));
        return found;
    }

    function halves(domain) {
        if (typeof domain === "bigint") {
            const lowest = domain & -domain;
            return [lowest, domain ^ lowest];
        }
        const middle = Math.floor((domain[0] + domain[1]) / 2);
        return [[domain[0], middle], [middle + 1, domain[1]]];
    }

    /** Whether some combination satisfies a formula; null when the search is too long. */
    function isPossible(formula, domains) {
        let steps = 0;
        const order = [...variables(formula)];
        function search(domains) {
            const decided = value(formula, domains);
            if (decided !== null) return decided;
            steps += 1;
            if (steps > LIMIT) return null;
            const open = order.find((variable) => !isFixed(domains[variable]));
            if (open === undefined) return false;
            let unknown = false;
            for (const half of halves(domains[open])) {
                const next = domains.slice();
                next[open] = half;
                const found = search(next);
                if (found) return true;
                if (found === null) unknown = true;
            }
            return unknown ? null : false;
        }
        return search(domains);
    }

    /** What is known: the remaining values of each variable, and the state of each item. */
    function state(data, doc) {
        const domains = data.domains.map((domain) =>
            typeof domain === "number" ? (1n << BigInt(domain)) - 1n : domain.slice());
        function assign(subject, statement) {
            if (!statement || statement.state) return;
            const index = (id) => subject.options.indexOf(id);
            if (subject.kind === "single") {
                domains[subject.variable] = mask(
                    (statement.possible || [statement.value]).map(index));
            } else if (subject.kind === "count") {
                const possible = statement.possible;
                domains[subject.variable] = possible
                    ? [possible.minimum, possible.maximum] : [statement.value, statement.value];
            } else {
                const included = statement.possible ? statement.possible.included : statement.value;
                const excluded = statement.possible
                    ? statement.possible.excluded
                    : subject.options.filter((id) => !included.includes(id));
                included.forEach((id) => { domains[subject.variable + index(id)] = 2n; });
                excluded.forEach((id) => { domains[subject.variable + index(id)] = 1n; });
            }
        }
        for (const field of data.profile) {
            const found = doc.profile[field.id];
            if (found !== undefined) assign(field, { value: found });
        }
        const states = [];
        const counts = (index) => states[index] !== "not-asked" && states[index] !== "not-applicable";
        data.items.forEach((item) => {
            const answer = doc.answers[item.id];
            const asked = item.conditions.every((index) => {
                const condition = data.conditions[index];
                return condition.items.every(counts)
                    && isPossible(condition.formula, domains) !== false;
            });
            if (!asked) states.push("not-asked");
            else if (!answer) states.push("unanswered");
            else if (answer.state === "unknown") states.push("unknown");
            else if (answer.state === "not_applicable") states.push("not-applicable");
            else {
                assign(item, answer);
                states.push("answered");
            }
        });
        return { domains, states, counts };
    }

    /** The violated rules of a document, in the order of the definition. */
    function check(data, doc) {
        const { domains, states, counts } = state(data, doc);
        const violated = data.rules.filter((rule) =>
            rule.items.every(counts) && isPossible(rule.formula, domains) === false);
        return { states, violated };
    }

    return { check };
})();
