"""
Reads the tar of a backup's configuration (guide/backups/configuration.py) from standard input to its end, and tells what it would
change on this server, or puts it in place: python3 -I -S -c PROGRAM compare|put BASE IGNORED...

BASE is the directory of the Compose project. Only docker-compose.yml, docker-compose.override.yml, constants.env and
runtime_created.env in it and what lies in its config/ are taken; IGNORED are paths that this server has its own of. A set with anything
else, a link, or another place of the project is refused as a whole. What is here and not in the set stays.

compare prints {"refused": SENTENCE or null, "files": [{"path", "state": "same"|"differs"|"absent", "names"}], "more"}; "names" are the
variables that differ, never their values. put prints a line for each file, and replaces each by a rename; exit code 61 with a sentence.
"""
import hashlib
import json
import os
import posixpath
import re
import stat
import sys
import tarfile
import time

TOP = ('docker-compose.yml', 'docker-compose.override.yml', 'constants.env', 'runtime_created.env')
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 200
MOST_NAMES = 30


class Refused(Exception):
    pass


def read(base, ignored):
    """The set's directories and files by their paths: (member, content). Nothing is believed before its SHA-256 was compared."""
    found, hashes, contents, total = {}, {}, None, 0
    with tarfile.open(fileobj=sys.stdin.buffer, mode='r|', encoding='utf-8', errors='surrogateescape') as tar:
        for member in tar:
            path = '/' + member.name
            data = tar.extractfile(member).read(MOST_BYTES + 1) if member.isreg() else b''
            total += len(data)
            if total > MOST_BYTES:
                raise Refused('it is larger than 64 MB')
            if member.isreg():
                hashes[member.name] = {'bytes': len(data), 'sha256': hashlib.sha256(data).hexdigest()}
            if member.name == 'groundcrew/contents.json':
                contents = json.loads(data)
            elif member.name.startswith('groundcrew/') or path in ignored:
                continue
            elif posixpath.normpath(path) != path or not allowed(base, path):
                raise Refused('it holds %s, which is no place of the configuration of this server' % shown(path))
            elif not member.isreg() and not member.isdir():
                raise Refused('%s in it is a link' % shown(path))
            elif path in found:
                raise Refused('%s is in it twice' % shown(path))
            else:
                found[path] = (member, data)
    # To the end, so that restic finds somebody who reads.
    while sys.stdin.buffer.read(1 << 20):
        pass
    hashes.pop('groundcrew/contents.json', None)
    if contents is None or hashes != contents:
        raise Refused('it is not as it was stored')
    return found


def allowed(base, path):
    return any(path == base + '/' + name for name in TOP) or path == base + '/config' or path.startswith(base + '/config/')


def shown(path):
    return json.dumps(path[:200])


def present(base, path):
    """What lies there now; None: nothing. A link on the way, or in its place, leads elsewhere: refused."""
    at = base
    for part in path[len(base) + 1:].split('/'):
        at += '/' + part
        try:
            status = os.lstat(at)
        except FileNotFoundError:
            return None
        if stat.S_ISLNK(status.st_mode) or (at != path and not stat.S_ISDIR(status.st_mode)):
            raise Refused('%s on this server is a link, or no directory' % shown(at))
    return status


def state_of(base, path, member, data):
    status = present(base, path)
    if status is None:
        return 'absent', b''
    if member.isdir() != stat.S_ISDIR(status.st_mode) or not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
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
        if before != data and state == 'differs':
            write('%s.before-%s' % (path, time.strftime('%Y%m%dT%H%M%SZ', time.gmtime())), before, 0, 0, 0o600)
        write(path, data, member.uid, member.gid, member.mode & 0o777)
        print('%s is as it was stored%s.' % (shown(path), '; what was there is kept beside it, with the time in its name' if before != data and state == 'differs' else ''))
    print('The configuration is that of the backup.')


def write(path, data, user, group, mode):
    new = path + '.groundcrew'
    try:
        os.unlink(new)
    except FileNotFoundError:
        pass
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
        found = read(base, ignored)
        if base + '/docker-compose.yml' not in found:
            raise Refused('it holds no docker-compose.yml in %s' % shown(base))
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
