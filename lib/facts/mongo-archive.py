"""
Reads a mongodump archive from standard input to its very end and tells whether it is whole.

    restic dump ... | python3 -I -S -c "$program"            # compressed: ... | gzip -dc | python3 ...

The format: mongo-tools (Apache License 2.0), common/archive/spec.md, multiplexer.go, parser.go and prelude.go, as of
August 2026. A magic word, then a prelude (a document about the archive, one for each collection, a terminator), then
segments (a header {db, collection, EOF: false, CRC: 0}, documents, a terminator); behind a collection's last segment comes
a header {..., EOF: true, CRC} and a terminator. Segments of collections that are dumped side by side are interleaved. An
empty collection and a view have one segment without documents. Nothing marks the end of an archive: it ends behind the
terminator of the collection that is closed last, so only the prelude says whether something is missing.

The CRC is Go's crc64.ECMA over all documents of a collection, which is the CRC-64 of .xz. So the documents are handed, as
they are, to the reader of .xz as stored (not compressed) chunks, and it compares: that is a hundred times as fast as Python.

Prints lines of JSON. Exit code 0: whole; {"db", "collection", "documents", "bytes"} for each collection in the prelude's
order, then {"collections", "documents", "bytes", "archiveBytes", "preludeSha256"}. 3: damaged; {"damage": a sentence}.
2: it could not be read; {"failure": a sentence}. When the program before it in the pipe dies, this reader sees a cut.
It holds a few megabytes, the prelude's names, and one of the prelude's documents (at most 16 MB) at a time.

What it can't see:
- A mongodump that was told to stop (SIGTERM) ends properly: gzip is closed, and what was being read gets an EOF with a
  valid CRC, as if it were all. When every collection had begun, that archive is whole. mongodump's exit code tells, and
  counts against the manifest.
- The prelude has no checksum: an option or the name of an index may have changed and still be JSON. preludeSha256 tells,
  against an earlier reading of the same archive.
"""
import hashlib

MAGIC = 0x8199E26D
LONGEST_DOCUMENT = 16 * 1024 * 1024
LONGEST_HEADER = 4096
MOST_COLLECTIONS = 10_000
LONGEST_NAME = 300
MOST_OPEN = 256

TEXT, NUMBER = (STRING,), (INT32, INT64)
ABOUT_ARCHIVE = {'concurrent_collections': NUMBER, 'version': TEXT, 'server_version': TEXT, 'tool_version': TEXT}
ABOUT_COLLECTION = {'db': TEXT, 'collection': TEXT, 'metadata': TEXT, 'size': NUMBER, 'type': TEXT}
HEADER = {'db': TEXT, 'collection': TEXT, 'EOF': (BOOLEAN,), 'CRC': (INT64,)}


class Collection:
    def __init__(self, db, name):
        self.db, self.name, self.state, self.documents, self.bytes, self.checksum = db, name, 'announced', 0, 0, None

    def __str__(self):
        return shown(self.db, self.name)


def read_prelude(stream):
    """(the collections in their order, the same by the names that their segments may bear, SHA-256)."""
    where = 'its list of collections'
    need(not stream.is_at_end(), 'There is nothing: the archive is empty.')
    magic = b''.join(stream.pieces(4, 'its first word'))
    need(magic[:2] != b'\x1f\x8b', 'This is compressed: it must go through gzip -dc first.')
    need(magic == MAGIC.to_bytes(4, 'little'), 'This is no archive of mongodump: it begins with something else.')
    document = stream.document(LONGEST_DOCUMENT, where)
    need(document is not None, 'The archive is damaged in %s: it does not say how it was made.', where)
    version = fields(document, ABOUT_ARCHIVE, ABOUT_ARCHIVE, where)['version']
    need(version == '0.1', 'The archive has the format %s, which this reader does not know.', json.dumps(version[:20]))
    digest, order, by_name = hashlib.sha256(), [], {}
    while document is not None:
        digest.update(document)
        document = stream.document(LONGEST_DOCUMENT, where)
        if document is not None:
            found = fields(document, ABOUT_COLLECTION, ('db', 'collection'), where)
            announce(found['db'], found['collection'], found.get('type', ''), found.get('metadata', ''), order, by_name)
    need(order, 'The archive holds no collection at all: nothing was dumped.')
    return order, by_name, digest.hexdigest()


