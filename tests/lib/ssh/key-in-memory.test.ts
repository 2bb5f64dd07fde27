import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { secret } from '@/lib/core/secret';
import { connect } from '@/lib/ssh/connect';
import { presentedHostKey } from '@/lib/ssh/failures';
import type { SshProfile } from '@/lib/ssh/profile';
import { SshServer } from '@/tests/support/ssh-server';

it('T-SSH-4: a private key is used from memory: no file is written for it, and no process is started', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'key-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const server = await SshServer.start({ login: (context) => (context.method === 'publickey' ? context.accept() : context.reject(['publickey'])) });
  try {
    const key = SshServer.newKey({ passphrase: 'canary-passphrase', cipher: 'aes256-ctr', rounds: 1 });
    const profile: SshProfile = { address: '127.0.0.1', port: server.port, login: 'ops', auth: { kind: 'key', privateKey: secret(key), passphrase: secret('canary-passphrase') }, sudo: { kind: 'none' }, pinnedHostKey: null };
    const pinnedHostKey = presentedHostKey(await connect(profile).catch((error: unknown) => error));
    const host = await connect({ ...profile, pinnedHostKey });
    expect(server.tried.at(-1)?.method).toBe('publickey');
    expect(readdirSync(folder)).toEqual([]);
    host.close();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
    await server.stop();
  }
  // It could not: the room has no way to a file or a process but to read its own scripts.
  const sources = execFileSync('find', ['lib/ssh', 'lib/shell', '-name', '*.ts'], { encoding: 'utf8' }).trim().split('\n');
  expect(sources.filter((file) => /from '(?:node:)?(?:fs|fs\/promises|child_process)'/.test(readFileSync(file, 'utf8')))).toEqual(['lib/shell/read-script.ts']);
});
