import type { FailureRule } from '@/lib/engine/diagnosis-rule';

export const adHost: FailureRule = {
  id: 'AD-HOST',
  title: "Deleted tasks leave their files behind",
  severity: 'warn',
  cause: 'async_delete does not reach the file server, or the addresses of the files do not begin with CLEARML_FILES_HOST.',
  remedy: 'Set CLEARML_FILES_HOST of async_delete to exactly the address of the file server that people use. What is left to delete stands in the collection url_to_delete of MongoDB.',
  where: ['async-delete'],
  signs: [
    { line: [['failed to delete', 'failed deleting', 'error deleting', 'could not delete'], ['files from', 'urls', '8081']] },
    { line: [['failed to delete', 'failed deleting', 'error deleting'], 'fileserver'], in: ['async-delete'] },
    { line: [['fileserver host not configured', 'missing fileserver configuration', 'invalid fileserver url']] },
    { line: ['error getting path for'] },
    { line: ['mark_failed'] },
    { line: ['delete_many', ['error', 'refused', 'failed', 'exceeded', 'timed out']] },
    { line: [['fileserver', '8081'], ['connectionerror', 'connection refused', 'max retries exceeded', 'name or service not known', 'failed to establish', 'timed out', 'error']], in: ['async-delete'] },
    { line: [['failed', 'unable', 'could not', 'cannot', 'error', 'exception'], [/\bdelete\b/, 'deleting', 'deletion', 'be deleted', /\bremove\b/, 'removing']], without: [/\b0 failed/, 'failed: 0', 'no errors', 'mongo', 'redis'], in: ['async-delete'], guess: true },
    { line: [['url', 'link', 'storage', 'path'], ['unsupported', 'not supported', 'unknown storage', 'no matching', 'does not match', 'no storage', 'cannot be resolved']], in: ['async-delete'], guess: true },
  ],
  source: ['https://github.com/clearml/clearml/issues/801', 'https://github.com/clearml/clearml/issues/1396', 'https://github.com/clearml/clearml-server/blob/master/apiserver/jobs/async_urls_delete.py'],
};
