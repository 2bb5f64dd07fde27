import type { SecretInput } from '@/lib/contract/fields';
import type { SettingsInput } from '@/lib/contract/settings';
import { GroundcrewError } from '@/lib/core/errors';
import { secret, type Secret } from '@/lib/core/secret';
import { supportPasswordProblem } from '@/lib/guide/materials/inputs-problems';
import type { ServerRecord } from '@/lib/store/repositories/servers';
import { changedMeanwhile, orChangedMeanwhile } from './changed-meanwhile';
import { findServer } from './find-server';
import { proposeSettings, takeSnapshot } from './inputs';
import { unmaskAddresses } from './settings-addresses';
import { viewSettings } from './settings-view';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

export const saveSettings: Implementation<'settings.save'> = async (context, { server: name, settings, version }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const record = await work.repositories.settings.get(server.id);
  const before = record?.settings;
  const meanwhile = { what: 'The settings were', verbs: ['settings.save'], remedy: 'Discard shows the settings as they are saved now. Save again to replace them with what you typed.' };
  if (version !== undefined && version !== (record?.version ?? '')) throw await changedMeanwhile(context, server.name, meanwhile);
  if (settings.supportPassword.action === 'set') {
    const problem = supportPasswordProblem(settings.supportPassword.value);
    if (problem !== null) throw new GroundcrewError({ code: 'invalid_input', field: 'settings.supportPassword.value', reason: 'settings.support-password', message: problem });
  }
  const supportPassword = next(settings.supportPassword, before?.supportPassword);
  const registryPassword = next(settings.registryPassword, before?.registryPassword ?? (await proposedPassword(work, server, settings)));
  const saved = { ...unmaskAddresses(settings, before), supportPassword, registryPassword };
  await orChangedMeanwhile(work.repositories.settings.put(server.id, saved, record?.version ?? null, context.clock.now()), context, server.name, meanwhile);
  return viewSettings(work, server);
};

function next(input: SecretInput, before: Secret | undefined): Secret {
  if (input.action === 'set') return secret(input.value);
  return input.action === 'keep' && before ? before : secret('');
}

/** "Keep" in a form that was never saved means the password of constants.env; it goes to no other registry and user than it was given for. */
async function proposedPassword(work: Work, server: ServerRecord, { registryHost, registryUser }: SettingsInput): Promise<Secret> {
  const { layout, files } = await takeSnapshot(work, server);
  const proposed = proposeSettings(server, layout, files);
  return secret(proposed.registryHost === registryHost && proposed.registryUser === registryUser ? proposed.registryPassword : '');
}
