#!/usr/bin/env python3
"""Run a command with a pseudo-terminal as some of its streams.

usage: run_in_terminal.py STREAMS COLUMNS COMMAND [ARGUMENT …]

STREAMS is a list of digits: 0 standard input, 1 standard output, 2 standard error. The streams named
are the terminal, the others are those of this script. Everything that reaches the terminal is written
to standard output. The exit code is the command's, 124 after 60 seconds, 64 for wrong usage.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time


def main(arguments):
    if len(arguments) < 3:
        print(__doc__.strip(), file=sys.stderr)
        return 64
    streams, columns, *command = arguments
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(columns), 0, 0))
    # The screen shall show what is written, byte for byte.
    attributes = termios.tcgetattr(theirs)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, attributes)
    process = subprocess.Popen(
        command, start_new_session=True,
        stdin=theirs if "0" in streams else None,
        stdout=theirs if "1" in streams else None,
        stderr=theirs if "2" in streams else None)
    os.close(theirs)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        readable, _, _ = select.select([ours], [], [], 0.1)
        if readable:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the last writer has closed the terminal
                data = b""
            if not data:
                return process.wait()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        elif process.poll() is not None and not select.select([ours], [], [], 0)[0]:
            return process.returncode
    process.kill()
    return 124


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
