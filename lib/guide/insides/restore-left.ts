import { formatBytes, minutes } from '@/lib/core/units';
import { restoreLeftovers, type RestoreLeftover } from '@/lib/facts/restore-leftovers';
import { script } from '@/lib/shell/command';
import { placeOnServer } from '../backups/elasticsearch-place';
import { fileServerTree } from '../backups/file-server-tree';
import { chapters } from '../chapters';
import { probe } from '../define';
import type { Inputs } from '../inputs';

type Facts = Readonly<{ found: readonly RestoreLeftover[] }>;

/** A restore removes what it needs on the way. One that was cancelled, or whose server went down, leaves a second copy of all files, on the very disk that it filled. */
export const restoreLeft = probe({
  id: 'insides/restore-left',
  guide: null,
  title: 'No restore has left something behind',
  chapter: chapters.insides,
  every: minutes(60),
  afterMinutes: 0,
  slow: true,
  needs: (inputs) => ({ found: restoreLeftovers(fileServerTree(inputs).path, placeOnServer(inputs.layout).path) }),
  actual: ({ found }) => (found.some(({ bytes }) => bytes === null) ? 'more than could be counted' : formatBytes(found.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0))),
  wanted: () => 'nothing',
  subjects: ({ found }) => found.map(({ kind, holds }) => `${kind} ${holds ? 'holds' : 'may go'}`),
  outcomes: [
    { outcome: 'warn', isLeftByRepair: true, when: ({ found }) => found.some(({ holds }) => holds), message: (facts, inputs) => `${says(facts, inputs)} Files are among them that are nowhere else: what was there before the restore was moved aside.`, remedy: (_facts, inputs) => `Let that restore go on, or restore the files of another backup: that removes it at its end. Where what the file server has now is what you want, delete ${work(inputs)} by hand.` },
    { outcome: 'warn', when: ({ found }) => found.length > 0, message: says, remedy: 'Remove it, unless that restore is to go on: the backup still has all of it, and a restore makes it anew.' },
    { outcome: 'pass', when: () => true, message: () => 'No restore has left a copy behind.' },
  ],
  repair: {
    title: 'Remove what a restore has left',
    plan: ({ found }, inputs) => [
      ...(found.some(({ kind, holds }) => kind === 'files' && !holds) ? [script('guide/restore/files-left-removed.sh', [fileServerTree(inputs).path], { effect: 'destroys', why: `Removes ${work(inputs)}: the files of the backup that were restored there, or those that they have replaced` })] : []),
      ...(found.some(({ kind }) => kind === 'elasticsearch') ? [script('guide/restore/elasticsearch-left-removed.sh', [inputs.layout.base, placeOnServer(inputs.layout).path], { effect: 'destroys', why: 'Has Elasticsearch give up the copy of its snapshot, and removes that' })] : []),
    ],
  },
});

const work = (inputs: Inputs): string => `${fileServerTree(inputs).path}/.groundcrew-restore`;

function says({ found }: Facts, inputs: Inputs): string {
  const each = found.map(({ kind, bytes }) => `${bytes === null ? 'More than could be counted' : formatBytes(bytes)} in ${kind === 'files' ? work(inputs) : `the copies of Elasticsearch's snapshot beside ${placeOnServer(inputs.layout).path}`}`);
  return `A restore that stopped on its way has left something: ${each.join(', ')}.`;
}
