# Types what comes on standard input into a shell on a terminal of its own, as somebody does who pastes it there, tells what that says, and
# ends as that ends.
import os
import pty
import select
import sys

left = sys.stdin.buffer.read()
shell, terminal = pty.fork()
if shell == 0:
    os.execvp('sh', ['sh'])
while True:
    readable, writable, _ = select.select([terminal], [terminal] if left else [], [])
    if writable:
        left = left[os.write(terminal, left[:512]):]
    if readable:
        try:
            said = os.read(terminal, 65536)
        except OSError:  # the shell has ended
            break
        sys.stdout.buffer.write(said)
        sys.stdout.buffer.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(shell, 0)[1]))
