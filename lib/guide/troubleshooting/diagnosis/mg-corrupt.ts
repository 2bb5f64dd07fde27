import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const mgCorrupt: FailureRule = {
  id: 'MG-CORRUPT',
  title: "MongoDB's files are damaged",
  severity: 'critical',
  cause: 'A power cut, a failing disk, or a copy of the files of a running MongoDB left them inconsistent.',
  remedy: 'Stop MongoDB, copy its directory, and try "mongod --repair" on the copy; else restore the last dump.',
  where: ['mongo'],
  signs: [
    { line: [['wt_panic', 'wiredtiger library panic', 'wt_try_salvage', 'the process must exit and restart: wt_panic']] },
    { line: ['read checksum error'] },
    { line: ['fatal assertion', [/msgid: ?(?:50853|28558|28718|50882)\b/, /assertion (?:50853|28558|28718|50882)\b/]] },
    { line: [['wiredtiger', 'wt_', 'mongod', '.wt'], ['checksum error', 'checksum mismatch', 'corrupt', 'illegal file format or internal value']], without: ['elasticsearch', 'lucene', 'opening wiredtiger', 'wiredtiger config'] },
    { line: [['checksum error', 'corruption', 'corrupted']], without: ['opening wiredtiger'], in: ['mongo'] },
    { line: [['wt_error', 'wt_not_found', 'wiredtiger error', 'wiredtiger'], ['fatal turtle file', 'turtle file read error', 'unable to read root page', 'metadata corruption', 'encountered an illegal file format', 'bad magic', 'salvage', 'block header', 'unexpected file size', 'file is not a', 'failed to read', 'unable to open', 'not a wiredtiger', 'data corruption', 'truncated', 'non-specific wiredtiger error']], without: ['permission denied', 'operation not permitted', 'read-only file system', 'resource busy', 'unsupported wiredtiger file version', 'no space left', 'another process', 'opening wiredtiger'], in: ['mongo'] },
    { line: [['--repair', 'repairdatabase', 'run with repair', 'please run repair', 'needs to be repaired', 'datacorruptiondetected', 'unrecoverable', 'unclean shutdown and repair failed', 'invalid bson', 'failed to validate bson', 'index inconsistency', 'extra index entries', 'missing index entries']], without: ['mmapv1'], in: ['mongo'] },
  ],
  guess: true,
  source: ['general knowledge'],
};
