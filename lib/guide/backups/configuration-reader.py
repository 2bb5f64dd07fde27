"""
Reads the tar that configuration.py writes from standard input to its end, and tells whether it is whole: every file is as large and
has the SHA-256 that contents.json names, none is missing and none too many, and what Docker told can be read; and whether all of it
could be put in place, by the rules before this (facts/configuration-rules.py): python3 -I -S -c PROGRAM BASE IGNORED...

Prints {"files", "bytes", "services", "images"}. With a sentence on standard error: exit code 3: it is not whole; 4: it is, and could not
be restored. Nothing is unpacked.
"""
TOLD = ('compose-config.json', 'images.json', 'versions.json', 'contents.json')


def ended(code, sentence):
    sys.stderr.write(sentence.encode('ascii', 'backslashreplace').decode() + '\n')
    sys.exit(code)


def main():
    _, hashes, told = read(sys.argv[1], sys.argv[2:])
    for name in TOLD:
        if name not in told:
            raise Damaged('groundcrew/%s is not in it' % name)
    services = told['compose-config.json'].get('services')
    if not isinstance(services, dict) or not services:
        raise Damaged('what Compose makes of the files names no service')
    if not isinstance(told['images.json'], list) or not isinstance(told['versions.json'], dict):
        raise Damaged('what Docker told of images and versions is of another kind')
    images = {each['id'] for each in told['images.json']}
    print(json.dumps({'files': len(hashes), 'bytes': sum(each['bytes'] for each in hashes.values()), 'services': len(services), 'images': len(images)}))


try:
    main()
except Damaged as error:
    ended(3, 'It is damaged: %s.' % error)
except Refused as error:
    ended(4, 'It could not be put in place: %s.' % error)
except (tarfile.TarError, ValueError, KeyError, TypeError, AttributeError, EOFError) as error:
    ended(3, 'It can not be read: %s.' % error)
