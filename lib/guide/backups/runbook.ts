import { readScript } from '@/lib/shell/read-script';
import { quote } from '@/lib/shell/quote';
import type { Inputs } from '../inputs';
import { placeInContainer, placeOnServer } from './elasticsearch-place';
import { fileServerTree } from './file-server-tree';

/**
 * How to restore a backup of this server by hand, with restic, mongorestore and curl, without this console: Markdown whose `sh` blocks, one
 * behind the other, are a script that does it. No secret is in it: the passphrase is asked for. It tells no time and no set, so that it is
 * another text only where the server or its settings are others.
 * @param repository where the restic repository lies, as restic is told
 */
export function runbook(inputs: Pick<Inputs, 'server' | 'layout' | 'files'>, repository: string): string {
  const { server, layout } = inputs;
  const place = placeOnServer(layout);
  const values = {
    base: layout.base,
    repository,
    files: fileServerTree(inputs).path,
    files_owner: layout.directories.find(({ path }) => path === 'data/fileserver')?.owner ?? '0:0',
    snapshots: place.path,
    snapshots_owner: place.owner,
    snapshots_inside: placeInContainer,
    kernel_file: layout.kernelFile,
    directories: layout.directories.map(({ path, owner, mode }) => `${owner} ${mode.toString(8)} ${path}`).join('\n'),
  };
  return [
    `# How to restore ${plain(server.name)} by hand`,
    '',
    `This restores a backup of the ClearML server ${plain(server.name)} (${plain(server.address)}) without the console that made it. You need: this text, the`,
    'repository of the backups, its passphrase (it is on the recovery sheet, and nowhere in this text), root on the server, and an hour.',
    'Whoever still has the console restores there instead: it asks for less, and checks more.',
    '',
    'The values of this server:',
    '',
    ...block(Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)),
    '',
    ...told(readScript('guide/backups/runbook.sh')),
    '',
  ].join('\n');
}

/** The name under which it is kept in a directory of backups, beside the repository. */
export const runbookName = 'RESTORE.md';

/** Prose of one line: a name that came from elsewhere makes no heading, link or block of it. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}`*_[\]<>#|\\]/gu, '?');

/** Four or more marks, where a value holds three. */
function block(lines: readonly string[]): string[] {
  const longest = Math.max(2, ...(lines.join('\n').match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}sh`, ...lines, fence];
}

/** Text and blocks in turn. What stands before the first line of text is about the file itself. */
function told(script: string): string[] {
  const lines = script.slice(script.indexOf('\n#:') + 1).split('\n').filter((line) => !/^ *# shellcheck /.test(line));
  const parts: { isText: boolean; lines: string[] }[] = [];
  for (const line of lines) {
    const isText = /^#:( |$)/.test(line);
    const last = parts.at(-1);
    if (last?.isText === isText) last.lines.push(line);
    else parts.push({ isText, lines: [line] });
  }
  return parts.flatMap(({ isText, lines: each }) => {
    if (isText) return [...each.map((line) => line.slice(3)), ''];
    const commands = each.join('\n').replace(/^\n+|\n+$/g, '');
    return commands === '' ? [] : [...block(commands.split('\n')), ''];
  });
}
