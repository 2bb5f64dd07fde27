import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const text = readFileSync('lib/guide/installation/previous.sh', 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'previous-'));
const precious = path.join(folder, 'precious');
writeFileSync(precious, 'x');
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => spawnSync('sh', ['-euc', text, 'previous.sh', ...args], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });

/** T-DEST-1: an empty variable or a path that is not ClearML's deletes nothing. */
describe('T-DEST-1 previous.sh', () => {
  it.each(['', '/', '/opt', '/opt/', '/opt//x', '/opt/../tmp', '/home/x', 'opt/allegro', '-rf', folder])('refuses the base directory "%s"', (base) => {
    for (const what of ['keep', 'remove']) {
      const { status, stderr } = run(what, base);
      expect(status).toBe(51);
      expect(stderr).toContain('Refused');
    }
    expect(existsSync(precious)).toBe(true);
  });

  it('refuses anything but keep and remove', () => {
    expect(run('', '/opt/allegro-that-is-not-there').status).toBe(51);
    expect(run('purge', '/opt/allegro-that-is-not-there').status).toBe(51);
  });

  it('has nothing to do where nothing is', () => {
    expect(run('remove', '/opt/allegro-that-is-not-there')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });
});
