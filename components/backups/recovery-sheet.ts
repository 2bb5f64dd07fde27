import type { BackupPlace } from '@/lib/contract/backup-destination';
import { repositoryAt } from '@/lib/contract/backup-place';
import type { Server } from '@/lib/contract/server';
import { placeWords } from './place-words';

interface Sheet {
  readonly server: Pick<Server, 'name' | 'address' | 'login'>;
  readonly place: BackupPlace;
  readonly passphrase: string;
  /** When it was made, in words. */
  readonly madeAt: string;
}

/** All that is needed to read the backups after server and console are lost, as a page of its own to be printed. It holds the passphrase. */
export function recoverySheet({ server, place, passphrase, madeAt }: Sheet): string {
  const repository = escape(repositoryAt(place));
  const row = (name: string, value: string) => `<tr><th>${escape(name)}</th><td>${escape(value)}</td></tr>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Recovery sheet · ${escape(server.name)}</title>
<style>
body { font: 12pt/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 18pt; } th { text-align: left; vertical-align: top; padding: .3rem 1.5rem .3rem 0; white-space: nowrap; } td { overflow-wrap: anywhere; }
code { font: 14pt/1.6 ui-monospace, monospace; } .lost { border: 2px solid; padding: .6rem 1rem; font-weight: 600; }
</style>
</head>
<body>
<h1>Recovery sheet for the backups of ${escape(server.name)}</h1>
<p class="lost">If this passphrase is lost, nobody can read the backups.</p>
<table>
${row('Server', server.name)}
${row('Address', `${server.login}@${server.address}`)}
${row('Backups lie at', placeWords(place))}
<tr><th>Passphrase</th><td><code>${escape(passphrase)}</code></td></tr>
${row('Written on', madeAt)}
</table>
<h2>How to restore</h2>
<ol>${login[place.kind]}
<li>With a console: add the place above as a destination of the server, with this passphrase, and choose Restore on its Backups page.</li>
<li>Without one: the text "How to restore by hand" says what to type, block by block, as root. In a directory it lies beside the backups as RESTORE.md; for other places keep a copy with this sheet.</li>
<li>Without that text, too: restic 0.14 or later opens the place above (<code>restic -r ${repository} snapshots</code> asks for the passphrase). The snapshots of one backup bear the same tag "set=…", and it is complete only when one of them has the tag "source=manifest". Their order: configuration, MongoDB ("mongorestore --archive --drop"), Elasticsearch (a snapshot repository of its own), files.</li>
</ol>
<p>Print this page, keep it away from the server, and delete the file.</p>
</body>
</html>
`;
}

/** What the place itself asks for is not on the sheet, so it says what else must be kept. */
const login: Readonly<Record<BackupPlace['kind'], string>> = {
  directory: '',
  sftp: '\n<li>The place asks for the private key, too, which is not on this sheet: keep it as well. Name its file in ~/.ssh/config ("IdentityFile") before you call restic.</li>',
  s3: '\n<li>The place asks for its access key, too, which is not on this sheet: keep it as well. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to it before you call restic.</li>',
  rest: '\n<li>If the place asks for a user and a password, keep those as well, for they are not on this sheet. Write them into the address: rest:https://USER:PASSWORD@…</li>',
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
