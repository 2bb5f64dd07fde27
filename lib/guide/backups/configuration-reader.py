"""
Reads the tar that configuration.py writes from standard input to its end, and tells whether it is whole: every file is as large and
has the SHA-256 that contents.json names, none is missing and none too many, and what Docker told can be read.

Prints {"files", "bytes", "services", "images"}. Exit code 3: it is not whole; a sentence on standard error. Nothing is unpacked.
"""
import hashlib
import json
import sys
import tarfile

MOST_TOLD = 64 * 1024 * 1024
TOLD = ('compose-config.json', 'images.json', 'versions.json', 'contents.json')


def damaged(sentence):
    sys.stderr.write(sentence.encode('ascii', 'backslashreplace').decode() + '\n')
    sys.exit(3)


def read():
    found, told = {}, {}
    with tarfile.open(fileobj=sys.stdin.buffer, mode='r|', encoding='utf-8', errors='surrogateescape') as tar:
        for member in tar:
            if not member.isfile():
                continue
            file, digest, kept = tar.extractfile(member), hashlib.sha256(), []
            is_told = member.name.startswith('groundcrew/')
            if is_told and member.size > MOST_TOLD:
                damaged('%r is larger than it can be.' % member.name)
            for piece in iter(lambda: file.read(1 << 20), b''):
                digest.update(piece)
                if is_told:
                    kept.append(piece)
            if member.name in found:
                damaged('%r is in it twice.' % member.name)
            found[member.name] = {'bytes': member.size, 'sha256': digest.hexdigest()}
            if is_told:
                told[member.name[len('groundcrew/'):]] = json.loads(b''.join(kept))
    # To the end, so that restic finds somebody who reads.
    while sys.stdin.buffer.read(1 << 20):
        pass
    return found, told


def main():
    found, told = read()
    for name in TOLD:
        if name not in told:
            damaged('groundcrew/%s is not in it.' % name)
    contents = told['contents.json']
    found.pop('groundcrew/contents.json')
    if found != contents:
        wrong = sorted(name for name in set(found) | set(contents) if found.get(name) != contents.get(name))
        damaged('%r is not as it was stored.' % wrong[0])
    services = told['compose-config.json'].get('services')
    if not isinstance(services, dict) or not services:
        damaged('What Compose makes of the files names no service.')
    if not isinstance(told['images.json'], list) or not isinstance(told['versions.json'], dict):
        damaged('What Docker told of images and versions is of another kind.')
    images = {each['id'] for each in told['images.json']}
    print(json.dumps({'files': len(found), 'bytes': sum(each['bytes'] for each in found.values()), 'services': len(services), 'images': len(images)}))


try:
    main()
except (tarfile.TarError, ValueError, KeyError, TypeError, AttributeError, EOFError) as error:
    damaged('It can not be read: %s.' % error)