def announce(db, name, kind, metadata, order, by_name):
    damaged = 'The archive is damaged in its list of collections: '
    need(len(db) + len(name) <= LONGEST_NAME, damaged + 'the name of %s is too long.', shown(db, name))
    need(kind in ('', 'collection', 'view', 'timeseries'), damaged + '%s is of no kind that there is.', shown(db, name))
    try:
        # Options and indexes: what is no JSON would stop a restore half way.
        described = json.loads(metadata) if metadata else {}
        is_readable = isinstance(described, dict) and described.get('collectionName', name) == name
    except (ValueError, RecursionError):
        is_readable = False
    need(is_readable, damaged + 'the options and indexes of %s can not be read.', shown(db, name))
    collection = Collection(db, name)
    # Servers before 8.3 keep the documents of a time series in a collection of another name, by which they are dumped.
    for key in [(db, name), (db, 'system.buckets.' + name)][:2 if kind == 'timeseries' else 1]:
        need(key not in by_name, damaged + '%s is there twice.', shown(*key))
        by_name[key] = collection
    order.append(collection)
    need(len(order) <= MOST_COLLECTIONS, damaged + 'there are more than %d.', MOST_COLLECTIONS)


def read_segment(stream, by_name, still_open):
    """Whether it closed its collection."""
    where = 'the head of a segment'
    document = stream.document(LONGEST_HEADER, where)
    need(document is not None, 'The archive is damaged: a segment has no head.')
    header = fields(document, HEADER, HEADER, where)
    each = by_name.get((header['db'], header['collection']))
    need(each, 'The archive is damaged: it has %s, which is not in its list.', shown(header['db'], header['collection']))
    need(each.state != 'closed', 'The archive is damaged: %s goes on after its end.', each)
    if header['EOF'] == b'\1':
        need(each.state == 'open', 'The archive is damaged: %s ends before it begins.', each)
        need(each.checksum.is_right(header['CRC']), 'The archive is damaged: the documents of %s have changed (their CRC differs).', each)
        need(stream.document(LONGEST_DOCUMENT, 'the end of %s' % each) is None, 'The archive is damaged: %s has documents after its end.', each)
        each.state, each.checksum = 'closed', None
        still_open.remove(each)
        return True
    need(header['CRC'] == bytes(8), 'The archive is damaged: a segment of %s begins as none does.', each)
    is_first = each.state == 'announced'
    if is_first:
        each.state, each.checksum = 'open', Checksum()
        still_open.add(each)
        need(len(still_open) <= MOST_OPEN, 'The archive is damaged: more than %d collections are open at once.', MOST_OPEN)
    documents, size = read_documents(stream, each.checksum, str(each))
    # mongodump writes no segment without documents, but for the only one of a collection that is empty.
    need(is_first or (documents and each.documents), 'The archive is damaged: a segment of %s is there twice.', each)
    each.documents += documents
    each.bytes += size
    return False


def read_documents(stream, checksum, where):
    """(documents, bytes) up to the end of a segment."""
    documents = size = 0
    endless = 'The archive is damaged in %s: document %d of a segment has no end.'
    while True:
        # The documents that lie in this block as a whole go in one piece.
        block, start, end = stream.block, stream.at, len(stream.block)
        at = start
        while end - at >= 4:
            length = int.from_bytes(block[at:at + 4], 'little')
            if not 5 <= length <= LONGEST_DOCUMENT or at + length > end:
                break
            at += length
            documents += 1
            if block[at - 1] != 0:
                raise Damage(endless % (where, documents))
        checksum.add(block[start:at])
        size += at - start
        stream.at = at
        # Then comes a terminator, a document that goes on in the next block, or damage.
        length = stream.length(LONGEST_DOCUMENT, where)
        if length == TERMINATOR:
            return documents, size
        documents += 1
        size += length
        checksum.add(length.to_bytes(4, 'little'))
        for piece in stream.pieces(length - 4, where):
            checksum.add(piece)
        need(piece[-1] == 0, endless, where, documents)


def read_archive(file):
    """What is printed of a whole archive, line by line. Raises Damage."""
    stream = Stream(file)
    order, by_name, prelude = read_prelude(stream)
    left, still_open = len(order), set()
    while left:
        if stream.is_at_end():
            each = next(each for each in order if each.state != 'closed')
            raise Damage('The archive is cut: %s %s.' % (each, 'is missing' if each.state == 'announced' else 'has no end'))
        left -= read_segment(stream, by_name, still_open)
    need(stream.is_at_end(), 'The archive is followed by something that does not belong to it.')
    lines = [{'db': each.db, 'collection': each.name, 'documents': each.documents, 'bytes': each.bytes} for each in order]
    documents, size = (sum(line[key] for line in lines) for key in ('documents', 'bytes'))
    return [*lines, {'collections': len(lines), 'documents': documents, 'bytes': size, 'archiveBytes': stream.total, 'preludeSha256': prelude}]


def main():
    try:
        if not can_compare():
            return 2, [{'failure': "The server's liblzma does not compare CRC-64, so the archive was not read."}]
        return 0, read_archive(sys.stdin.buffer)
    except Damage as damage:
        return 3, [{'damage': str(damage)}]
    except (OSError, MemoryError) as error:
        return 2, [{'failure': 'The archive could not be read to its end: %s.' % (getattr(error, 'strerror', None) or type(error).__name__)}]


if __name__ == '__main__':
    code, printed = main()
    for line in printed:
        print(json.dumps(line))
    sys.exit(code)
