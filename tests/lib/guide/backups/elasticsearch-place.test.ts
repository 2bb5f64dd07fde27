import { expect, it } from 'vitest';
import { evaluate } from '@/lib/engine/evaluate';
import { planStep } from '@/lib/engine/plan';
import { placeEdits } from '@/lib/guide/backups/elasticsearch-place';
import { filesDrift } from '@/lib/guide/drift/files';
import { contentHash } from '@/lib/guide/hash';
import { files } from '@/lib/guide/installation/files';
import { installedHashes } from '@/lib/guide/installed-hashes';
import { editOverride } from '@/lib/guide/materials/override-edit';
import { inputsOf } from '../inputs';
import { readingsOf } from '../readings';

const before = '# ours\nservices:\n  webserver:\n    environment: {A: b}\n';
const inputs = inputsOf({ files: { override: before }, supportPassword: '' });
const edited = (text: string | null) => editOverride(text, placeEdits(inputs.layout, 'elasticsearch')) ?? '';
const lying = (content: string) => ({ content, sha256: contentHash(content), bytes: content.length, mode: 0o600, owner: '0:0', ownerName: 'root:root' });
const lie = (override: string) => ({ '/opt/allegro/docker-compose.yml': lying('services: {}\n'), '/opt/allegro/constants.env': lying('A=1\n'), '/opt/allegro/docker-compose.override.yml': lying(override) });
const planned = (override: string, wanted = inputs) => planStep(files, readingsOf(files.needs(wanted), lie(override)), wanted).commands.flatMap((command) => (command.kind === 'install' ? [command.path, command.content] : []));
const installed = installedHashes(inputs, {})[0];

it('is no change of the files, once a backup has added it', () => {
  expect(planned(edited(before))).toEqual([]);
  expect(installedHashes(inputs, { override: lying(edited(before)) })[0]).toBe(installed);
  const none = inputsOf({ files: { override: null } });
  expect(installedHashes(none, { override: lying(edited(null)) })[0]).toBe(installedHashes(none, {})[0]);
  // Anything else in the same file still is one.
  expect(installedHashes(inputs, { override: lying(`${edited(before)}# by hand\n`) })[0]).not.toBe(installed);
});

it('stays when the file is replaced', () => {
  const next = inputsOf({ files: { override: before.replace('b', 'c') }, supportPassword: '' });
  const [path, content] = planned(edited(before), next);
  expect([path, typeof content === 'object' && content.reveal()]).toEqual(['/opt/allegro/docker-compose.override.yml', edited(before.replace('b', 'c'))]);
  expect(planned(before, next)[1]).toBe(next.files.override);
});

it('is no difference from the installation', () => {
  const outcome = (override: string) => evaluate(filesDrift, readingsOf(filesDrift.needs(inputs), { ...lie(override), installed: `${installed} x x` }), inputs, 0);
  expect(outcome(edited(before)).outcome).toBe('pass');
  expect(outcome(`${edited(before)}# by hand\n`).outcome).toBe('warn');
});
