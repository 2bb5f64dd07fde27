"""
What of the tar of a backup's configuration (guide/backups/configuration.py) can be put in place on a server: the rules by which one is read back
when it was stored (guide/backups/configuration-reader.py), and by which it is restored (stored-configuration.py). They come behind this file.

BASE is the directory of the Compose project. Only docker-compose.yml, docker-compose.override.yml, constants.env and runtime_created.env in it
and what lies in its config/ are taken, links among that where they lead to something in config/.
"""
import hashlib
import json
import os
import posixpath
import sys
import tarfile

TOP = ('docker-compose.yml', 'docker-compose.override.yml', 'constants.env', 'runtime_created.env')
# As configuration.py writes it at most.
MOST_BYTES = 64 * 1024 * 1024


class Refused(Exception):
    pass


class Damaged(Refused):
    """It is not as it was stored."""


def read(base, ignored):
    """
    The set's directories, files and links by their paths: (member, content), the list of its hashes, and what Docker told, by names.
    Nothing is believed before its SHA-256 was compared.
    """
    found, hashes, told, total = {}, {}, {}, 0
    with tarfile.open(fileobj=sys.stdin.buffer, mode='r|', encoding='utf-8', errors='surrogateescape') as tar:
        for member in tar:
            path = '/' + member.name
            data = tar.extractfile(member).read(MOST_BYTES + 1) if member.isreg() else b''
            total += len(data)
            if total > MOST_BYTES:
                raise Refused('it is larger than 64 MB')
            if member.isreg():
                if member.name in hashes:
                    raise Refused('%s is in it twice' % shown(path))
                hashes[member.name] = {'bytes': len(data), 'sha256': hashlib.sha256(data).hexdigest()}
            if member.name.startswith('groundcrew/'):
                if member.isreg():
                    told[member.name[len('groundcrew/'):]] = json.loads(data)
            elif path in ignored:
                continue
            elif posixpath.normpath(path) != path or not allowed(base, path):
                raise Refused('it holds %s, which is no place of the configuration of this server' % shown(path))
            elif member.issym():
                if path == base + '/config' or not within(base, path, member.linkname):
                    raise Refused('%s in it is a link that leads out of config/' % shown(path))
                found[path] = (member, b'')
            elif not member.isreg() and not member.isdir():
                raise Refused('%s in it is neither a file, a folder nor a link' % shown(path))
            elif path in found:
                raise Refused('%s is in it twice' % shown(path))
            else:
                found[path] = (member, data)
    # To the end, so that restic finds somebody who reads.
    while sys.stdin.buffer.read(1 << 20):
        pass
    hashes.pop('groundcrew/contents.json', None)
    contents = told.get('contents.json')
    if contents is None:
        raise Damaged('groundcrew/contents.json is not in it')
    if hashes != contents:
        wrong = sorted(name for name in set(hashes) | set(contents) if hashes.get(name) != contents.get(name))
        raise Damaged('%s is not as it was stored' % shown('/' + wrong[0]))
    links = [path for path, (member, _) in found.items() if member.issym()]
    for path in found:
        # What lies behind a link lies elsewhere.
        if any(path.startswith(link + '/') for link in links):
            raise Refused('%s in it lies behind a link' % shown(path))
    if base + '/docker-compose.yml' not in found:
        raise Refused('it holds no docker-compose.yml in %s' % shown(base))
    return found, hashes, told


def allowed(base, path):
    return any(path == base + '/' + name for name in TOP) or path == base + '/config' or path.startswith(base + '/config/')


def within(base, path, target):
    """Whether a link at PATH leads to something in config/, by its words alone."""
    return path.startswith(base + '/config/') and posixpath.normpath(posixpath.join(posixpath.dirname(path), target)).startswith(base + '/config/')


def shown(path):
    return json.dumps(path[:200])
