"""Prints "image SERVICE REFERENCE" for each container that a backup of the configuration names; its tar comes by standard input (guide/backups/configuration.py)."""
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
                    print('image', service, image)
