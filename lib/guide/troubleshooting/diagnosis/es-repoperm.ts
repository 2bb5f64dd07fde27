import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const esRepoperm: FailureRule = {
  id: 'ES-REPOPERM',
  title: "Elasticsearch can't write to the directory of its snapshots",
  severity: 'error',
  cause: "The directory on the server belongs to root, usually because Docker made it when it was mounted.",
  remedy: 'Run "chown 1000:1000" on the directory, then ask _snapshot/NAME/_verify.',
  where: ['snapshots', 'elasticsearch'],
  signs: [
    { line: [['repository_verification_exception', 'repositoryverificationexception', 'failed to create blob container']] },
    { line: ['is not accessible on', /is not accessible on (?:the |master )/] },
    { line: [['accessdeniedexception', 'access_denied_exception', 'permission denied', 'not writable'], ['snapshot', 'repositor', 'blob container']], without: ['docker.sock', 'registry'] },
    { line: [['repository', 'snapshot', 'repository path'], ['not accessible', 'cannot be written', 'cannot write', 'could not write', 'store location', 'unable to write', 'read-only file system', 'operation not permitted', 'access denied', 'accessdenied', 'not shared', 'could not be verified', 'verification failed', 'failed to write']], in: ['snapshots', 'elasticsearch'] },
  ],
  insteadOf: ['ES-PERM'],
  source: ['https://github.com/elastic/elasticsearch/issues/20541', 'https://github.com/elastic/curator/issues/1193'],
};
