import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupDestinationInput, directoryProblem } from '@/lib/contract/backup-destination';
import { generatePassword } from '@/lib/core/password';
import { newId } from '@/lib/core/ids';
import { layouts } from '@/lib/guide/layouts';

const good = { id: null, place: { kind: 'directory', path: '/mnt/backup' }, passphrase: { action: 'set', value: 'correct horse battery' } };
const at = (path: unknown) => backupDestinationInput.safeParse({ ...good, place: { kind: 'directory', path } });
const pathAt = (path: unknown) => { const place = at(path).data?.place; return place?.kind === 'directory' ? place.path : undefined; };
const by = (value: string) => backupDestinationInput.safeParse({ ...good, passphrase: { action: 'set', value } });

describe('the directory of a destination', () => {
  it.each(['/mnt/backup', '/backup', '/srv/backups/clearml-1', '/home/ops/backup', '/opt/allegro-backup', '/opt/backups', '/var/lib/backups', '/tmpfs', '/mnt/a..b', '/mnt/.b@c+d_e'])('takes %j', (path) => expect(pathAt(path)).toBe(path));

  it.each(['', ' ', 'mnt/backup', './b', '~/b', '/', '//', '/mnt/../etc/x', '/mnt/./b', '/..', '/mnt/a b', '/mnt/a\0b', '/mnt/a\nb', '/mnt/\u202eb', '/mnt/ä', '/mnt/$(id)', '/mnt/`id`', '/mnt/%h', '/mnt/a:b', "/mnt/'", '/mnt/*', '/mnt/a\\b', `/mnt/${'a'.repeat(500)}`, 7, null])('refuses %j, at its field', (path) => expect(at(path).error?.issues.map((issue) => issue.path)).toEqual([['place', 'path']]));

  it.each(['/opt', '/var', '/var/lib', '/mnt', '/home', '/root', '/var/log', '/etc', '/etc/backup', '/proc/1', '/tmp/backup', '/var/tmp/b', '/run/b', '/dev/shm/b', '/usr/local/backup', '/var/lib/docker/b', '/var/lib/groundcrew'])('refuses %j, which others need', (path) => expect(at(path).success).toBe(false));

  it('refuses what belongs to ClearML, in each of its generations, and what this one server has elsewhere', () => {
    for (const { base, previousBases, configDirectory, directories, disks } of Object.values(layouts)) {
      for (const path of [base, configDirectory, ...previousBases, ...disks.map(({ mount }) => mount), ...directories.map((each) => `${base}/${each.path}`), `${base}/backup`]) expect(at(path).success, path).toBe(false);
    }
    expect([directoryProblem('/data/clearml/b', ['/data/clearml']), directoryProblem('/data', ['/data/clearml'])]).toEqual([expect.stringContaining('ClearML'), expect.stringContaining('Others')]);
    expect(directoryProblem('/data/clearml-backup', ['/data/clearml'])).toBeNull();
  });

  it('spells one directory in one way, and lets nothing else through', () => {
    expect(pathAt(' /mnt//backup///\n')).toBe('/mnt/backup');
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('/', '..', '.', 'opt', 'allegro', 'mnt', '-x', ' ', '\n'), fc.string({ unit: 'binary', maxLength: 3 }))), (parts) => {
      const path = pathAt(`/mnt/${parts.join('')}`) ?? '/mnt/b';
      expect(path).toMatch(/^(?:\/[A-Za-z0-9._@+-]+)+$/);
      expect(path.split('/')).not.toContain('..');
    }));
  });
});

describe('the passphrase of a destination', () => {
  it.each(['short of sixteen', 'x'.repeat(128), ' !"#$%&~{}\\\'`'.repeat(2).trim(), generatePassword()])('takes %j', (value) => expect(by(value).data?.passphrase).toEqual({ action: 'set', value }));
  it.each(['', 'fifteen letters', 'x'.repeat(129), ' blank at one end', 'blank at one end ', 'of two lines\nof text', 'a tab\tinside of it', 'nul\0nul\0nul\0nul\0', 'schöne Passphrase', 'zero\u200bwidth zero width'])('refuses %j, at its field', (value) => {
    expect(by(value).error?.issues.map(({ path }) => path)).toEqual([['passphrase']]);
  });

  it('is entered for backups that lie there already, at a new destination', () => {
    const parse = (id: string | null, passphrase: unknown) => backupDestinationInput.safeParse({ id, place: good.place, passphrase, holdsBackups: true }).error?.issues.map(({ path }) => path);
    expect(parse(null, { action: 'set', value: 'correct horse battery' })).toBeUndefined();
    expect([parse(null, { action: 'make' }), parse(newId(), { action: 'set', value: 'correct horse battery' })]).toEqual([[['passphrase']], [['passphrase']]]);
  });

  it('is kept only where there is one, and is never taken away', () => {
    const parse = (id: string | null, passphrase?: unknown) => backupDestinationInput.safeParse({ id, place: good.place, passphrase });
    expect([parse(newId()).success, parse(newId(), { action: 'keep' }).success, parse(null, { action: 'make' }).success]).toEqual([true, true, true]);
    for (const { error } of [parse(null), parse(null, { action: 'keep' }), parse(null, { action: 'clear' }), parse(newId(), { action: 'clear' })]) expect(error?.issues.map(({ path, message }) => `${path.join()}: ${message}`)).toEqual(['passphrase: Backups are always encrypted: enter a passphrase, or have one made.']);
  });
});
