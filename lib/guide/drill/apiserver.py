"""
Makes the API server of a drill as the one that lives was made, and starts nothing: "LIVING NAME RUN NETWORK MEMORY WORK" (words); docker prints its id.
Image, user, command and environment are the living one's, its databases' hosts the drill's. What it has mounted is a copy where it is called
configuration, and an empty directory otherwise: nothing of the living one can be written, not even its logs.
"""
import json
import os
import re
import shutil
import subprocess
import sys

MOST = 50_000_000
STORES = {
    'CLEARML_ELASTIC_SERVICE_HOST': 'elasticsearch', 'CLEARML_ELASTIC_SERVICE_PORT': '9200',
    'CLEARML_MONGODB_SERVICE_HOST': 'mongo', 'CLEARML_MONGODB_SERVICE_PORT': '27017',
    'CLEARML_REDIS_SERVICE_HOST': 'redis', 'CLEARML_REDIS_SERVICE_PORT': '6379',
    # One is enough to be asked, and takes the least memory.
    'APISERVER_WORKERS_NUMBER': '1',
}
living, name, run, network, memory, work = sys.argv[1:7]
docker = shutil.which('docker')


def inspected(kind, of):
    return json.loads(subprocess.run([docker, kind, 'inspect', of], check=True, stdout=subprocess.PIPE).stdout)[0]


def copied(source, target, mine):
    """Whether there is something to be mounted: a copy of the configuration or of a small file, else an empty directory."""
    if os.path.isdir(source):
        os.mkdir(mine, 0o700)
        # What is no configuration is not even counted: the file server's tree may be terabytes.
        if 'config' in target and int(subprocess.run(['du', '-sxB1', '--', source], check=True, stdout=subprocess.PIPE).stdout.split()[0]) <= MOST:
            subprocess.run(['cp', '-a', '--one-file-system', '--', source + '/.', mine], check=True)
        shutil.copystat(source, mine, follow_symlinks=False)
        at = os.stat(source)
        os.chown(mine, at.st_uid, at.st_gid)
        return True
    # Never a socket or device, such as Docker's own.
    if not os.path.isfile(source) or os.path.getsize(source) > MOST:
        return False
    subprocess.run(['cp', '-a', '--', source, mine], check=True)
    return True


told = inspected('container', living)
config, given = told['Config'], inspected('image', told['Image'])['Config']
words = [docker, 'create', '--pull', 'never', '--name', name, '--label', 'groundcrew.drill=' + run, '--network', network, '--network-alias', 'apiserver', '--restart', 'no',
         '--memory', memory, '--memory-swap', memory, '--cpu-shares', '128', '--pids-limit', '4096', '--security-opt', 'no-new-privileges', '--no-healthcheck',
         '--log-driver', 'json-file', '--log-opt', 'max-size=10m']
if re.fullmatch(r'[0-9A-Za-z_.:-]+', config.get('User') or ''):
    words += ['--user', config['User']]
if config.get('WorkingDir'):
    words += ['--workdir', config['WorkingDir']]
for number, mount in enumerate(told['Mounts']):
    target, mine = mount['Destination'], '%s/%d' % (work, number)
    if mount['Type'] == 'bind' and re.fullmatch(r'/[A-Za-z0-9/._-]+', target) and copied(mount['Source'], target, mine):
        words += ['--mount', 'type=bind,source=%s,destination=%s' % (mine, target)]
before = []
if config.get('Entrypoint') != given.get('Entrypoint'):
    first, *before = config.get('Entrypoint') or ['']
    words += ['--entrypoint', first]
# Its secrets go by memory: neither a word, a file nor the environment of Docker's client. A value of several lines has no place there.
pairs = dict(pair.split('=', 1) for pair in config['Env'] if '=' in pair and not re.search(r'[\r\n]', pair))
pairs.update(STORES)
secrets = os.memfd_create('environment', 0)
os.write(secrets, ''.join('%s=%s\n' % pair for pair in pairs.items()).encode())
words += ['--env-file', '/proc/self/fd/%d' % secrets, told['Image']]
os.execv(docker, words + before + (config.get('Cmd') or []))
