import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { install, reboot, sudo } from '@/lib/shell/command';
import { createRedactor } from '@/lib/shell/redact';
import { renderForHand } from '@/lib/shell/render-for-hand';
import { renderForAttempt, viewOf } from '@/lib/shell/render';

const redactor = createRedactor([secret('hunter22')]);
const mask = (text: string) => redactor.redact(text);

describe('a command as it is shown', () => {
  it('quotes only what needs it, and hides what is secret', () => {
    expect(viewOf(sudo(['docker', 'login', '-u', 'a b', 'host:5000'], { stdin: secret('hunter22'), why: 'Logs in' }), { mask })).toEqual({
      kind: 'exec', text: `docker login -u 'a b' host:5000 <<< ••••••`, as: 'root', effect: 'changes', why: 'Logs in', file: null, script: null,
    });
  });
  it('shows a file with what is there now, secrets masked', () => {
    const view = viewOf(install('/opt/x/constants.env', secret('A=1\nPASSWORD=hunter22\n'), { mode: 0o640, owner: 'root:docker' }), { before: 'PASSWORD=hunter22\n', mask });
    expect(view.file).toEqual({ path: '/opt/x/constants.env', mode: '0640', owner: 'root:docker', before: 'PASSWORD=••••••\n', after: 'A=1\nPASSWORD=••••••\n', secret: true });
    expect(JSON.stringify(view)).not.toContain('hunter22');
  });
});

describe('a command in an attempt', () => {
  it('is announced, gets its input, and ends the attempt when it fails', () => {
    expect(renderForAttempt(sudo(['sysctl', '-p'], { cwd: '/etc', env: { A: 'b' } }), 0)).toBe(`begin 0 '+ env -C /etc A=b sysctl -p'\nas_root 'env' '-C' '/etc' 'A=b' 'sysctl' '-p' </dev/null || fail $?\n`);
    expect(renderForAttempt(install('/etc/x', secret('s')), 3)).toBe(`begin 3 '+ install -m 0644 -o root -g root … /etc/x'\nwith_secret 3 put '/etc/x' '0644' 'root:root' || fail $?\n`);
    expect(renderForAttempt(reboot('why'), 4)).toBe(`begin 4 '+ systemctl reboot'\nrestart_machine || fail $?\n`);
  });
});

describe('the script by hand', () => {
  it('is bash, and no comment becomes a command', () => {
    const text = renderForHand([{ title: 'Step\nrm -rf /', comments: ['why\r\nreboot'], commands: [sudo(['true'], { why: 'a\u2028b' }), install('/etc/x', secret('hunter22')), reboot('')] }], { title: 'Plan', login: 'ops', server: 'a', machine: null });
    execFileSync('bash', ['-n'], { input: text });
    expect(text).not.toContain('hunter22');
    expect(text.split('\n').filter((line) => /^(?:rm|reboot)/.test(line))).toEqual([]);
    expect(text).toContain(`secret 'the content of /etc/x' | put '/etc/x' '0644' 'root:root'`);
  });
});
