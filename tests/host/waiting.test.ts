import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestHost, whyNoTestHost } from '../support/test-host';

describe.skipIf(whyNoTestHost() !== null)('waiting for a server', () => {
  let server: TestHost;
  beforeAll(async () => void (server = await TestHost.up('waiting', '127.213.7.14')));
  afterAll(() => server?.down());

  test('says that it waits, ends, and says what is known and what to do', async () => {
    await server.exec('systemctl', 'disable', '--now', 'ssh.socket', 'ssh.service').catch(() => server.exec('systemctl', 'disable', '--now', 'ssh.service'));
    const { status, stderr } = spawnSync(path.resolve('tests/host/host'), ['start', 'waiting'], { encoding: 'utf8', env: { ...process.env, GROUNDCREW_HOST_WAIT: '5' } });
    expect(status).not.toBe(0);
    expect(stderr).toContain('waiting until waiting answers on 127.213.7.14:22, at most 5 s');
    expect(stderr).toContain('waiting does not answer on 127.213.7.14:22 after 5 s.');
    expect(stderr).toContain('a connection to it: Connection refused');
    expect(stderr).toContain('SSH on it: inactive');
    expect(stderr).toMatch(/journal[^\n]*:\n {4}\w/);
    expect(stderr).toContain('tests/host/host engine-down');
  });
});
