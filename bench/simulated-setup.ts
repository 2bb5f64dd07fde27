import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import type { MaterialFiles } from '@/lib/guide/materials/material-file';
import type { Inputs } from '@/lib/guide/inputs';
import { boot } from '@/lib/services/boot';
import { parseEnvironment } from '@/lib/services/environment';
import { buildInputs, proposeSettings } from '@/lib/services/inputs';
import { workOf } from '@/lib/services/work';
import { withSecrets } from '@/lib/store/repositories/settings';
import { hostKeyOf } from '@/lib/ssh/handshake';
import ssh2 from 'ssh2';
import { SshServer } from '../tests/support/ssh-server';

export const sshPort = 22_022;
/** The place of one simulated server. */
export const addressOf = (index: number): string => `127.90.${Math.floor(index / 250)}.${(index % 250) + 1}`;
const slots = [['compose', 'docker-compose.yml'], ['override', 'docker-compose.override.yml'], ['constants', 'constants.env']] as const;

const files = slots.map(([slot, fileName]) => {
  const text = readFileSync(`tests/support/materials/guide/${fileName}`, 'utf8');
  return { slot, fileName, text, savedAt: new Date(0).toISOString(), sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) };
});
const bySlot: MaterialFiles = Object.fromEntries(files.map(({ slot, ...file }) => [slot, file]));
const settingsOf = (address: string) => ({ ...proposeSettings({ address }, 'guide', bySlot), supportPassword: 'a support password' });

/** What the console makes of a server that `furnish` put in. */
export function benchInputs(address: string): Inputs {
  return buildInputs({ server: { name: 'bench', address, login: 'ops' }, layout: 'guide', settings: settingsOf(address), files: bySlot });
}

/** Puts servers into a console's data directory as if ClearML had been installed on them. `hostKey`: the private one that they share. */
export async function furnish(dataDirectory: string, count: number, hostKey: string): Promise<readonly string[]> {
  const booted = await boot(parseEnvironment({ DATA_DIR: dataDirectory, LOG_LEVEL: 'error' }));
  const { repositories } = workOf(booted.services.resources);
  const parsed = ssh2.utils.parseKey(hostKey);
  if (parsed instanceof Error) throw parsed;
  const key = hostKeyOf(parsed.getPublicSSH());
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const [id, now, address] = [newId(), systemClock.now(), addressOf(index)];
    await repositories.servers.add(id, { name: `bench-${String(index).padStart(3, '0')}`, address, port: sshPort, login: 'ops', auth: 'password', sudo: 'same' }, { password: secret(SshServer.password) }, now);
    await repositories.servers.pin(id, key);
    for (const { slot, text, ...file } of files) await repositories.materials.replace(id, { slot, ...file, content: secret(text) }, now);
    await repositories.settings.put(id, withSecrets(settingsOf(address)), null, now);
    await repositories.servers.edit(id, { state: 'installed', clearmlUrl: `http://${address}:8080`, verifiedAt: now });
    ids.push(id);
  }
  await booted.close();
  return ids;
}
