import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupDestinationInput, backupPlace, type BackupPlace } from '@/lib/contract/backup-destination';
import { holderOf, placeSecretProblem, repositoryAt } from '@/lib/contract/backup-place';
import { secret } from '@/lib/core/secret';
import { openingOf } from '@/lib/guide/backups/opening';

const hostKey = `ssh-ed25519 ${'A'.repeat(68)}`;
const places = {
  sftp: { kind: 'sftp', host: 'nas.example.com', port: 22, user: 'backup', path: '/srv/backups', hostKey },
  s3: { kind: 's3', endpoint: 'https://s3.example.com', bucket: 'clearml-backups', prefix: 'one', region: 'eu-central-1', keyId: 'AKIA' },
  rest: { kind: 'rest', url: 'https://backup.example.com:8000/one/', user: 'clearml' },
} as const;
const read = (place: object) => backupPlace.safeParse(place);
const fieldOf = (place: object) => read(place).error?.issues.map(({ path }) => path.join('.'));
const nasty = ['-oProxyCommand=id', 'a b', 'a\nb', 'a\0b', "a'b", '$(id)', '`id`', 'a%41', 'ä', '\u202e', 'a;b', 'a\tb'];

describe('a place elsewhere', () => {
  it.each([
    [places.sftp, 'sftp://backup@nas.example.com:22//srv/backups'],
    [{ ...places.sftp, path: 'backups/', host: '2001:db8::1', port: '2222' }, 'sftp://backup@[2001:db8::1]:2222/backups'],
    [places.s3, 's3:https://s3.example.com/clearml-backups/one'],
    [{ ...places.s3, endpoint: 'http://minio:9000/', prefix: '/a//b/', region: '' }, 's3:http://minio:9000/clearml-backups/a/b'],
    [{ ...places.s3, prefix: '' }, 's3:https://s3.example.com/clearml-backups'],
    [{ ...places.rest, url: 'http://192.0.2.7:8000', user: '' }, 'rest:http://192.0.2.7:8000/'],
  ])('%j is %s for restic', (place, spelt) => expect(repositoryAt(read(place).data!)).toBe(spelt));

  it.each([['sftp', 'host'], ['sftp', 'user'], ['sftp', 'path'], ['sftp', 'hostKey'], ['s3', 'endpoint'], ['s3', 'bucket'], ['s3', 'prefix'], ['s3', 'region'], ['s3', 'keyId'], ['rest', 'url']] as const)('of %s is refused at its field %s', (kind, field) => {
    for (const value of [...nasty, ...(['endpoint', 'url'].includes(field) ? nasty.map((each) => `https://example.com/${each}`) : [])]) expect(fieldOf({ ...places[kind], [field]: value }), value).toEqual([field]);
  });

  it('has no user, no password and no question in its address, and no way up in its path', () => {
    for (const url of ['https://u:p@example.com/', 'ftp://example.com/', 'https://', 'https://example.com/?x', 'https://example.com/#x', 'https://example.com/a/../../b', 'https://-x/']) expect([url, fieldOf({ ...places.rest, url }) ?? repositoryAt(read({ ...places.rest, url }).data!)]).toEqual([url, url.includes('..') ? 'rest:https://example.com/b/' : ['url']]);
    for (const path of ['', '/', '..', '/srv/../etc', './x', '-x', '/srv/-x']) expect([path, fieldOf({ ...places.sftp, path })]).toEqual([path, ['path']]);
    expect(fieldOf({ ...places.s3, endpoint: 'https://s3.example.com/bucket' })).toEqual(['endpoint']);
  });

  it('whatever is typed, restic is given one word of known characters, and its input one line for each thing', () => {
    const text = fc.oneof(fc.constantFrom(...nasty, '/', '//', '@', ':', 'https://', '[::1]', 'a'), fc.string({ unit: 'binary', maxLength: 4 }));
    const typed = fc.record({ host: text, path: text, endpoint: text, bucket: text, prefix: text, keyId: text, url: text, user: text, region: text });
    fc.assert(fc.property(typed, fc.constantFrom(...Object.values(places)), fc.constantFrom('host', 'path', 'endpoint', 'prefix', 'keyId', 'url', 'user'), (values, place, field) => {
      const { data } = read({ ...place, ...(field in place ? { [field]: values[field] } : {}) });
      if (data === undefined) return;
      expect(repositoryAt(data)).toMatch(/^(?:sftp|s3|rest):[A-Za-z0-9._~:/@+[\]-]+$/);
      const input = openingOf(data, secret('passphrase'), secret('a secret')).passphrase.reveal().split('\n');
      expect(input[0]).toBe('passphrase');
      for (const line of input.slice(1)) expect(line).toMatch(/^[a-z-]+=[ -~]*$/);
    }), { numRuns: 100 });
  });

  it('gives a directory what it always got: the passphrase alone', () => {
    expect(openingOf({ kind: 'directory', path: '/mnt/backup' }, secret('a passphrase'), null).passphrase.reveal()).toBe('a passphrase');
    expect(openingOf(places.s3, secret(''), secret('x')).passphrase.isEmpty()).toBe(true);
  });

  it('is another holder of the secret where another machine would be given it', () => {
    const differs = (one: BackupPlace, change: object) => holderOf(one) !== holderOf({ ...one, ...change });
    expect([differs(places.sftp, { host: 'x' }), differs(places.sftp, { hostKey: `ssh-rsa ${'B'.repeat(60)}` }), differs(places.sftp, { path: 'x' }), differs(places.s3, { endpoint: 'http://x' }), differs(places.s3, { bucket: 'other' }), differs(places.rest, { url: 'http://backup.example.com:8000/one/' }), differs(places.rest, { url: 'https://backup.example.com:8000/two/' })]).toEqual([true, true, false, true, false, true, false]);
  });
});

