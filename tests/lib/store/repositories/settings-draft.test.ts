import { expect, it } from 'vitest';
import { readDraft, settingsVersion } from '@/lib/store/repositories/settings-draft';

const draft = { access: { kind: 'http', address: '192.0.2.1' }, registryUser: 'robot', supportPassword: 's', registryPassword: 'r' };

it('fills what a draft lacks with defaults and drops what it no longer has', () => {
  const { settings, problems } = readDraft(settingsVersion, { ...draft, forgotten: 'field' });
  expect(problems).toEqual({});
  expect(settings).toMatchObject({ ...draft, registryHost: 'docker.io', previous: 'keep' });
  expect(settings).not.toHaveProperty('forgotten');
});

it('takes an older draft over', () => {
  expect(readDraft(0, { address: '192.0.2.7', registryUser: 'old' }).settings).toMatchObject({ access: { kind: 'http', address: '192.0.2.7' }, registryUser: 'old', supportPassword: '' });
});

it('names a field that does not fit any more and keeps the others', () => {
  const { settings, problems } = readDraft(settingsVersion, { ...draft, previous: 'burn' });
  expect(Object.keys(problems)).toEqual(['previous']);
  expect(settings).toMatchObject({ registryUser: 'robot', previous: 'keep', supportPassword: 's' });
  const broken = readDraft(settingsVersion, { ...draft, access: { kind: 'pigeon' } });
  expect(broken.settings).toBeNull();
  expect(Object.keys(broken.problems)).toEqual(['access']);
});

it('refuses a draft of a newer console', () => {
  expect(() => readDraft(settingsVersion + 1, draft)).toThrow(/newer console/);
});
