import type { RestoreFinding } from '@/lib/contract/restore';
import { count } from '@/lib/core/units';
import type { StoredConfiguration } from '@/lib/facts/restic-configuration';

const most = 60;

/** What becomes another, in sentences, without any value. undefined: it could not be told. Pure. */
export function configurationChanges(stored: StoredConfiguration | undefined): string[] {
  if (stored === undefined) return ['It could not be told which files of the configuration differ.'];
  if (stored.refused !== null) return [];
  const changed = stored.files.filter(({ state }) => state !== 'same');
  const more = changed.length - most + stored.more;
  return [
    ...changed.slice(0, most).map(({ path, state, names }) => `${JSON.stringify(path)} ${state === 'absent' ? 'is not there now, and is made.' : names.length === 0 ? 'differs, and is replaced.' : `differs, and is replaced: ${new Intl.ListFormat('en').format(names)}.`}`),
    ...(more > 0 ? [`${count(more, 'more file')} may differ.`] : []),
    ...(changed.length === 0 ? ['The configuration is the same already.'] : []),
  ];
}

/** What restoring it means for this console. */
export const configurationFindings: readonly RestoreFinding[] = [
  {
    outcome: 'warn',
    message: "This server's configuration becomes that of the backup, with its passwords, addresses and images; the files and settings that this console holds stay as they are.",
    remedy: 'Afterwards, load the restored files on the Materials page and compare the settings: the next installation would put the former ones back, and the test at the end logs in with the stored password of the support user.',
  },
];
