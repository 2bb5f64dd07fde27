"""
Reads the tar of a backup's configuration (guide/backups/configuration.py) from standard input to its end, and tells what it would
change on this server, or puts it in place: python3 -I -S -c PROGRAM compare|put BASE IGNORED...

What it may hold say the rules before this (configuration-rules.py); a set with anything else is refused as a whole. IGNORED are paths
that this server has its own of. What is here and not in the set stays.

compare prints {"refused": SENTENCE or null, "files": [{"path", "state": "same"|"differs"|"absent", "names"}], "more"}; "names" are the
variables that differ, never their values. put prints a line for each file, and replaces each by a rename; exit code 61 with a sentence.
"""
import re
import stat
import time

MOST_FILES = 200
MOST_NAMES = 30


def present(base, path, may_link):
    """What lies there now; None: nothing. A link on the way, or in its place, leads elsewhere: refused, but where a link is to be."""
    at = base
    for part in path[len(base) + 1:].split('/'):
        at += '/' + part
        try:
            status = os.lstat(at)
        except FileNotFoundError:
            return None
        if (stat.S_ISLNK(status.st_mode) and not (at == path and may_link)) or (at != path and not stat.S_ISDIR(status.st_mode)):
            raise Refused('%s on this server is a link, or no directory' % shown(at))
    return status


def state_of(base, path, member, data):
    status = present(base, path, member.issym())
    if status is None:
        return 'absent', b''
    if member.issym() and stat.S_ISLNK(status.st_mode):
        before = os.readlink(path)
        return ('same' if before == member.linkname else 'differs'), os.fsencode(before)
    if member.issym() or member.isdir() != stat.S_ISDIR(status.st_mode) or not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
        raise Refused('%s on this server is of another kind' % shown(path))
    if member.isdir():
        return 'same', b''
    with open(path, 'rb') as file:
        before = file.read(MOST_BYTES + 1)
    is_same = before == data and (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (member.uid, member.gid, member.mode & 0o777)
    return ('same' if is_same else 'differs'), before


def variables(data):
    return dict(match for match in re.findall(r'^(?:export )?([A-Za-z_][A-Za-z0-9_]{0,99})=(.*)$', data.decode('utf-8', 'replace'), re.M))


def compare(base, found):
    files = []
    for path, (member, data) in sorted(found.items()):
        state, before = state_of(base, path, member, data)
        if member.isdir():
            continue
        one, other = (variables(before), variables(data)) if path.endswith('.env') else ({}, {})
        names = sorted(name for name in {**one, **other} if one.get(name) != other.get(name))
        files.append({'path': path, 'state': state, 'names': names[:MOST_NAMES]})
    files.sort(key=lambda each: each['state'] == 'same')
    return {'refused': None, 'files': files[:MOST_FILES], 'more': max(0, len(files) - MOST_FILES)}


def put(base, found):
    # All of it is looked at before the first is replaced.
    states = {path: state_of(base, path, member, data) for path, (member, data) in found.items()}
    for path, (member, data) in sorted(found.items()):
        state, before = states[path]
        if member.isdir():
            if state == 'absent':
                os.mkdir(path, 0o700)
                os.chown(path, member.uid, member.gid)
                os.chmod(path, member.mode & 0o777)
            continue
        if state == 'same':
            continue
        kept = '%s.before-%s' % (path, time.strftime('%Y%m%dT%H%M%SZ', time.gmtime()))
        if member.issym():
            if state == 'differs':
                link(kept, os.fsdecode(before))
            link(path, member.linkname)
            print('%s is the link that it was%s.' % (shown(path), '; the one that was there is kept beside it, with the time in its name' if state == 'differs' else ''))
            continue
        if before != data and state == 'differs':
            write(kept, before, 0, 0, 0o600)
        write(path, data, member.uid, member.gid, member.mode & 0o777)
        print('%s is as it was stored%s.' % (shown(path), '; what was there is kept beside it, with the time in its name' if before != data and state == 'differs' else ''))
    print('The configuration is that of the backup.')


def fresh(path):
    new = path + '.groundcrew'
    try:
        os.unlink(new)
    except FileNotFoundError:
        pass
    return new


def link(path, target):
    new = fresh(path)
    os.symlink(target, new)
    os.rename(new, path)


def write(path, data, user, group, mode):
    new = fresh(path)
    # Nobody else may read it before it has its mode.
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, 'wb') as file:
        file.write(data)
        os.fchown(handle, user, group)
        os.fchmod(handle, mode)
        file.flush()
        os.fsync(handle)
    os.rename(new, path)


def main():
    what, base, ignored = sys.argv[1], sys.argv[2], sys.argv[3:]
    try:
        found, _, _ = read(base, ignored)
        if what == 'compare':
            print(json.dumps(compare(base, found)))
        else:
            put(base, found)
    except (Refused, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError, EOFError, OSError) as error:
        sentence = 'The configuration of the backup is not put in place: %s.' % error
        if what == 'compare':
            print(json.dumps({'refused': sentence, 'files': [], 'more': 0}))
            return
        sys.stderr.write(sentence.encode('ascii', 'backslashreplace').decode() + '\n')
        sys.exit(61)


main()
