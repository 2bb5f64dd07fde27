import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { ask, install, sudo } from '@/lib/shell/command';
import { connect } from '@/lib/ssh/connect';
import type { HostKey, SshAuth, SshProfile } from '@/lib/ssh/profile';
import { testConnection } from '@/lib/ssh/test-connection';
import { found } from '@/tests/support/canaries';
import { hostContract, shellCommands } from '@/tests/support/host-contract';
import { Relay } from '@/tests/support/relay';
import { TestHost, whyNoTestHost } from '@/tests/support/test-host';

const why = whyNoTestHost();
if (why) console.info(`Skipped the tests against a real SSH server: ${why}.`);

describe.skipIf(why !== null)('against a real server', () => {
  let server: TestHost;
  let relay: Relay;
  let pinned: HostKey;

  const profile = (login: string, more: Partial<SshProfile> = {}): SshProfile => {
    const password = secret(server.info.users[login]?.password ?? '');
    return {
      address: server.info.address, port: 22, login, auth: { kind: 'password', password },
      sudo: login === 'ops' || login === 'nosudo' ? { kind: 'password', password } : { kind: 'none' }, pinnedHostKey: pinned, ...more,
    };
  };
  const throughRelay = () => connect(profile('ops', { address: '127.0.0.1', port: relay.port }));

  beforeAll(async () => {
    server = await TestHost.up('ssh-test', '127.0.0.21', '--kernel', 'own');
    relay = await Relay.to(server.info.address, 22);
    const keys = server.info.hostKeys as { type: string; sha256: string }[];
    pinned = { algorithm: 'ssh-ed25519', sha256: keys.find(({ type }) => type === 'ed25519')?.sha256 ?? '' };
  });
  afterAll(async () => {
    await relay?.close();
    await server?.down();
  });

  /** The server is back when SSH answers through the relay again. */
  const back = async () => {
    for (let tries = 0; tries < 300; tries++) {
      const host = await throughRelay().catch(() => null);
      if (host) return host.close();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('The server did not come back.');
  };

  describe('keeps the contract of Host', () => {
    hostContract({
      connect: throughRelay,
      cut: () => relay.cut(),
      lines: async () => Number(await server.shell('touch /var/lib/lines; wc -l </var/lib/lines')),
      back,
      commands: shellCommands('/var/lib/lines'),
    });
  });

  describe('becomes root', () => {
    for (const [login, says] of [['root', 'needs no sudo'], ['ops', 'with the password'], ['deploy', 'without a password']] as const) {
      it(`as ${login}`, async () => {
        const result = await testConnection(profile(login));
        expect(result).toMatchObject({ ok: true, hostKey: 'pinned', reason: null });
        expect(result.stages.at(-1)?.message).toContain(says);
        expect(result.stages.map(({ outcome }) => outcome)).toEqual(Array(6).fill('pass'));
        expect(result.summary).toMatch(/^Ubuntu 22.04.4 LTS, \d+ CPUs?, [\d.]+ GiB of RAM$/);
      });
    }
    const refused: [string, string, Partial<SshProfile>][] = [
      ['sudo.password-wrong', 'ops', { sudo: { kind: 'password', password: secret('wrong') } }],
      ['sudo.password-needed', 'ops', { sudo: { kind: 'none' } }],
      ['sudo.not-allowed', 'nosudo', {}],
    ];
    for (const [reason, login, more] of refused) {
      it(`or says ${reason}`, async () => {
        const result = await testConnection(profile(login, more));
        expect(result).toMatchObject({ ok: false, reason });
        expect(result.stages.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass', 'pass', 'pass', 'fail']);
      });
    }
    it('a wrong sudo password is sent once, however much is asked (T-SSH-2)', async () => {
      const mark = (await server.shell('date +%s')).trim();
      const host = await connect(profile('ops', { sudo: { kind: 'password', password: secret('wrong') } }));
      const together: PromiseSettledResult<unknown>[] = await Promise.allSettled([1, 2, 3].map(() => host.ask([sudo(['true'])])));
      const all = [...together, ...(await Promise.allSettled([host.status(newId())]))];
      expect(all.map((each) => (each.status === 'rejected' ? (each.reason as { reason: string }).reason : 'fulfilled'))).toEqual(Array(4).fill('sudo.password-wrong'));
      const log = await server.shell(`journalctl -q --since=@${mark} | grep -c 'pam_unix(sudo:auth): authentication failure' || true`);
      expect(Number(log)).toBe(1);
      host.close();
    });
    it('requiretty and a sudo that is missing have their own sentences', async () => {
      await server.shell('echo "Defaults:deploy requiretty" >/etc/sudoers.d/tty');
      expect((await testConnection(profile('deploy'))).reason).toBe('sudo.requiretty');
      await server.shell('rm /etc/sudoers.d/tty; mv /usr/bin/sudo /usr/bin/sudo.away');
      expect((await testConnection(profile('deploy'))).reason).toBe('sudo.missing');
      expect((await testConnection(profile('root'))).ok).toBe(true);
      await server.shell('mv /usr/bin/sudo.away /usr/bin/sudo');
    });
  });

  describe('logs in', () => {
    it('with keys of every kind', async () => {
      const auths = await server.shell(`
        set -e; cd /root; rm -rf keys; mkdir keys; cd keys
        for kind in ed25519 ecdsa rsa; do
          ssh-keygen -q -t $kind -N '' -f $kind; ssh-keygen -q -t $kind -N 'pass phrase' -f $kind-locked
        done
        ssh-keygen -q -t rsa -m PEM -N '' -f rsa-pem; ssh-keygen -q -t rsa -m PEM -N 'pass phrase' -f rsa-pem-locked
        ssh-keygen -q -t ecdsa -m PEM -N '' -f ecdsa-pem; ssh-keygen -q -t ecdsa -m PKCS8 -N 'pass phrase' -f ecdsa-pkcs8-locked
        openssl genpkey -algorithm ed25519 -out ed25519-pkcs8; chmod 600 ed25519-pkcs8
        ssh-keygen -q -t rsa -m PKCS8 -N '' -f rsa-pkcs8
        cat *.pub >>/home/deploy/.ssh/authorized_keys
        ssh-keygen -y -f ed25519-pkcs8 >>/home/deploy/.ssh/authorized_keys 2>/dev/null || echo no-pkcs8 >&2
        for file in *; do case $file in *.pub) ;; *) echo "=== $file"; cat "$file" ;; esac; done`);
      const keys = auths.split(/^=== /m).slice(1).map((part) => ({ name: part.slice(0, part.indexOf('\n')), text: part.slice(part.indexOf('\n') + 1) }));
      expect(keys).toHaveLength(12);
      for (const { name, text } of keys) {
        const auth: SshAuth = { kind: 'key', privateKey: secret(text), passphrase: name.endsWith('locked') ? secret('pass phrase') : null };
        const result = await testConnection(profile('deploy', { auth }));
        // OpenSSH 9.2 can't print the public half of an Ed25519 key in PKCS#8, so that one is known to nobody.
        if (name === 'ed25519-pkcs8') expect(['login.key-refused', null]).toContain(result.reason);
        else expect(result.reason, name).toBeNull();
        if (!name.endsWith('locked')) continue;
        const wrong: SshAuth = { ...auth, passphrase: secret('wrong') };
        expect((await testConnection(profile('deploy', { auth: wrong }))).reason, name).toBe('login.passphrase-wrong');
        expect((await testConnection(profile('deploy', { auth: { ...auth, passphrase: null } }))).reason, name).toBe('login.passphrase-missing');
      }
    });

    it('with a password by keyboard-interactive only, and sends a wrong one once', async () => {
      await server.shell('echo "PasswordAuthentication no" >/etc/ssh/sshd_config.d/00-test.conf; systemctl reload ssh; sleep 0.5');
      expect((await testConnection(profile('ops'))).ok).toBe(true);
      const mark = (await server.shell('date +%s')).trim();
      expect((await testConnection(profile('ops', { auth: { kind: 'password', password: secret('wrong') } }))).reason).toBe('login.password-refused');
      await server.shell('rm /etc/ssh/sshd_config.d/00-test.conf; systemctl reload ssh; sleep 0.5');
      expect((await testConnection(profile('ops', { auth: { kind: 'password', password: secret('wrong') } }))).reason).toBe('login.password-refused');
      const log = await server.shell(`journalctl -q --since=@${mark} | grep -c 'pam_unix(sshd:auth): authentication failure' || true`);
      expect(Number(log)).toBe(2);
    });

    it('or says why not', async () => {
      const own = secret(readFileSync(server.info.privateKey, 'utf8'));
      const key: SshAuth = { kind: 'key', privateKey: own, passphrase: null };
      await server.shell('useradd -m stranger 2>/dev/null; usermod -p "$(openssl passwd -6 expired-pw)" stranger; chage -d 0 stranger; usermod -s /usr/sbin/nologin nosudo');
      expect((await testConnection(profile('stranger', { auth: key }))).reason).toBe('login.key-refused');
      expect((await testConnection(profile('stranger', { auth: { kind: 'password', password: secret('expired-pw') } }))).reason).toBe('login.password-expired');
      const nologin = await testConnection(profile('nosudo'));
      expect(nologin).toMatchObject({ reason: 'login.not-a-shell' });
      expect(nologin.stages[4]?.message).toContain('This account is currently not available');
      await server.shell('usermod -s /bin/bash nosudo; echo "echo noise; echo noise >&2" | tee /home/deploy/.bashrc >/home/deploy/.bash_profile');
      expect((await testConnection(profile('deploy'))).ok).toBe(true);
      await server.shell('printf "PasswordAuthentication no\\nKbdInteractiveAuthentication no\\n" >/etc/ssh/sshd_config.d/00-test.conf; systemctl reload ssh; sleep 0.5');
      expect((await testConnection(profile('ops'))).reason).toBe('login.password-not-allowed');
      await server.shell('rm /etc/ssh/sshd_config.d/00-test.conf; systemctl reload ssh; sleep 0.5');
    });
  });

  it('T-SSH-1: another host key is a hard stop', async () => {
    const result = await testConnection(profile('ops', { pinnedHostKey: { ...pinned, sha256: 'SHA256:other' } }));
    expect(result).toMatchObject({ ok: false, hostKey: 'changed', presented: pinned, reason: 'connection.host-key-changed' });
    // Pinned by another kind: that kind is asked for, so nothing looks like a change.
    const rsa = (server.info.hostKeys as { type: string; sha256: string }[]).find(({ type }) => type === 'rsa');
    expect((await testConnection(profile('ops', { pinnedHostKey: { algorithm: 'ssh-rsa', sha256: rsa?.sha256 ?? '' } }))).ok).toBe(true);
  });

  it('T-SH-8: secrets are in no command line and no environment, and gone once read', async () => {
    const canary = 'canary-$x\'"-secret';
    const host = await connect(profile('ops'));
    const id = newId();
    const hold = 'cat >/dev/null; sleep 1.5';
    await host.start({ id, commands: [sudo(['sh', '-c', hold], { stdin: secret(canary) }), install('/root/secret-file', secret(`${canary}\n`), { mode: 0o600 })] });
    const asking = host.ask([sudo(['sh', '-c', hold], { stdin: secret(canary) }), { ...sudo(['sh', '-c', hold], { stdin: secret(canary) }), as: 'login' }]);
    const sampled = await server.shell(`for n in 1 2 3 4 5 6 7 8; do cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'; sleep 0.1; done`);
    expect(sampled).toContain('sleep');
    expect(sampled).not.toContain('canary-');
    expect(sampled).not.toContain(server.info.users.ops?.password);
    await host.follow(id, 0, () => undefined);
    await asking;
    expect(await server.shell('cat /root/secret-file; stat -c "%a %U" /root/secret-file')).toBe(`${canary}\n600 root\n`);
    expect(await server.shell(`grep -rl canary- /var/lib/groundcrew /run/groundcrew /tmp /var/log /var/tmp 2>/dev/null; ls /run/groundcrew`)).toBe('');
    expect(await server.shell('journalctl -q | grep -c canary- || true')).toBe('0\n');
    // sudo writes what it runs, and a shell what was typed: neither had the secret, nor the password by which root was become.
    const written = await server.shell('cat /root/.*_history /home/*/.*_history 2>/dev/null; journalctl -q --no-pager -o export');
    expect(written).toContain('sudo');
    expect(found(written, { canary, login: server.info.users.ops!.password })).toEqual([]);
    host.close();
  });

  it('cancelling takes unread secrets away', async () => {
    const host = await connect(profile('deploy'));
    const id = newId();
    await host.start({ id, commands: [sudo(['sleep', '100']), sudo(['cat'], { stdin: secret('never read') })] });
    expect(await server.shell('cat /run/groundcrew/*/1')).toBe('never read');
    expect((await host.cancel(id)).active).toBe(false);
    expect(await server.shell('ls /run/groundcrew')).toBe('');
    host.close();
  });

  it('files are put in place whole, and only where they belong', async () => {
    const host = await connect(profile('ops'));
    const run = async (command: ReturnType<typeof install>) => {
      const id = newId();
      await host.start({ id, commands: [command] });
      const chunks: Buffer[] = [];
      const { exitCode } = await host.follow(id, 0, (chunk) => void chunks.push(Buffer.from(chunk)));
      return { exitCode, log: Buffer.concat(chunks).toString('utf8') };
    };
    const content = '$ # " \' \\ space = é 🦜\n\n`x`\n';
    await server.shell('mkdir -p /srv/place; ln -sf /etc/hostname /srv/place/link; mkdir -p /srv/place/folder');
    expect(await run(install('/srv/place/fi le', content, { mode: 0o640, owner: '1000:deploy' }))).toMatchObject({ exitCode: 0 });
    expect(await server.shell('cat "/srv/place/fi le"; stat -c "%a %u %G" "/srv/place/fi le"')).toBe(`${content}640 1000 deploy\n`);
    expect(await run(install('/srv/place/link', 'x'))).toMatchObject({ exitCode: 1, log: expect.stringContaining('is a symbolic link') as string });
    expect(await run(install('/srv/place/folder', 'x'))).toMatchObject({ exitCode: 1, log: expect.stringContaining('is not a file') as string });
    expect(await run(install('/srv/none/file', 'x'))).toMatchObject({ exitCode: 1, log: expect.stringContaining('does not exist') as string });
    expect(await server.shell('ls -A /srv/place; cat /srv/place/link')).toContain('ssh-test');
    expect(await server.shell('ls -A /srv/place | grep groundcrew || true')).toBe('');
    host.close();
  });

  it('runs older than 30 days go when another ends, and nothing else does', async () => {
    const host = await connect(profile('ops'));
    const [old, young, id] = [newId(), newId(), newId()];
    await server.shell(`cd /var/lib/groundcrew/runs && mkdir -p ${old} ${young} not-a-run && touch -d '31 days ago' ${old} not-a-run`);
    await host.start({ id, commands: [sudo(['true'])] });
    await host.follow(id, 0, () => undefined);
    for (let tries = 0; tries < 50 && (await host.attempts()).includes(old); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await host.attempts()).toEqual(expect.arrayContaining([young, id]));
    expect(await host.attempts()).not.toContain(old);
    expect(await server.shell('ls -d /var/lib/groundcrew/runs/not-a-run')).not.toBe('');
    host.close();
  });

  it('limits what one command may say and how long it may take, without stopping the others', async () => {
    const host = await connect(profile('ops'));
    const [endless, slow, binary, last] = await host.ask([ask(['yes']), ask(['sleep', '60']), ask(['head', '-c', '1000', '/dev/urandom']), sudo(['id', '-un'])], { timeout: 2000 });
    expect(endless).toMatchObject({ truncated: true, stdout: 'y\n'.repeat(500_000) });
    expect(slow).toMatchObject({ timedOut: true, exitCode: null });
    expect(binary).toMatchObject({ exitCode: 0, truncated: false });
    expect(last).toMatchObject({ stdout: 'root\n', exitCode: 0 });
    const many = await Promise.all(Array.from({ length: 200 }, (_, index) => host.ask([ask(['echo', String(index)])])));
    expect(many.map(([answer]) => Number(answer?.stdout))).toEqual(Array.from({ length: 200 }, (_, index) => index));
    host.close();
  });

  it('100,000 lines with 10 cuts in mid-line: none lost, none doubled', async () => {
    let host = await throughRelay();
    const id = newId();
    await host.start({ id, commands: [sudo(['seq', '-f', 'line %06.0f', '100000'])] });
    const chunks: Buffer[] = [];
    let at = 0;
    const take = (chunk: Buffer, offset: number) => {
      expect(offset).toBe(at);
      at += chunk.length;
      chunks.push(Buffer.from(chunk));
    };
    for (let cuts = 0; cuts < 10; cuts++) {
      relay.cutAfter = 60_007;
      await host.follow(id, at, take).then(() => expect.fail('was not cut'), () => undefined);
      host.close();
      relay.cutAfter = Number.POSITIVE_INFINITY;
      host = await throughRelay();
    }
    expect((await host.follow(id, at, take)).exitCode).toBe(0);
    const text = Buffer.concat(chunks).toString('utf8');
    expect(text).toBe(await server.exec('cat', `/var/lib/groundcrew/runs/${id}/log`));
    expect(text.split('\n').filter((line) => /^line \d{6}$/.test(line))).toHaveLength(100_000);
    host.close();
  });

  it('a connection that died silently is noticed', async () => {
    const host = await throughRelay();
    const id = newId();
    await host.start({ id, commands: [sudo(['sleep', '100'])] });
    const following = host.follow(id, 0, () => void (relay.isDead = true));
    await expect(following).rejects.toMatchObject({ code: 'unreachable', reason: 'connection.lost' });
    relay.isDead = false;
    const again = await throughRelay();
    expect((await again.status(id)).active).toBe(true);
    await again.cancel(id);
    again.close();
  });
});
