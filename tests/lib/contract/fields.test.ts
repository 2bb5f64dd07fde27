import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostAddress, id, loginName, port, serverName } from '@/lib/contract/fields';
import { serverInput } from '@/lib/contract/server';
import { settingsInput } from '@/lib/contract/settings';

const good = { name: 'clearml-1', address: '192.0.2.1', port: 22, login: 'ops', auth: 'agent', sudo: 'none' };

describe('T-SH-3: what names a server is on an allow-list', () => {
  const hostile = ['-v', '-oProxyCommand=touch /tmp/x', 'a b', 'a\nb', 'a\0b', 'a;b', 'a$(b)', 'a`b`', "a'b", 'a"b', 'a|b', 'a&b', 'a\\b', 'a/b', '../a', 'a\u202eb', 'a\u2028b', '~', '*', ''];
  it.each(hostile)('refuses %j as name, address and login', (value) => {
    for (const schema of [serverName, hostAddress, loginName, id]) expect(schema.safeParse(value).success).toBe(false);
    for (const field of ['name', 'address', 'login']) expect(serverInput.safeParse({ ...good, [field]: value }).success).toBe(false);
  });

  it.each(['', '-1', '0', '65536', '22;id', '2 2', '1e9', 22.5, Number.NaN, null])('refuses %j as a port', (value) => {
    expect(port.safeParse(value).success).toBe(false);
  });

  it('gives out only characters of the list, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const schema of [serverName, hostAddress, loginName]) expect(schema.safeParse(text).data ?? 'a').toMatch(/^[A-Za-z0-9_[:][A-Za-z0-9_.:\]-]*$/);
    }));
  });

  it.each(['hello', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA ops', '-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----', '-----BEGIN OPENSSH PRIVATE KEY-----', 'PuTTY-User-Key-File-3: ssh-ed25519'])('refuses %j as a private key, at its field', (value) => {
    const { error } = serverInput.safeParse({ ...good, auth: 'key', privateKey: { action: 'set', value } });
    expect(error?.issues.map(({ path }) => path)).toEqual([['privateKey']]);
  });
  it.each(['OPENSSH PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])('takes a whole %s', (kind) => {
    expect(serverInput.safeParse({ ...good, auth: 'key', privateKey: { action: 'set', value: `-----BEGIN ${kind}-----\r\nMII=\n-----END ${kind}-----\n` } }).success).toBe(true);
  });

  it('keeps the name of the page that adds a server', () => expect(serverInput.safeParse({ ...good, name: 'new' }).success).toBe(false));

  it('takes what servers are really called', () => {
    for (const address of ['clearml.example.com', '10.0.0.9', '::1', '[2001:db8::1]']) expect(serverInput.safeParse({ ...good, address }).success).toBe(true);
  });
});

describe('T-SH-6: no setting becomes an option', () => {
  const settings = { access: { kind: 'http', address: '192.0.2.1' } };
  it.each(['registryHost', 'helloWorldImage', 'aptRepository', 'aptKeyFingerprint', 'aptProxy', 'dockerHttpProxy', 'dockerHttpsProxy'])('%s may not begin with "-"', (field) => {
    for (const value of ['-v', '--privileged', '--config=/tmp/x', '-']) expect(settingsInput.safeParse({ ...settings, [field]: value }).success).toBe(false);
  });
});
