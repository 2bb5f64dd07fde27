import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isNetwork, isPrivateAddress, isWithin } from '@/lib/net/networks';
import { guardAddress, post } from '@/lib/net/outbound';
import { closeAll, listen } from '@/tests/support/listen';

afterEach(closeAll);
const here = ['127.0.0.1'];
const serve = (act: (incoming: IncomingMessage, outgoing: ServerResponse, body: string) => void) => listen(createHttpServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => act(incoming, outgoing, Buffer.concat(chunks).toString()));
}));

describe('T-SSRF-1: a message goes nowhere it must not go', () => {
  const never = ['169.254.169.254', '0xa9fea9fe', '2852039166', '[::ffff:169.254.169.254]', '[fe80::1]', '[64:ff9b::a9fe:a9fe]', '[2002:a9fe:a9fe::1]', '[fd00:ec2::254]', '100.100.100.200', '168.63.129.16', '[::ffff:100.100.100.200]', '192.0.0.192', '[fd00:c1::a9fe:a9fe]', '[fd20:ce:0::254]', '0.0.0.0', '[::]'];
  it.each(never)('%s never, whatever is allowed', async (host) => {
    await expect(post({ url: `http://${host}/latest/meta-data`, body: '', allowed: ['0.0.0.0/0', '::/0', '169.254.169.254'] })).rejects.toMatchObject({ code: 'forbidden', reason: 'reach.forbidden' });
  });

  const inside = ['127.0.0.1', 'localhost', '127.1', '0x7f000001', '10.1.2.3', '172.31.255.255', '192.168.1.1', '100.64.0.1', '198.18.0.1', '[::1]', '[fd12::1]', '[::ffff:10.1.2.3]', '[64:ff9b::a00:1]', '[2002:c0a8:101::1]'];
  it.each(inside)('%s only when it is allowed', async (host) => {
    await expect(post({ url: `http://${host}:1/`, body: '', allowed: ['192.0.2.0/24', '2001:db8::/32', 'rubbish', '10.0.0.0/99', ''] })).rejects.toMatchObject({ code: 'forbidden', reason: 'reach.private' });
    await expect(guardAddress(new URL(`http://${host}`).hostname, ['0.0.0.0/0', '::/0'])).resolves.toHaveProperty('address');
  });

  it('follows no redirect into a place that is allowed to nobody', async () => {
    const port = await serve((_, outgoing) => outgoing.writeHead(307, { location: 'http://169.254.169.254/latest' }).end('moved'));
    expect(await post({ url: `http://127.0.0.1:${port}`, body: 'x', allowed: here })).toMatchObject({ status: 307, firstLine: 'moved' });
  });

  it('connects to the very address that was judged, asking the name server once', async () => {
    const port = await serve((incoming, outgoing) => outgoing.end(incoming.headers.host));
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '169.254.169.254', family: 4 }]];
    const names = () => Promise.resolve(answers.shift() ?? []);
    expect(await post({ url: `http://rebind.example:${port}`, body: '', allowed: here, names })).toMatchObject({ status: 200, firstLine: `rebind.example:${port}` });
    expect(answers).toHaveLength(1);
    await expect(post({ url: `http://rebind.example:${port}`, body: '', allowed: here, names })).rejects.toMatchObject({ reason: 'reach.forbidden' });
    await expect(post({ url: `http://rebind.example:${port}`, body: '', allowed: here, names })).rejects.toMatchObject({ reason: 'reach.forbidden' });
  });

  it('takes the address that is permitted where a name has several', async () => {
    const names = () => Promise.resolve([{ address: 'fe80::1', family: 6 }, { address: '10.0.0.1', family: 4 }, { address: '203.0.113.9', family: 4 }]);
    expect(await guardAddress('mixed.example', [], names)).toEqual({ address: '203.0.113.9', family: 4 });
    expect(await guardAddress('mixed.example', ['10.0.0.0/8'], names)).toEqual({ address: '10.0.0.1', family: 4 });
  });

  it('takes http and https only', async () => {
    for (const url of ['file:///etc/passwd', 'gopher://127.0.0.1', 'rubbish']) await expect(post({ url, body: '', allowed: here })).rejects.toMatchObject({ reason: 'reach.url' });
  });
});

describe('post', () => {
  it('sends method, headers, body and the credential of the address', async () => {
    const port = await serve((incoming, outgoing, body) => outgoing.end(JSON.stringify([incoming.method, incoming.url, incoming.headers['x-a'], incoming.headers.authorization, body])));
    expect((await post({ url: `http://u:p%40x@127.0.0.1:${port}/a?b=c`, method: 'PUT', headers: { 'x-a': 'b' }, body: 'tëxt', allowed: here })).firstLine).toBe(JSON.stringify(['PUT', '/a?b=c', 'b', `Basic ${Buffer.from('u:p@x').toString('base64')}`, 'tëxt']));
  });
  it('refuses a header that would be two', async () => {
    await expect(post({ url: 'http://127.0.0.1:1', headers: { 'x-a': 'b\r\nhost: other' }, body: '', allowed: here })).rejects.toMatchObject({ code: 'invalid_input', reason: 'reach.headers' });
  });
  it('reads 4 KiB of an endless answer, and returns its first line without controls', async () => {
    const port = await serve((_, outgoing) => {
      outgoing.write('\r\n  \u001b[31mno\u202e such room \r\nsecond\n');
      const more = () => {
        while (!outgoing.destroyed && outgoing.write('x'.repeat(10_000)));
      };
      outgoing.on('drain', more);
      more();
    });
    expect(await post({ url: `http://127.0.0.1:${port}`, body: '', allowed: here })).toMatchObject({ status: 200, firstLine: '[31mno  such room' });
  });
  it('counts a message as told once a status was heard, though the body breaks off', async () => {
    const port = await listen(createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 202 Accepted\r\ncontent-length: 99\r\n\r\nqueued'))));
    expect(await post({ url: `http://127.0.0.1:${port}`, body: '', allowed: here })).toMatchObject({ status: 202, firstLine: 'queued' });
  });
  it('says that nothing answered in time', async () => {
    const port = await listen(createServer());
    await expect(post({ url: `http://127.0.0.1:${port}`, body: '', timeout: 50, allowed: here })).rejects.toMatchObject({ reason: 'reach.timed-out' });
  });
});

describe('networks', () => {
  it('knows what they hold, in both families', () => {
    expect(['10.0.0.0/8', '192.0.2.7', '::1', 'fd00::/8'].map(isNetwork)).toEqual([true, true, true, true]);
    expect(['10.0.0.0/33', 'example.com', '10.0.0/8', '', '10.0.0.0/8 x', 'fd00::/129'].map(isNetwork)).toEqual([false, false, false, false, false, false]);
    expect([isWithin('10.9.9.9', ['10.0.0.0/8']), isWithin('11.0.0.1', ['10.0.0.0/8']), isWithin('192.0.2.7', [' 192.0.2.7 ']), isWithin('fd00::5', ['fd00::/8'])]).toEqual([true, false, true, true]);
    expect(['203.0.113.1', '8.8.8.8', '2001:4860::8888'].map(isPrivateAddress)).toEqual([false, false, false]);
  });
});
