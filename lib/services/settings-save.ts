import type { SecretInput } from '@/lib/contract/fields';
import { GroundcrewError } from '@/lib/core/errors';
import { secret, type Secret } from '@/lib/core/secret';
import { supportPasswordProblem } from '@/lib/guide/materials/inputs-problems';
import { findServer } from './find-server';
import { viewSettings } from './settings-view';
import type { Implementation } from './types';
import { workOf } from './work';

export const saveSettings: Implementation<'settings.save'> = async ({ resources, clock }, { server: name, settings }) => {
  const work = workOf(resources);
  const server = await findServer(work, name);
  const before = (await work.repositories.settings.get(server.id))?.settings;
  if (settings.supportPassword.action === 'set') {
    const problem = supportPasswordProblem(settings.supportPassword.value);
    if (problem !== null) throw new GroundcrewError({ code: 'invalid_input', field: 'settings.supportPassword.value', reason: 'settings.support-password', message: problem });
  }
  const supportPassword = next(settings.supportPassword, before?.supportPassword);
  const registryPassword = next(settings.registryPassword, before?.registryPassword);
  await work.repositories.settings.put(server.id, { ...settings, supportPassword, registryPassword }, clock.now());
  return viewSettings(work, server);
};

function next(input: SecretInput, before: Secret | undefined): Secret {
  if (input.action === 'set') return secret(input.value);
  return input.action === 'keep' && before ? before : secret('');
}
