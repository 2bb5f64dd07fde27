"""
What a drill compares of files. "compare RESTORED LIVING": files at random of those that were restored with those that are there, by SHA-256, where
neither size nor time of them differs: they were not changed since. "choose BYTES": names at random of the lines of "restic ls --json" on standard
input, with their sizes, so many bytes at most.
"""
import hashlib
import json
import os
import random
import stat
import sys

MOST = 200


def sha256(path, at):
    # No link is followed, and nothing waits at a pipe; what was put there meanwhile is another file.
    with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), 'rb') as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) or os.fstat(file.fileno()).st_ino != at.st_ino:
            raise OSError
        found = hashlib.sha256()
        for piece in iter(lambda: file.read(1 << 20), b''):
            found.update(piece)
        return found.hexdigest()


def compare(restored, living):
    restored, living = os.fsencode(restored), os.path.realpath(os.fsencode(living))
    every = [os.path.join(folder, name) for folder, _, names in os.walk(restored) for name in names]
    same = gone = 0
    for path in random.sample(every, min(MOST, len(every))):
        ours = os.lstat(path)
        other = os.path.join(living, os.path.relpath(path, restored))
        try:
            theirs = os.lstat(other)
            if not (stat.S_ISREG(ours.st_mode) and stat.S_ISREG(theirs.st_mode)) or os.path.realpath(other) != other:
                continue
            if (ours.st_size, ours.st_mtime_ns) != (theirs.st_size, theirs.st_mtime_ns):
                raise OSError
            hashes = sha256(path, ours), sha256(other, theirs)
        except OSError:
            gone += 1
            continue
        if hashes[0] != hashes[1]:
            sys.stderr.write('%s has another SHA-256 than the file that is there, of the same size and time.\n' % json.dumps(os.fsdecode(os.path.relpath(path, restored))))
            sys.exit(3)
        same += 1
    print('%d files at random have the SHA-256 of those that are there; %d were changed or removed since the backup.' % (same, gone))


def choose(most):
    found = []
    for line in sys.stdin:
        entry = json.loads(line)
        name = entry.get('path')
        # A name that is no text, or has lines, can't be named to restic.
        if entry.get('type') == 'file' and name.isprintable() and '\ufffd' not in name and entry.get('size', 0) < most // 10:
            found.append((entry.get('size', 0), name))
    left = most // 2
    for size, name in random.sample(found, min(25, len(found))):
        if size <= left:
            left -= size
            print(size, name)
    sys.exit(0 if found else 3)


if sys.argv[1] == 'compare':
    compare(sys.argv[2], sys.argv[3])
else:
    choose(int(sys.argv[2]))
