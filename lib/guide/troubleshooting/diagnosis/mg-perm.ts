import type { FailureRule } from '@/lib/engine/diagnosis-rule';

/** mongosh, called in the container, can't keep its own history below /data/db: that is no failure. */
export const mgPerm: FailureRule = {
  id: 'MG-PERM',
  title: "MongoDB can't open its files",
  severity: 'critical',
  cause: 'The data directory or a file in it belongs to another user (the image uses 999), lies on a network share that does not keep owners, is read-only, or SELinux forbids it.',
  remedy: 'See the owner with "ls -ln", and the options of the mount with "findmnt -T". As a last resort run "chown -R 999:999" on data/mongo_4 (1000:1000 in the open-source documentation), then start mongo.',
  where: ['mongo'],
  signs: [
    { line: [['/data/db', '/data/configdb', 'mongo_4'], ['permission denied', 'operation not permitted', 'read-only file system', 'eacces', 'erofs', 'not writable', 'unable to access']], without: ['.mongodb', 'mongosh', '.dbshell'] },
    { line: [['wiredtiger', 'mongod.lock', 'storage.bson', 'diagnostic.data'], ['permission denied', 'operation not permitted', 'read-only file system']] },
    { line: ['lock file on a read-only directory'] },
    { line: ['nonexistentpath'] },
    { line: ['avc:', 'denied', 'mongod'] },
    { line: ['data directory', '/data/db', 'not found'] },
    { line: [['permission denied', 'operation not permitted', 'read-only file system']], without: ['mongosh', '.dbshell', '.mongodb'], in: ['mongo'] },
    { line: [['access denied', 'errno:13', 'errno: 13', 'errno 13', 'errno:30', 'errno: 30', 'eacces', 'erofs', 'not writable', 'cannot write', 'cannot create directory', 'not owned by', 'changing ownership of', 'wrong owner', 'is not owned']], without: ['mongosh', '.dbshell', '.mongodb', 'pthread', 'thread', 'authenticat', 'not authorized', 'auth'], in: ['mongo'], guess: true },
  ],
  source: ['https://github.com/clearml/clearml-server/issues/161', 'https://github.com/docker-library/mongo/issues/312'],
};
