"""
Prints "image SERVICE REFERENCE ID NAME@DIGEST DIGEST..." for each container that a backup of the configuration names, "-" where the id or the first
digest is not known, and at last "images" and how many containers there are, or "images-long". Digests are sha256:... each: the first one with the name
by which a registry knows the image, then all of them. Its tar comes by standard input (guide/backups/configuration.py).
"""
import json
import re
import sys
import tarfile


def matching(pattern, *words):
    return all(isinstance(word, str) and re.fullmatch(pattern, word) for word in words)


def digests_of(reference, digests):
    """By which registries know it, at best that of its own name first; one that was loaded from a file has none."""
    known = sorted(each for each in (digests if isinstance(digests, list) else []) if matching(r'[!-~]{1,300}@sha256:[0-9a-f]{64}', each))
    name = re.sub(r'(@.*|:[^/:]*)$', '', reference)
    first = ([each for each in known if each.split('@')[0] == name] + known + ['-'])[0]
    return [first] + [each.split('@')[1] for each in known][:20]


with tarfile.open(fileobj=sys.stdin.buffer, mode='r|') as tar:
    for member in tar:
        if member.name != 'groundcrew/images.json':
            continue
        if member.size >= 1 << 20:
            print('images-long')
            continue
        containers = [each for each in json.loads(tar.extractfile(member).read()) if isinstance(each, dict)]
        for each in containers:
            service, image, known = each.get('service'), each.get('image'), each.get('id')
            if matching(r'[!-~]{1,300}', service, image):
                print('image', service, image, known if matching('sha256:[0-9a-f]{64}', known) else '-', *digests_of(image, each.get('digests')))
        print('images', len(containers))
