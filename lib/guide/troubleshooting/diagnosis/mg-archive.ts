import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgArchive: FailureRule = {
  id: 'MG-ARCHIVE',
  title: 'A dump of MongoDB is damaged',
  severity: 'critical',
  cause: 'The archive was cut short, was written through a terminal ("docker exec -t"), or is read with or without --gzip where it was written the other way.',
  remedy: 'Take the dump anew without -t and test it with "gzip -t". Restore with the same --gzip that it was made with, or take an earlier backup.',
  where: ['mongo-tools'],
  signs: [
    { line: ['not appear to be a mongodump archive'] },
    { line: [['gzip: invalid header', 'gzip: invalid checksum', 'not in gzip format', 'unexpected eof', 'unexpected end of file', 'corrupt']], in: ['mongo-tools'] },
    { line: ['failed:', ['gzip: invalid', 'unexpected eof', 'invalid magic']], without: ['docker.io', 'registry', '/v2/', 'http'] },
    { line: [['mongorestore', 'archive'], ['invalid magic', 'unexpected eof', 'truncated', 'gzip: invalid', 'corrupt', 'error reading', 'not in gzip format']], without: ['apt', 'dpkg', '.deb'] },
    { line: [['error reading archive', 'archive format version']] },
    { line: [['error demultiplexing archive', 'demux finishing when there are still outs', 'archive io error', 'error restoring from archive']] },
    { line: [['demultiplexing', 'demux finishing', 'archive io error', 'restoring from archive', 'archive prelude', 'archive footer', 'archive header', 'extraneousdata', 'corruption found', 'bson size', 'invalid bson', 'bson input', 'flate: corrupt', 'gzip:', 'crc error', 'zlib:', 'bad magic', 'magic number', 'unexpected end of', 'truncated', 'checksum', 'short read', 'length of buffer']], without: ['wrote gzip', 'writing', 'done', 'preparing', '--gzip'], in: ['mongo-tools'] },
    { line: [['gzip:', 'gunzip:', 'zcat:', 'pigz:', 'zstd:'], ['mongo', 'archive', 'dump', '.bson'], ['unexpected end', 'crc error', 'not in gzip', 'corrupt', 'invalid', 'truncated', 'length error']] },
  ],
  guess: true,
  source: ['general knowledge'],
};
