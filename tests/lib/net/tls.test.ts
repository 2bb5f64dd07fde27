import { createServer as createTcpServer } from 'node:net';
import { createServer } from 'node:https';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createReach } from '@/lib/net/reach';
import { Authority, type Issued } from '@/tests/support/certificates';
import { closeAll, listen as listenAt } from '@/tests/support/listen';

const listen = (server: Parameters<typeof listenAt>[0]) => listenAt(server, 'localhost');
const authority = new Authority();
const day = 86_400_000;
afterEach(closeAll);
afterAll(() => authority.remove());

const reach = createReach();
const serve = ({ cert, key }: Issued, chain = authority.between) => listen(createServer({ cert: cert + chain, key }, (_, outgoing) => outgoing.end('well')));
const ask = async (issued: Issued, chain?: string, authorities: string | undefined = authority.root) => reach.tls({ name: 'localhost', port: await serve(issued, chain), ...(authorities !== undefined && { authorities }) });

describe('tls', () => {
  it('finds nothing wrong with a certificate of the private CA, and tells its days by the clock that is handed in', async () => {
    const issued = authority.issue(['localhost', 'other.example'], 90);
    const answer = await ask(issued);
    expect(answer).toMatchObject({ problem: null, names: ['localhost', 'other.example'], issuer: 'Test, Test between', isForName: true, isAlone: false });
    expect(Math.round((answer.validTo - answer.at) / day)).toBe(90);
    const later = createReach({ clock: { now: () => 5, sleep: () => new Promise(() => undefined) } });
    expect(await later.tls({ name: 'localhost', port: await serve(issued), authorities: authority.root })).toMatchObject({ at: 5 });
  });
  it('tells why a client would refuse it', async () => {
    const good = authority.issue(['localhost'], 90);
    expect(await ask(good, undefined, '')).toMatchObject({ problem: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', isAlone: false });
    expect(await ask(good, authority.between + authority.root, '')).toMatchObject({ problem: 'SELF_SIGNED_CERT_IN_CHAIN' });
    expect(await ask(good, '')).toMatchObject({ problem: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', isAlone: true });
    expect(await ask(authority.issue(['localhost'], -1))).toMatchObject({ problem: 'CERT_HAS_EXPIRED', isForName: true });
    expect(await ask(authority.issue(['app.example'], 90))).toMatchObject({ problem: 'ERR_TLS_CERT_ALTNAME_INVALID', isForName: false });
  });
  it('says when there is no TLS, no answer, or a private CA that is none', async () => {
    const port = await listen(createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await expect(reach.tls({ name: 'localhost', port })).rejects.toMatchObject({ code: 'unreachable', reason: 'reach.tls' });
    await expect(reach.tls({ name: 'localhost', port: await listen(createTcpServer((socket) => socket.destroy())) })).rejects.toMatchObject({ reason: 'reach.closed' });
    await expect(reach.tls({ name: 'localhost', port: await listen(createTcpServer()), timeout: 50 })).rejects.toMatchObject({ reason: 'reach.timed-out' });
    for (const authorities of ['rubbish', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']) await expect(reach.tls({ name: 'localhost', port: 1, authorities })).rejects.toMatchObject({ reason: 'reach.private-ca' });
    await expect(reach.tls({ name: '169.254.169.254' })).rejects.toMatchObject({ reason: 'reach.forbidden' });
  });
});

it('http trusts the private CA of the settings, and only then', async () => {
  const url = `https://localhost:${await serve(authority.issue(['localhost'], 90))}/`;
  expect(await reach.http({ url, authorities: authority.root })).toMatchObject({ status: 200, body: 'well' });
  await expect(reach.http({ url })).rejects.toMatchObject({ reason: 'reach.tls' });
});

it('names: all addresses, none for a name that nobody has', async () => {
  expect((await reach.names('localhost')).some((address) => address === '127.0.0.1' || address === '::1')).toBe(true);
  expect(await reach.names('192.0.2.5')).toEqual(['192.0.2.5']);
});