describe('the secret of a place', () => {
  const pem = (kind: string, body: string) => `-----BEGIN ${kind}PRIVATE KEY-----\n${body}\n-----END ${kind}PRIVATE KEY-----\n`;
  const openssh = (derivation: string) => pem('OPENSSH ', btoa(`openssh-key-v1\0\0\0\0\u000aaes256-ctr\0\0\0\u0006${derivation}\0\0\0\u0018`));
  it('is a private key that nobody must unlock', () => {
    expect([openssh('none'), pem('', 'MIIB'), openssh('bcrypt'), pem('ENCRYPTED ', 'MIIB'), pem('RSA ', 'Proc-Type: 4,ENCRYPTED\n\nMIIB'), 'ssh-ed25519 AAAA', '', pem('', 'ä')].map((key) => placeSecretProblem(places.sftp, key)?.slice(0, 24) ?? null)).toEqual([null, null, 'This key has a passphras', 'This key has a passphras', 'This key has a passphras', 'This is no private key i', 'This is no private key i', 'This is no private key i']);
  });

  it.each(['with a blank ', 'two\nlines', 'back`tick', '%(name)s', '', 'x'.repeat(257)])('is no key of S3: %j', (key) => expect(placeSecretProblem(places.s3, key)).toMatch(/^Enter the secret access key/));

  it('is asked for at its own field, once for a new place, and may not be taken away', () => {
    const saved = (place: BackupPlace, key?: object, id: string | null = null) => backupDestinationInput.safeParse({ id, place, passphrase: { action: 'make' }, ...(key ? { secret: key } : {}) }).error?.issues.map(({ path }) => path.join('.'));
    for (const place of Object.values(places)) expect([saved(place), saved(place, { action: 'clear' }, '0123456789abcdefghjk'), saved(place, { action: 'keep' }, '0123456789abcdefghjk'), saved(place, { action: 'set', value: '' })]).toEqual([['secret'], ['secret'], undefined, ['secret']]);
    expect([saved({ ...places.rest, user: '' }), saved({ kind: 'directory', path: '/mnt/backup' })]).toEqual([undefined, undefined]);
  });
});
