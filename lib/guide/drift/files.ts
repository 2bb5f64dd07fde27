import { isSecret } from '@/lib/core/secret';
import { minutes } from '@/lib/core/units';
import { file, type ServerFile } from '@/lib/facts/file';
import { apiserverConf as wantedConf, apiserverConfPath } from '../apiserver-conf-file';
import { driftProbe, type Change } from '../drift-probe';
import { isInPlace, suppliedFiles, type WantedFile } from '../files-on-server';
import { contentHash } from '../hash';
import type { Inputs } from '../inputs';
import { apiserverConf } from '../installation/apiserver-conf';
import { files as filesStep } from '../installation/files';
import { wereInstalled } from '../installed-hashes';
import { readFixedUsers } from '../materials/apiserver-conf';

type Present = Readonly<Record<string, ServerFile | undefined>>;

export const filesDrift = driftProbe({
  id: 'drift/files',
  guide: ['installing-the-server/3', 'installing-the-server/4'],
  title: "ClearML's files are as they were put there",
  every: minutes(5),
  // The facts of both steps: what they would do again is what differs.
  needs: (inputs) => ({ ...filesStep.needs(inputs), [apiserverConfPath(inputs)]: file(apiserverConfPath(inputs)) }),
  changes: (present: Present, inputs, installed) => wantedFiles(inputs, present).flatMap((wanted) => changeOf(wanted, present[wanted.path], inputs, installed)),
  pending(present: Present, inputs, installed) {
    const waiting = wantedFiles(inputs, present).filter((wanted) => present[wanted.path]?.sha256 !== contentHash(wanted.content) && !wasInstalled(wanted, inputs, installed));
    return waiting.length === 0 ? null : `The materials or settings were changed since the install, and are not on the server yet: ${waiting.map(({ path }) => path).join(', ')}. Make a plan and run it to bring them there.`;
  },
  repair: {
    title: 'Put them back',
    plan(present: Present, inputs, items) {
      // What was taken over, and what waits for an install, is left as it is.
      const seen = { ...present, ...Object.fromEntries(wantedFiles(inputs, present).filter(({ path }) => !items.has(path)).map((wanted) => [wanted.path, asWanted(wanted)])) };
      return [...(inputs.files.compose === null ? [] : filesStep.plan(seen, inputs)), ...(items.has(apiserverConfPath(inputs)) ? apiserverConf.plan({ present: seen[apiserverConfPath(inputs)], parent: new Map() }, inputs) : [])];
    },
  },
});

const wantedFiles = (inputs: Inputs, present: Present): readonly WantedFile[] => [...suppliedFiles(inputs, present), ...(inputs.settings.supportPassword.isEmpty() ? [] : [wantedConf(inputs)])];

/** Whether the install put it there as it is wanted now: then whatever lies there otherwise was put there by somebody else. */
const wasInstalled = ({ path }: WantedFile, inputs: Inputs, installed: string): boolean => wereInstalled(inputs, installed)[path === apiserverConfPath(inputs) ? 'conf' : 'files'];

function changeOf(wanted: WantedFile, actual: ServerFile | undefined, inputs: Inputs, installed: string): Change[] {
  const item = wanted.path;
  if (actual === undefined) return wasInstalled(wanted, inputs, installed) ? [{ item, wanted: 'the file', actual: 'missing' }] : [];
  const isOther = actual.sha256 !== contentHash(wanted.content) && wasInstalled(wanted, inputs, installed);
  const isRight = isInPlace(wanted, { ...actual, sha256: contentHash(wanted.content) });
  const parts = [...(isOther ? [contentOf(actual, item === apiserverConfPath(inputs))] : []), ...(isRight ? [] : [`of ${actual.ownerName} with mode ${octal(actual.mode)}`])];
  return parts.length === 0 ? [] : [{ item, wanted: isOther ? 'the content of the install' : `of ${wanted.owner} with mode ${octal(wanted.mode)}`, actual: parts.join(', ') }];
}

/** Never the content. The hash of a file whose only unknown is a password would let it be guessed at. */
function contentOf({ bytes, sha256, content }: ServerFile, isConf: boolean): string {
  if (!isConf) return `other content (${bytes} bytes, SHA-256 ${sha256.slice(0, 12)}…)`;
  const users = content === null ? null : readFixedUsers(content);
  return `other content (${bytes} bytes, ${users === null ? 'users that can\'t be told' : `users ${users.join(', ') || 'none'}`})`;
}

const octal = (mode: number): string => mode.toString(8);
const asWanted = (wanted: WantedFile): ServerFile => ({ mode: wanted.mode, owner: wanted.owner, ownerName: wanted.owner, bytes: 0, sha256: contentHash(wanted.content), content: isSecret(wanted.content) ? wanted.content.reveal() : wanted.content });
