import { afterEach, expect, test } from 'vitest';
import { admin, InProcessConsole } from '../support/in-process-console';

let console_: InProcessConsole | undefined;
afterEach(() => console_?.close());

/** Twelve clients, each with one wrong token; what a client writes into the header itself stands left of what the proxy adds. */
const twelveTries = async (trusted: string) => {
  console_ = await InProcessConsole.start({ TRUSTED_PROXIES: trusted });
  let throttled = 0;
  for (let client = 0; client < 12; client++) {
    const tried = await console_.post('session.setup', { token: 'not the token', ...admin }, { 'x-forwarded-for': `198.51.100.1, 203.0.113.${client}`, 'x-groundcrew-address': '198.51.100.1' });
    if (tried.status === 429) throttled++;
  }
  const said = (await console_.services.resources.database.audit.findMany()).map(({ sentence }) => sentence).join('\n');
  return { throttled, said };
};

test('T-AUTH-8: behind a trusted proxy each client is counted by itself, and the audit names it', async () => {
  const { throttled, said } = await twelveTries('127.0.0.1');
  expect(throttled).toBe(0);
  expect(said).toContain('203.0.113.7');
  expect(said).not.toMatch(/198\.51|127\.0\.0\.1/);
});

test('T-AUTH-8: a peer that is no trusted proxy cannot choose its address', async () => {
  const { throttled, said } = await twelveTries('10.0.0.0/8');
  expect(throttled).toBe(2);
  expect(said).toContain('127.0.0.1');
  expect(said).not.toMatch(/198\.51|203\.0/);
});
