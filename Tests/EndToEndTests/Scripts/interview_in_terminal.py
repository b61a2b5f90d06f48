#!/usr/bin/env python3
"""Hold interviews with the program in a pseudo-terminal, as a person at a shell would.

usage: interview_in_terminal.py PROGRAM SCENARIO FILE [ARGUMENT …]

Scenarios: whole, plain, out WAY, kill ROUNDS SEED.
Says nothing and exits with 0 when all is well; otherwise says what is wrong and exits with 1.
"""

import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

PATIENCE = 60


class Wrong(Exception):
    """The program did something else than expected."""


class Shell:
    """A pseudo-terminal with a shell of few words: one job, which can be stopped and resumed."""

    def __init__(self, command, columns=80, lines=24, environment=None):
        self.screen = b""
        self.ours, self.theirs = pty.openpty()
        self.resize(columns, lines)
        self.before = self.attributes()
        report, reporting = os.pipe()
        orders, self.ordering = os.pipe()
        self.reports = os.fdopen(report)
        self.shell = os.fork()
        if self.shell == 0:
            os.close(self.ours)
            os.setsid()
            fcntl.ioctl(self.theirs, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(self.theirs, number)
            self.run_job(command, environment or {}, reporting, orders)
            os._exit(0)
        os.close(reporting)
        os.close(orders)
        self.job = int(self.reports.readline())

    @staticmethod
    def run_job(command, environment, reporting, orders):
        def report(text):
            os.write(reporting, (text + "\n").encode())

        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        started, starting = os.pipe()
        job = os.fork()
        if job == 0:
            os.setpgid(0, 0)
            os.tcsetpgrp(0, os.getpid())
            for number in (signal.SIGTTOU, signal.SIGINT, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            os.close(started)
            os.close(starting)
            os.execvpe(command[0], command, {**os.environ, **environment})
        os.close(started)
        os.close(starting)
        report(str(job))
        while True:
            _, status = os.waitpid(job, os.WUNTRACED)
            os.tcsetpgrp(0, os.getpgrp())
            if os.WIFSTOPPED(status):
                report("stopped")
                os.read(orders, 1)
                os.tcsetpgrp(0, job)
                os.kill(-job, signal.SIGCONT)
            elif os.WIFSIGNALED(status):
                report(f"signal {os.WTERMSIG(status)}")
                return
            else:
                report(f"exit {os.WEXITSTATUS(status)}")
                return

    def attributes(self):
        """What `stty -a` says."""
        return subprocess.run(
            ["stty", "-a"], stdin=self.theirs, capture_output=True, text=True, check=True).stdout

    def resize(self, columns, lines):
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def read(self, seconds):
        """Take in what the program writes; whether there was anything."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return False
        try:
            self.screen += os.read(self.ours, 65536)
        except OSError:
            return False
        return True

    def expect(self, *texts):
        """Wait until one of some texts has been written since the last one found."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            plain = without_escapes(self.screen.decode(errors="replace"))
            for text in texts:
                if text in plain:
                    self.screen = b""
                    return text
            if not self.read(0.2) and select.select([self.reports], [], [], 0)[0]:
                break
        raise Wrong(f"{texts!r} did not come but:\n{plain[-3000:]}")

    def send(self, text):
        os.write(self.ours, text.encode())

    def say(self, text, *expected):
        """Type and wait for what follows."""
        self.settle()
        self.screen = b""
        self.send(text)
        return self.expect(*expected)

    def settle(self):
        """Take in everything that is being written just now."""
        while self.read(0.05):
            pass

    def state(self):
        """What the job does next: stopped, exit N or signal N."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.05)
            if select.select([self.reports], [], [], 0)[0]:
                return self.reports.readline().strip()
        raise Wrong("the program goes on and on")

    def foreground(self):
        os.write(self.ordering, b"f")

    def signal(self, number):
        os.kill(self.job, number)

    def close(self):
        os.waitpid(self.shell, 0)
        for descriptor in (self.ours, self.theirs, self.ordering):
            os.close(descriptor)
        self.reports.close()


def without_escapes(text):
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", " ", text)


def answers(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["answers"]


def require(condition, what):
    if not condition:
        raise Wrong(what)


def interview(program, path, *options, **rest):
    return Shell(
        [program, "answer", path, "--lang=en", *options],
        environment={"TERM": "xterm", "NO_COLOR": "1"}, **rest)


def whole(program, path):
    """A new file, every kind of question, a contradiction, the summary, and going on later."""
    shell = interview(program, path, "--author", "A. Ozola")
    shell.expect("There is no file")
    shell.say("\r", "registration number")
    shell.say("90000000001\r", "The institution's name")
    shell.say("Mana iestāde\r", "all saved")
    shell.say("\r", "The year that the answers describe")
    shell.say("\r", "Kind of institution")
    shell.say("2", "Number of staff")
    shell.say("40\r", "Nationally significant")
    for _ in range(4):
        shell.say("2", "( ) Yes")
    shell.say("1", "Enter to the questions")  # the introduction of the first section
    shell.say("\r", "V1")
    shell.say("1", "[×]")
    shell.say("\r", "V2")
    shell.say("12\r", "V3")
    shell.say("5..7\r", "V4")
    shell.say("/", "Search:")
    shell.say("continual improvement process", "V9")
    shell.say("\x1b", "V4")
    shell.say("/V8\r", "V8  Is a continual")
    shell.say("2", "V9  Have")
    shell.say("1", "✗ PR09")  # a contradiction is shown at once …
    shell.say("x", "What to reconsider first")
    shell.say("\x1b", "V9  Have")
    shell.say("\r", "V10")  # … and never blocks
    shell.say("b", "V9  Have")
    shell.say("cSo says the order.\r", "Comment: So says the order.")
    shell.say("eNo. 1\r", "2.")
    shell.say("\r", "Evidence: No. 1")
    shell.say("/B1\r", "all services")
    shell.say("1", "›( )‹")
    shell.say("6", "Why does the question not apply?")
    shell.say("only one\r", "B2")
    shell.say("s", "Maturity")
    shell.say("\r", "B2")
    # A pasted text is no answer.
    shell.say("\x1b[200~1\n1\n1\n\x1b[201~", "Pasted text")
    require("B2.all" not in answers(path), "a pasted text has answered a question")
    shell.resize(40, 15)
    shell.signal(signal.SIGWINCH)
    shell.expect("saved")
    shell.resize(80, 24)
    shell.say("q", "Summary")
    shell.say("\r", "To go on: briedums answer")
    require(shell.state() == "exit 0", "the interview ends well")
    require(shell.attributes() == shell.before, "the terminal is not as it was")
    shell.close()
    given = answers(path)
    require(given["V1"]["value"] == ["society"], "V1")
    require(given["V3"]["possible"] == {"minimum": 5, "maximum": 7}, "V3")
    require(given["V9"]["comment"] == "So says the order.", "the comment of V9")
    require(given["V9"]["evidence"] == ["No. 1"], "the evidence of V9")
    require(given["B1.all"]["value"] == "all", "B1.all")
    require(given["B1.key"]["reason"] == "only one", "the reason of B1.key")
    require(all(a["author"] == "A. Ozola" for a in given.values()), "the author")
    shell = interview(program, path)
    shell.expect("Enter goes on with B2")
    shell.say("q", "To go on")
    require(shell.state() == "exit 0", "the second sitting ends well")
    shell.close()


def plain(program, path):
    """The same as numbered lines, without one escape sequence."""
    shell = Shell(
        [program, "answer", path, "--lang=en"], environment={"TERM": "xterm", "ACCESSIBLE": "1"})
    everything = b""

    def say(text, expected):
        nonlocal everything
        shell.settle()
        everything += shell.screen
        shell.screen = b""
        shell.send(text + "\n")
        end = time.monotonic() + PATIENCE
        while expected not in shell.screen.decode(errors="replace"):
            require(time.monotonic() < end and shell.read(PATIENCE),
                    f"{expected!r} did not come but {shell.screen.decode()}")
        everything += shell.screen

    say("", "registration number")
    say("90000000001", "name")
    say("Mana iestāde", "Saved.")
    for line, expected in [
            ("", "year"), ("", "Kind"), ("State institution", "staff"), ("40", "Nationally"),
            ("no", "Competence"), ("2", "Coordinates"), ("2", "Provides"), ("1", "depend"),
            ("2", "V1."), ("1 3", "V2."), ("7", "V3."), ("z", "V4."), ("maybe", "not understood"),
            ("/V8", "1 V8"), ("1", "V8."), ("no", "V9."), ("yes", "Contradiction PR09"),
            ("c", "Comment"), ("So it is", "Saved."), ("", "V10."), ("q", "Summary"),
            ("b", "V10."), ("1\n1\n1", "only the first"), ("q", "Summary")]:
        say(line, expected)
    shell.settle()
    shell.send("\x04")
    require(shell.state() == "exit 0", "Ctrl-D ends well")
    require(b"\x1b" not in everything + shell.screen, "there is an escape sequence")
    require(shell.attributes() == shell.before, "the terminal is not as it was")
    shell.close()
    given = answers(path)
    require(given["V1"]["value"] == ["society", "institutions"], "V1")
    require(given["V3"]["state"] == "unknown", "V3")
    require("V4" not in given, "V4 has an answer")
    require(given["V9"]["comment"] == "So it is", "the comment of V9")
    require("V10" in given and "V11" not in given and "V12" not in given,
            "pasted lines have answered questions")


WAYS = {
    "quit": ("q\r", None, "exit 0"),
    "ctrl-d": ("\x04", None, "exit 0"),
    "ctrl-c": ("\x03", None, "signal 2"),
    "ctrl-backslash": ("\x1c", None, "signal 3"),
    "sigterm": (None, signal.SIGTERM, "signal 15"),
    "sighup": (None, signal.SIGHUP, "signal 1"),
    "crash": (None, signal.SIGSEGV, "exit 70"),
    "ctrl-z": ("\x1a", None, "stopped"),
    "ctrl-c while typing": ("cabc\x03", None, "signal 2"),
    "ctrl-d while searching": ("/abc\x04", None, "exit 0"),
}


def out(program, path, way):
    """Whatever way the interview is left, the terminal is as it was and the answer in the file."""
    keys, number, expected = WAYS[way]
    shell = interview(program, path)
    shell.expect("Enter begin")
    shell.say("/U12\r", "U12  ")
    before = answers(path).get("U12", {}).get("value")
    shell.say("2" if before == "yes" else "1", "U13  ", "✗", "? PR")
    require(shell.attributes() != shell.before, "the terminal has not been taken")
    written = shell.screen
    if keys:
        shell.send(keys)
    else:
        shell.signal(number)
    state = shell.state()
    require(state == expected, f"{way} ends with {state}, not with {expected}")
    shell.settle()
    written += shell.screen
    require(shell.attributes() == shell.before,
            f"after {way} the terminal is not as it was:\n{shell.attributes()}")
    for undone in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l"):
        require(undone in written, f"{undone!r} is not written on {way}")
    require(answers(path)["U12"]["value"] != before, "the answer is lost")
    if expected == "stopped":
        shell.screen = b""
        shell.foreground()
        shell.expect("all saved")
        require(shell.attributes() != shell.before, "the terminal has not been taken again")
        shell.say("/U12\r", "U12  ")
        shell.send("\x04")
        require(shell.state() == "exit 0", "the interview ends well after fg")
        require(shell.attributes() == shell.before, "after fg the terminal is not as it was")
    shell.close()
    left = [n for n in os.listdir(os.path.dirname(path)) if n != os.path.basename(path)]
    require(not left, f"left behind: {left}")


def kill(program, path, rounds, seed):
    """SIGKILL at any moment leaves a whole file with everything that was shown as saved."""
    generator = random.Random(seed)
    with open(path, "rb") as file:
        fresh = file.read()
    require(not answers(path), "the file is to be without answers at first")
    rounds_with_answers = 0
    for round_ in range(rounds):
        where = f"seed {seed}, round {round_}"
        if len(answers(path)) > 25:
            with open(path, "wb") as file:
                file.write(fresh)
        before = len(answers(path))
        shown = before
        shell = interview(program, path)
        if generator.random() < 0.8:
            # Most rounds are killed while tasks are answered; the others at the very start.
            shell.expect("Enter begin")
            shell.say(f"/U{before + 1}\r", f"U{before + 1}  ")
        death = time.monotonic() + generator.uniform(0, 0.6)
        typed = 0
        while time.monotonic() < death:
            shell.read(generator.uniform(0, 0.02))
            text = without_escapes(shell.screen.decode(errors="replace"))
            counts = re.findall(r"all saved\s[\s█░]*?(\d+) of \d+ questions", text)
            if counts:
                shown = int(counts[-1])
            if typed < 8 and generator.random() < 0.4:
                shell.send(generator.choice("12z"))
                typed += 1
        shell.signal(signal.SIGKILL)
        require(shell.state() == "signal 9", f"{where}: SIGKILL does not end the program")
        shell.close()
        given = answers(path)  # it parses
        rounds_with_answers += len(given) > before
        require(len(given) >= shown, f"{where}: {shown} shown as saved, {len(given)} in the file")
        check = subprocess.run(
            [program, "show", path], capture_output=True, text=True, check=False)
        require(check.returncode == 0, f"{where}: {check.stderr}")
    require(rounds_with_answers > 0 or rounds < 5, f"seed {seed}: no round came to an answer")


def main(arguments):
    if len(arguments) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    program, scenario, path, *rest = arguments
    try:
        if scenario == "whole":
            whole(program, path)
        elif scenario == "plain":
            plain(program, path)
        elif scenario == "out":
            out(program, path, rest[0])
        elif scenario == "kill":
            kill(program, path, int(rest[0]), int(rest[1]))
        else:
            raise Wrong(f"there is no scenario {scenario}")
    except Wrong as wrong:
        print(f"{scenario} {' '.join(rest)}: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
