import type { BackupPlace } from '@/lib/contract/backup-destination';
import { repositoryAt } from '@/lib/contract/backup-place';
import { readScript } from '@/lib/shell/read-script';
import { quote } from '@/lib/shell/quote';
import type { Inputs } from '../inputs';
import { placeInContainer, placeOnServer } from './elasticsearch-place';
import { fileServerTree } from './file-server-tree';

/**
 * How to restore a backup of this server by hand, with restic, mongorestore and curl, without this console: Markdown whose `sh` blocks, one
 * behind the other, are a script that does it. No secret is in it: the passphrase is asked for. It tells no time and no set, so that it is
 * another text only where the server or its settings are others.
 * @param where the place of the backups; a text is a directory of the server
 */
export function runbook(inputs: Pick<Inputs, 'server' | 'layout' | 'files'>, where: string | BackupPlace): string {
  const backups: BackupPlace = typeof where === 'string' ? { kind: 'directory', path: where } : where;
  const { server, layout } = inputs;
  const place = placeOnServer(layout);
  const values = {
    base: layout.base,
    repository: repositoryAt(backups),
    ...needed(backups),
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
    hints[backups.kind],
    '',
    'The values of this server:',
    '',
    ...block(Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)),
    '',
    ...told(readScript('guide/backups/runbook.sh')),
    '',
  ].join('\n');
}

/** What its commands need besides, by the names of their variables. No secret. */
function needed(place: BackupPlace): Readonly<Record<string, string>> {
  switch (place.kind) {
    case 'directory': return {};
    case 'sftp': return { ssh_host: place.host.replaceAll(/[[\]]/g, ''), ssh_port: String(place.port), ssh_user: place.user, ssh_host_key: place.hostKey, ssh_key: '/root/.ssh/backup-key' };
    case 's3': return { key_id: place.keyId, region: place.region };
    case 'rest': return { rest_user: place.user };
  }
}

const hints: Readonly<Record<BackupPlace['kind'], string>> = {
  directory: 'The backups lie in the directory `repository` below. Where their disk or share is mounted elsewhere now, change it.',
  sftp: 'The backups lie on another machine, which is reached by SFTP. You also need the private key with which the server signed in there: lay it at `ssh_key` below, readable for root alone. Without it, whoever runs that machine can allow a new one. Its host key is compared with `ssh_host_key`; where that machine was installed anew, put its new one there.',
  s3: 'The backups lie in an S3 bucket. You also need the secret access key of `key_id` below, which is asked for. Another key that may read the bucket does as well: change `key_id`.',
  rest: 'The backups lie on a rest-server. You also need the password of `rest_user` below, which is asked for; where that is empty the server wants none.',
};

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
