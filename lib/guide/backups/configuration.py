"""
Writes what makes this server's ClearML its own as a tar to standard output: python3 -I -S -c PROGRAM BASE NEEDED... -- WANTED...

BASE is the directory of the Compose project. NEEDED and WANTED are absolute paths of files and folders; what is missing of the
first is a failure, of the second it is not. They stand in the tar by their paths, links as links; one in BASE/config that leads out of it
is left out, as no restore would make it, and told: what it leads to is not ClearML's. Besides, below groundcrew/: links-out.json (of these,
[path, target]), compose-config.json (docker compose config, which Compose can read as it stands), images.json (of each container: service, image,
digests), versions.json, and last contents.json: {name: {"bytes", "sha256"}} of every file before it.

Exit code 1 with a sentence on standard error: something could not be read. What was written by then is no whole tar.
"""
import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import tarfile
import time

# As a restore reads it at most (facts/configuration-rules.py).
MOST_BYTES = 64 * 1024 * 1024
EACH_SECONDS = 120
contents = {}
total = 0
# Links that lead out: (path, target).
left_out = []


def failed(sentence):
    sys.stderr.write(sentence.encode('ascii', 'backslashreplace').decode() + '\n')
    sys.exit(1)


def ask(*words, cwd=None):
    """What a program prints; its own words on standard error stay there."""
    try:
        return subprocess.run(words, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=EACH_SECONDS, check=True).stdout
    except (OSError, subprocess.SubprocessError) as error:
        code = getattr(error, 'returncode', None)
        failed('"%s" %s.' % (' '.join(words[:4]), 'ended with exit code %s' % code if code is not None else 'could not be asked: %s' % type(error).__name__))


def asked_json(*words, cwd=None):
    try:
        return json.loads(ask(*words, cwd=cwd))
    except ValueError:
        failed('"%s" printed something that is no JSON.' % ' '.join(words[:4]))


def put(tar, info, data):
    global total
    total += len(data)
    if total > MOST_BYTES:
        failed('The configuration is larger than 64 MB, with %r. Move what is no configuration out of its directory, then try again.' % info.name)
    info.size = len(data)
    contents[info.name] = {'bytes': len(data), 'sha256': hashlib.sha256(data).hexdigest()}
    tar.addfile(info, io.BytesIO(data))


def put_told(tar, name, value):
    info = tarfile.TarInfo('groundcrew/' + name)
    info.mode, info.mtime = 0o600, int(time.time())
    put(tar, info, json.dumps(value, indent=1).encode() + b'\n')


def put_path(tar, path, config, follow=False):
    """A file, a link, or a folder with all below it. What is none of these is left out: it holds nothing."""
    status = os.stat(path) if follow else os.lstat(path)
    info = tarfile.TarInfo(path.lstrip('/'))
    info.mode, info.uid, info.gid, info.mtime = stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, int(status.st_mtime)
    if stat.S_ISLNK(status.st_mode) and not os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path))).startswith(config + '/'):
        left_out.append([path, os.readlink(path)])
        sys.stderr.write(('%r is a link that leads out of config/, so it is not in the backup. Put a file in its place if ClearML needs it.\n' % path).encode('ascii', 'backslashreplace').decode())
    elif stat.S_ISLNK(status.st_mode):
        info.type, info.linkname = tarfile.SYMTYPE, os.readlink(path)
        tar.addfile(info)
    elif stat.S_ISDIR(status.st_mode):
        info.type = tarfile.DIRTYPE
        tar.addfile(info)
        for name in sorted(os.listdir(path)):
            put_path(tar, os.path.join(path, name), config)
    elif stat.S_ISREG(status.st_mode):
        if status.st_size > MOST_BYTES:
            failed('%r is larger than 64 MB. Move it elsewhere if it is no configuration, then try again.' % path)
        with open(path, 'rb') as file:
            # As it is at one moment: a file that grows meanwhile must not spoil the tar.
            put(tar, info, file.read(MOST_BYTES + 1))


def image_list(base):
    """Of each container of the project, as Docker tells it."""
    ids = ask('docker', 'ps', '--all', '--quiet', '--no-trunc', '--filter', 'label=com.docker.compose.project.working_dir=' + base, '--filter', 'label=com.docker.compose.oneoff=False').split()
    containers = asked_json('docker', 'inspect', *[each.decode() for each in ids]) if ids else []
    images = sorted({each['Image'] for each in containers})
    # One that was removed by hand has no digest any more.
    known = {each: json.loads(told or b'[]') for each, told in ((image, digests_of(image)) for image in images)}
    return [{'service': (each['Config'].get('Labels') or {}).get('com.docker.compose.service'), 'container': each.get('Name'), 'image': each['Config'].get('Image'), 'id': each['Image'], 'digests': known[each['Image']]} for each in containers]


def digests_of(image):
    answer = subprocess.run(['docker', 'image', 'inspect', '--format', '{{json .RepoDigests}}', image], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=EACH_SECONDS)
    return answer.stdout if answer.returncode == 0 else b''


def versions():
    system = dict(line.rstrip('\n').split('=', 1) for line in open('/etc/os-release', encoding='utf-8', errors='replace') if '=' in line) if os.path.exists('/etc/os-release') else {}
    return {
        'system': system.get('PRETTY_NAME', '').strip('"'),
        'kernel': os.uname().release,
        'docker': asked_json('docker', 'version', '--format', '{{json .}}'),
        'compose': ask('docker', 'compose', 'version', '--short').decode(errors='replace').strip(),
    }


def main(base, words):
    needed, wanted = words[:words.index('--')], words[words.index('--') + 1:]
    missing = [path for path in needed if not os.path.exists(path)]
    if missing:
        failed('%s is not there. Run the install, or put it back, then try again.' % missing[0])
    env_file = ['--env-file', 'constants.env'] if os.path.exists(os.path.join(base, 'constants.env')) else []
    config = asked_json('docker', 'compose', *env_file, 'config', '--format', 'json', cwd=base)
    with tarfile.open(fileobj=sys.stdout.buffer, mode='w|', format=tarfile.PAX_FORMAT, encoding='utf-8', errors='surrogateescape') as tar:
        for path in needed + [each for each in wanted if os.path.exists(each)]:
            # Where one of these is a link itself, what it leads to is meant.
            put_path(tar, path, os.path.join(base, 'config'), follow=True)
        put_told(tar, 'links-out.json', left_out)
        put_told(tar, 'compose-config.json', config)
        put_told(tar, 'images.json', image_list(base))
        put_told(tar, 'versions.json', versions())
        put_told(tar, 'contents.json', dict(contents))


try:
    main(sys.argv[1], sys.argv[2:])
except BrokenPipeError:
    os._exit(1)
except (OSError, KeyError, TypeError, ValueError, subprocess.SubprocessError) as error:
    failed('The configuration could not be read: %s.' % error)
