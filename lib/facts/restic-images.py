"""
Prints "image SERVICE REFERENCE ID DIGEST..." for each container that a backup of the configuration names: sha256:... each, of the image that it was
made from and under which a registry knows that; its tar comes by standard input (guide/backups/configuration.py).
"""
import json
import re
import sys
import tarfile

with tarfile.open(fileobj=sys.stdin.buffer, mode='r|') as tar:
    for member in tar:
        if member.name == 'groundcrew/images.json' and member.size < 1 << 20:
            for each in json.loads(tar.extractfile(member).read()):
                service, image = each.get('service'), each.get('image')
                if all(isinstance(word, str) and re.fullmatch(r'[!-~]{1,300}', word) for word in (service, image)):
                    known = [each.get('id')] + [digest.rpartition('@')[2] for digest in each.get('digests') or [] if isinstance(digest, str)]
                    print('image', service, image, *[word for word in known if isinstance(word, str) and re.fullmatch(r'sha256:[0-9a-f]{64}', word)][:20])
