"""Random answers files for a questionnaire definition, from a seed."""
import random


class Answers:
    """Makes answers that the definition allows; they need not agree with each other."""

    def __init__(self, questionnaire, digest, seed):
        self.questionnaire = questionnaire
        self.digest = digest
        self.random = random.Random(seed)
        self.scales = {scale["id"]: scale for scale in questionnaire["scales"]}

    def items(self):
        """Every item with its question and, for scoped questions, its scope."""
        for question in self.questionnaire["questions"]:
            if self.scales.get(question.get("scale"), {}).get("scoped"):
                for scope in self.questionnaire["scopes"]:
                    yield f"{question['id']}.{scope['id']}", question, scope["id"]
            else:
                yield question["id"], question, None

    def options(self, question):
        if "scale" in question:
            return [option["id"] for option in self.scales[question["scale"]]["options"]]
        return [option["id"] for option in question.get("options", [])]

    def value(self, question):
        if "count" in question:
            return self.random.choice([0, 1, 2, 3, 5, 8, 40, 700])
        options = self.options(question)
        if "scale" in question:
            return self.random.choice(options)
        chosen = [option for option in options if self.random.random() < 0.4]
        return chosen or [self.random.choice(options)]

    def partial(self, question):
        """A statement that leaves several values possible."""
        if "count" in question:
            low = self.random.randrange(0, 30)
            return {"minimum": low, "maximum": low + self.random.randrange(1, 50)}
        options = self.options(question)
        if "scale" in question:
            count = self.random.randrange(2, len(options) + 1)
            chosen = self.random.sample(options, count)
            return [option for option in options if option in chosen]
        marks = [self.random.choice("yno") for _ in options]
        # With every option decided it would be a value.
        if "o" not in marks:
            marks[self.random.randrange(len(marks))] = "o"
        return {
            "included": [o for o, mark in zip(options, marks) if mark == "y"],
            "excluded": [o for o, mark in zip(options, marks) if mark == "n"],
        }

    def statement(self, question, partly):
        draw = self.random.random()
        allows = self.scales.get(question.get("scale"), {}).get("not_applicable")
        if draw < 0.12:
            return {"state": "unknown"}
        if draw < 0.2 and allows:
            return {"state": "not_applicable", "reason": "nav šādu pakalpojumu"}
        if draw < 0.3 and partly:
            return {"possible": self.partial(question)}
        return {"value": self.value(question)}

    def document(self, partly=True):
        """A whole answers file; about a quarter of the items are left open."""
        profile = {
            field["id"]: self.value(field) for field in self.questionnaire["profile"]
        }
        answers = {}
        for item, question, _ in self.items():
            if self.random.random() < 0.75:
                answers[item] = self.statement(question, partly)
        number = str(self.random.randrange(10**10, 10**11))
        return {
            "schema": "briedums.answers/1",
            "questionnaire": {
                "id": self.questionnaire["id"],
                "version": self.questionnaire["version"],
                "digest": self.digest,
            },
            "revision": 1,
            "synthetic": True,
            "institution": {
                "registration_number": number,
                "name": "Sintētiskā iestāde",
                "survey_year": 2021,
            },
            "profile": profile,
            "answers": answers,
        }


def definition():
    """The newest bundled questionnaire and its digest, as a sample names it."""
    import json
    import pathlib

    root = pathlib.Path(__file__).resolve().parents[3]
    sample = json.loads((root / "Samples/institutions/new.answers.json").read_text())
    pinned = sample["questionnaire"]
    path = root / "Questionnaires" / pinned["id"] / pinned["version"] / "questionnaire.json"
    return json.loads(path.read_text()), pinned["digest"]
