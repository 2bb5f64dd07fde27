import { Blocked } from '@/lib/engine/blocked';
import { seconds } from '@/lib/core/units';
import { directories } from '@/lib/facts/directories';
import { file, type ServerFile } from '@/lib/facts/file';
import { install } from '@/lib/shell/command';
import { apiserverConf as wantedConf, apiserverConfPath } from '../apiserver-conf-file';
import { step } from '../define';
import { isInPlace, keepCopy } from '../files-on-server';
import { readFixedUsers } from '../materials/apiserver-conf';
import type { Inputs } from '../inputs';

export const apiserverConf = step({
  id: 'installation/apiserver-conf',
  guide: 'installing-the-server/4',
  title: 'Create the initial configuration with a support user',
  why: 'Without fixed users anybody who reaches the page could log in.',
  departure: 'Only the user that the API server runs as may read it, since the password stands in it.',
  usually: seconds(1),
  needs: (inputs) => ({ present: file(apiserverConfPath(inputs)), parent: directories([inputs.layout.configDirectory]) }),
  plan({ present }, inputs) {
    if (inputs.settings.supportPassword.isEmpty()) throw new Blocked("The support user's password is not set. Enter or make one on the Settings page.");
    const wanted = wantedConf(inputs);
    if (isInPlace(wanted, present)) return [];
    const loss = lost(present, inputs);
    return [
      ...keepCopy(wanted, present),
      install(wanted.path, wanted.content, {
        mode: wanted.mode,
        owner: wanted.owner,
        effect: loss === null ? 'changes' : 'destroys',
        why: present === undefined ? 'The support user can log in' : loss === null ? 'Replaces the file that is there; no user is dropped from it' : 'Replaces the file that is there: ClearML deletes users that are dropped from it',
      }),
    ];
  },
  destroys: ({ present }, inputs) => [lost(present, inputs)].filter((loss) => loss !== null),
});

/** The users that go with the file that is replaced; null when none does. */
function lost(present: ServerFile | undefined, inputs: Inputs): string | null {
  if (present === undefined) return null;
  const path = apiserverConfPath(inputs);
  const before = present.content === null ? null : readFixedUsers(present.content);
  if (before === null) return `${path} is replaced. Which users stand in it can't be told; ClearML deletes those that are dropped.`;
  const kept = new Set(['support']);
  const dropped = before.filter((user) => !kept.has(user));
  return dropped.length === 0 ? null : `${path} is replaced: ClearML deletes the users ${dropped.join(', ')} and their keys.`;
}
