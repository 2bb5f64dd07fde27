# Behind facts/mongodb-wire.py, on a server with ClearML: puts things with odd names into its stores, and tells what is in them, so that a
# restore can be compared. sys.argv: seed or print, then the addresses of MongoDB and Elasticsearch and the directory of the file server.
# "print" gives one line for each collection, index and path, with a hash of what is in it.
import hashlib
import os
import stat
import urllib.parse
import urllib.request

COLLECTIONS = [('backend', 'task'), ('backend', "it's `touch pwn`; |"), ('backend', 'leer zeichen ü'), ('auth', 'user'), ('odd-db_1', 'c' * 60)]
INDICES = ['events-log-d1bd92a3b039400cbafc60a7a5b1e52b', 'events-training_stats_scalar-x%25', 'events-plot-ü(1)&=;@']
FILES = ["it's $(touch pwn) `x`", 'new\nline', ' blanks ', '-rf', 'ünï\u202e', 'back\\slash', '"quoted"', '*?[a]', b'not-utf8-\xff']


def elastic(address, method, path, body=None, kind='application/json'):
    request = urllib.request.Request('http://%s:9200/%s' % (address, path), method=method, data=body, headers={'Content-Type': kind})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b'null')


def seed(mongo, address, tree):
    for database, collection in COLLECTIONS:
        documents = {str(i): {'_id': '%s-%d' % (collection[:5], i), 'n': i, 'größe': 'x' * i, 'deep': {'is': True, 'of': {'text': '$(x) \u202e ' + str(i)}}} for i in range(40)}
        insert(mongo, database, collection, documents)
    mongo.ask('backend', {'createIndexes': 'task', 'indexes': Array({'0': {'key': {'n': 1}, 'name': 'by n'}})})
    for name in INDICES:
        path = urllib.parse.quote(name, safe='')
        elastic(address, 'DELETE', path + '?ignore_unavailable=true')
        elastic(address, 'PUT', path, json.dumps({'settings': {'number_of_replicas': 0, 'number_of_shards': 2}}).encode())
        lines = ''.join('{"index":{"_id":"%d"}}\n{"msg":"line %d of %s","n":%d}\n' % (i, i, 'ü', i) for i in range(50))
        elastic(address, 'POST', path + '/_bulk?refresh=true', lines.encode(), 'application/x-ndjson')
    tree = os.fsencode(tree)
    for number, name in enumerate(FILES):
        name = name if isinstance(name, bytes) else os.fsencode(name)
        folder = os.path.join(tree, b'project ' + name, b'task.%d' % number)
        os.makedirs(folder, exist_ok=True)
        for i in range(223):
            with open(os.path.join(folder, name + b'.%d' % i), 'wb') as file:
                file.write(b'%d' % i * (1 + 997 * (i % 20)))
        for link in (b'hard', b'soft', b'outside'):
            if os.path.lexists(os.path.join(folder, link)):
                os.remove(os.path.join(folder, link))
        os.link(os.path.join(folder, name + b'.1'), os.path.join(folder, b'hard'))
        # restic before 0.16 keeps where a link leads as UTF-8 only.
        os.symlink(name.decode('utf-8', 'replace').encode() + b'.2', os.path.join(folder, b'soft'))
        os.symlink(b'/etc/passwd', os.path.join(folder, b'outside'))
        os.chown(folder, 1234, 4321)
        os.chmod(os.path.join(folder, name + b'.3'), 0o640)
        os.utime(os.path.join(folder, name + b'.3'), (1_600_000_000, 1_600_000_000))


class Array(dict):
    pass


plain = encode


def encode(document):  # with arrays, which a question needs here only
    elements = b''
    for key, value in document.items():
        if isinstance(value, Array):
            elements += b'\x04' + key.encode() + b'\0' + encode(value)
        elif isinstance(value, dict):
            elements += b'\x03' + key.encode() + b'\0' + encode(value)
        else:
            elements += plain({key: value})[4:-1]
    return struct.pack('<i', len(elements) + 5) + elements + b'\0'


def insert(mongo, database, collection, documents):
    told = mongo.ask(database, {'insert': collection, 'documents': Array(documents)})
    # Those that are there already are those of an earlier seed.
    if any(each.get('code') != 11000 for each in told.get('writeErrors', [])):
        raise Refused(str(told['writeErrors']))


def digest(value):
    return hashlib.sha256(value if isinstance(value, bytes) else json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def documents_of(mongo, database, collection):
    cursor = mongo.ask(database, {'find': collection, 'filter': {}})['cursor']
    found = list(cursor['firstBatch'])
    while cursor.get('id'):
        cursor = mongo.ask(database, {'getMore': cursor['id'], 'collection': collection})['cursor']
        found += cursor['nextBatch']
    return found


def tell(mongo, address, tree):
    for database in mongo.databases():
        for collection, _kind in mongo.collections(database):
            documents = sorted(json.dumps(each, sort_keys=True) for each in documents_of(mongo, database, collection))
            indexes = mongo.ask(database, {'listIndexes': collection, 'cursor': {}})['cursor']['firstBatch']
            print('mongodb', json.dumps([database, collection]), len(documents), digest(documents), digest(sorted(json.dumps(each, sort_keys=True) for each in indexes)))
    for each in sorted(elastic(address, 'GET', '_cat/indices/*,-.*?h=index&format=json&expand_wildcards=all'), key=lambda each: each['index']):
        path = urllib.parse.quote(each['index'], safe='')
        hits = elastic(address, 'GET', path + '/_search?size=10000')['hits']['hits']
        mapping = elastic(address, 'GET', path + '/_mapping')[each['index']]
        print('elasticsearch', json.dumps(each['index']), len(hits), digest(sorted(json.dumps([hit['_id'], hit['_source']], sort_keys=True) for hit in hits)), digest(mapping))
    for folder, folders, files in os.walk(os.fsencode(tree)):
        folders.sort()
        for name in sorted(folders + files):
            path = os.path.join(folder, name)
            status = os.lstat(path)
            what = os.readlink(path) if stat.S_ISLNK(status.st_mode) else open(path, 'rb').read() if stat.S_ISREG(status.st_mode) else b''
            when = 0 if stat.S_ISDIR(status.st_mode) else int(status.st_mtime)
            print('files', json.dumps(os.fsdecode(os.path.relpath(path, os.fsencode(tree)))), oct(status.st_mode), status.st_uid, status.st_gid, when, 0 if stat.S_ISDIR(status.st_mode) else status.st_nlink, digest(what))
    status = os.lstat(tree)
    print('top', oct(status.st_mode), status.st_uid, status.st_gid)


{'seed': seed, 'print': tell}[sys.argv[1]](Mongo(sys.argv[2]), sys.argv[3], sys.argv[4])
