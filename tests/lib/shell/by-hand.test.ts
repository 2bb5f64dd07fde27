import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reboot, sudo } from '@/lib/shell/command';
import { renderForHand, type HandSection } from '@/lib/shell/render-for-hand';

const here = existsSync('/etc/machine-id') ? readFileSync('/etc/machine-id', 'utf8').trim() : '';
const folder = mkdtempSync(path.join(tmpdir(), 'by-hand-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);
const touch = (name: string) => sudo(['touch', at(name)], { effect: name === 'gone' ? 'destroys' : 'changes' });
const sections: HandSection[] = [{ title: 'One', comments: [], commands: [touch('one')] }, { title: 'Two', comments: [], destroys: ["/opt/x (1 file) is 'lost'"], commands: [touch('gone')] }];
/** Runs it as root with the answers; also which files it made. */
const hand = (parts: readonly HandSection[], options: { machine?: string; answers?: string; resume?: boolean } = {}) => {
  for (const name of readdirSync(folder)) rmSync(at(name));
  writeFileSync(at('answers'), options.answers ?? '');
  const text = renderForHand(parts, { title: 'Plan', login: 'root', server: 'alpha', machine: options.machine ?? here });
  const { status, stderr } = spawnSync('bash', ['-c', text], { encoding: 'utf8', env: { ...process.env, ANSWERS: at('answers'), ...(options.resume && { RESUME: '1' }) } });
  return { status, stderr, made: readdirSync(folder).filter((name) => name !== 'answers').sort() };
};

describe.skipIf(process.getuid?.() !== 0 || here === '')('the script by hand, as root', () => {
  it("asks for the server's name before a section that destroys", () => {
    expect(hand(sections, { answers: 'alpha\n' })).toMatchObject({ status: 0, made: ['gone', 'one'], stderr: expect.stringContaining("  /opt/x (1 file) is 'lost'\n") as unknown });
    expect(hand(sections, { answers: 'beta\n' })).toMatchObject({ status: 1, made: ['one'] });
    expect(hand(sections)).toMatchObject({ status: 1, made: ['one'] });
  });

  it('runs on no other machine than the one it was planned for', () => {
    expect(hand(sections, { machine: 'f'.repeat(32), answers: 'alpha\n' })).toMatchObject({ status: 1, made: [], stderr: expect.stringContaining('is another one: nothing was done') as unknown });
  });

  it('skips with RESUME only what lies before a restart', () => {
    expect(hand(sections, { answers: 'alpha\n', resume: true })).toMatchObject({ status: 1, made: [], stderr: expect.stringContaining('no restart') as unknown });
    expect(hand([{ title: 'Restart', comments: [], commands: [touch('before'), reboot('')] }, ...sections], { answers: 'alpha\n', resume: true })).toMatchObject({ status: 0, made: ['gone', 'one'] });
  });

  it('stops at a step that could not be planned', () => {
    expect(hand([{ title: 'Zero', comments: [], blockedBy: '/opt/x/y is mounted there.', commands: [] }, ...sections], { answers: 'alpha\n' })).toMatchObject({ status: 1, made: [], stderr: 'Stopped: /opt/x/y is mounted there. Then make a new script.\n' });
  });
});
