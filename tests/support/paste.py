# Pastes blocks into a shell on a terminal of its own, each once the one before it has ended, tells what that says, and ends as that ends.
# Standard input: the blocks as a list in JSON. The first argument: how many seconds a block may take.
import json
import os
import pty
import select
import sys
import time

blocks = json.load(sys.stdin)
seconds = float(sys.argv[1])
shell, terminal = pty.fork()
if shell == 0:
    os.execvp('sh', ['sh'])


def goes_on_until(end, number):
    """Types and tells until `end` was said; false: the shell has ended."""
    global left
    said = b''
    until = time.monotonic() + seconds
    while end is None or end not in said:
        if time.monotonic() > until:
            sys.exit('\nBlock %d did not end within %d seconds.' % (number, seconds))
        readable, writable, _ = select.select([terminal], [terminal] if left else [], [], 1)
        if writable:
            left = left[os.write(terminal, left[:512]):]
        if readable:
            try:
                more = os.read(terminal, 65536)
            except OSError:
                return False
            said = said[-100:] + more
            sys.stdout.buffer.write(more)
            sys.stdout.buffer.flush()
    return True


left = b''
for number, block in enumerate(blocks):
    # As it is typed it has a quote in it, as it is said it has none.
    left = b'%s\necho "block" %d ended\n' % (block.encode(), number)
    if not goes_on_until(b'block %d ended' % number, number):
        break
else:
    left = b'exit\n'
    goes_on_until(None, len(blocks))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(shell, 0)[1]))
