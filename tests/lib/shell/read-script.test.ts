import { expect, it } from 'vitest';
import { readScript } from '@/lib/shell/read-script';

it('reads scripts of the shell and of Python below lib/', () => {
  expect(readScript('facts/restic-snapshots.sh')).toContain('set -eu');
  expect(readScript('facts/mongo-archive.py')).toContain('def main');
});

it.each(['../package.json', '/etc/passwd.sh', 'facts/../../a.py', 'facts/redis.ts', 'a.pyc', 'a.sh\n'])('refuses %j', (file) => {
  expect(() => readScript(file)).toThrow('Not the name of a script');
});
