#!/usr/bin/env python3
"""Run a command in a pseudo-terminal and type a line whenever it prompts.

usage: type_in_terminal.py LINES PROMPT COMMAND [ARGUMENT …]

Everything that reaches the terminal is written to standard output; the exit code is the command's,
124 after 60 seconds without the next prompt.
"""

import os
import pty
import select
import sys


def main(arguments):
    typed, prompt, *command = arguments
    lines = typed.splitlines(keepends=True)
    process, terminal = pty.fork()
    if process == 0:
        os.execv(command[0], command)
    screen = b""
    while True:
        if not select.select([terminal], [], [], 60)[0]:
            os.kill(process, 9)
            return 124
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        sys.stdout.buffer.write(data)
        screen += data
        if screen.endswith(prompt.encode()) and lines:
            screen = b""
            os.write(terminal, lines.pop(0).encode())
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
