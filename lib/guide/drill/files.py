"""
What a drill compares of files. "compare RESTORED LIVING": files at random of those that were restored with those that are there, by SHA-256, where
neither size nor time of them differs: they were not changed since; exit code 3 where they differ. "choose BYTES": names at random of the lines of
"restic ls --json" on standard input, behind which "listed" stands, with their sizes, so many bytes at most; exit code 3: there is none, 4: the list
has no end. Of millions of files neither holds more than some in memory.
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


def some(every, most):
    """So many of them at random, each as likely as any other, however many there are; no more are ever in memory."""
    found = []
    for number, each in enumerate(every):
        place = random.randrange(number + 1)
        if number < most:
            found.append(each)
        elif place < most:
            found[place] = each
    return found


def below(folder):
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from below(entry.path)
            else:
                yield entry.path


def compare(restored, living):
    restored, living = os.fsencode(restored), os.path.realpath(os.fsencode(living))
    same = gone = 0
    for path in some(below(restored), MOST):
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


def listed(lines, most, larger):
    """Size and name of each file that can be asked for; `larger`: the smallest of those that are taken only where there is no other. Ends the program where the list has no end."""
    for line in lines:
        if line == 'listed\n':
            return
        entry = json.loads(line)
        size, name = entry.get('size', 0), entry.get('path')
        # A name that is no text, or has lines, can't be named to restic.
        if entry.get('type') != 'file' or not name.isprintable() or '\ufffd' in name:
            continue
        if size < most // 10:
            yield size, name
        elif size <= most // 2 and (not larger or size < larger[0][0]):
            larger[:] = [(size, name)]
    sys.exit(4)


def choose(most):
    larger = []
    found = some(listed(sys.stdin, most, larger), 25) or larger
    random.shuffle(found)
    left = most // 2
    for size, name in found:
        if size <= left:
            left -= size
            print(size, name)
    sys.exit(0 if found else 3)


if sys.argv[1] == 'compare':
    compare(sys.argv[2], sys.argv[3])
else:
    choose(int(sys.argv[2]))
