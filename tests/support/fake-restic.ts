import { createHash } from 'node:crypto';
import type { Command } from '@/lib/shell/command';
import { isSecret } from '@/lib/core/secret';
import type { Respond } from './fake-host';

type Part = 'mongodb-part' | 'mongodb-verified' | 'elasticsearch-part' | 'elasticsearch-verified' | 'configuration-part' | 'configuration-verified' | 'files-part' | 'files-verified' | 'manifest';

/** What the scripts of a backup do and answer, on a server whose one restic repository is kept in memory. tests/lib/services/backup-restic.test.ts runs the scripts themselves. */
export class FakeRestic {
  /** null: there is none. */
  repository: { id: string; passphrase: string } | null = null;
  snapshots: { id: string; time: string; tags: string[] }[] = [];
  private stored = 0;
  manifest = '';
  /** The server's clock. */
  now: () => number = Date.now;
  /** What was put in place. */
  readonly files = new Map<string, string>();
  /** What steps have left on the server, by name. */
  receipts = new Map<string, string>();
  /** Services that run and write; stopped by a restore. */
  writers: string[] = [];
  /** A script that fails so, once. */
  fails: Partial<Record<Part, number>> = {};
  /** Called before each script; what it answers is the exit code instead. */
  before: (file: string) => number | undefined = () => undefined;

  readonly respond: Respond = (command, process) => {
    const out = (text: string) => process.out(text);
    if (command.kind === 'exec' && command.argv.join(' ') === 'restic version') return this.say(out, 'restic 0.14.0 compiled with go1.19.8 on linux/amd64');
    if (command.kind === 'exec' && command.argv[0] === 'readlink') return this.say(out, command.argv.at(-1) ?? '');
    if (command.kind === 'install') this.files.set(command.path, isSecret(command.content) ? command.content.reveal() : command.content);
    if (command.kind !== 'script') return 0;
    const file = command.file.split('/').at(-1)?.replace(/\.(?:sh|pl)$/, '') ?? '';
    const instead = this.before(file);
    if (instead !== undefined) return instead;
    if (file in this.fails) {
      const code = this.fails[file as Part] ?? 1;
      delete this.fails[file as Part];
      process.error('mongodump ended with exit code 1. Nothing of it counts.\n');
      return code;
    }
    switch (file) {
      case 'docker-list': return this.say(out, JSON.stringify(['mongo', 'elasticsearch', 'redis', ...this.writers].map((name) => ({ Names: [`/${name}`], Labels: { 'com.docker.compose.service': name }, State: 'running', Status: 'Up 2 hours' }))));
      case 'receipt': return this.say(out, this.receipts.get(command.args[0]?.split('/').at(-1) ?? '') ?? '');
      case 'leave-receipt': this.receipts.set(command.args[0] ?? '', passphraseOf(command)); return 0;
      case 'restic-sets': return this.say(out, this.snapshots.filter(({ tags }) => tags.includes('source=manifest')).map((each) => `${this.begun(each.tags)} ${JSON.stringify({ ...each, hostname: 'one' })}`).reverse().slice(Number(command.args[1])).join('\n'));
      case 'restic-collections': return this.say(out, `{"db":"backend","collection":"task","documents":12,"bytes":9}\n{"collections":1,"documents":12,"bytes":9,"archiveBytes":90,"preludeSha256":"${'9'.repeat(64)}"}`);
      case 'restic-contents': return this.say(out, this.contents(command.args[1] ?? ''));
      case 'mongodb-collections': return this.say(out, '{"db":"backend","collection":"task","documents":15}\n{"db":"backend","collection":"newer","documents":2}');
      case 'restic-configuration': return this.say(out, JSON.stringify({ refused: null, files: [{ path: '/opt/allegro/constants.env', state: 'differs', names: ['PASSWORD'] }], more: 0 }));
      case 'restic-folder': return this.say(out, JSON.stringify({ entries: [{ name: 'model', type: 'file', size: 9, mtime: '2026-11-30T04:00:00Z' }], total: 1, more: false }));
      case 'restic-file': return this.say(out, JSON.stringify({ snapshot: '5'.repeat(64), bytes: 9 }));
      case 'restic-file-content': process.out('a model\n\n'); return 0;
      case 'tree-size': return this.say(out, '12 900');
      case 'restic-versions': return this.say(out, 'mongodb 6.0.9\nimage apiserver clearml/apiserver:3.25.0');
      case 'writers-stopped': this.stop(); return 0;
      case 'writers-started': return this.say(out, this.start());
      case 'restic-repository': return this.say(out, this.repository === null ? 'absent' : this.opens(command) ? `there {"version":2,"id":"${this.repository.id}"}\nhost fake` : 'wrong');
      case 'restic-snapshots': return this.say(out, this.repository === null ? 'absent' : JSON.stringify(this.snapshots.filter(({ tags }) => command.args.slice(1).some((set) => tags.includes(`set=${set}`)))));
      case 'restic-manifest': return this.say(out, this.manifest);
      case 'repository': this.repository = { id: 'f'.repeat(64), passphrase: passphraseOf(command) }; return 0;
      case 'mongodb-part': return this.store(command.args[2] ?? '', 'source=mongodb', 'bytes=900', 'mongodump=100.9.4', 'ended=2026-11-30T04:01:30Z');
      case 'mongodb-verified': return this.store(command.args[1] ?? '', 'source=mongodb-proof', `of=${command.args[3]}`, 'collections=3', 'documents=12', 'archive-bytes=1000', `prelude=${'9'.repeat(64)}`);
      case 'destination-place': return this.say(out, `now ${this.now()}\n${['place 2 yes 9000000 10 /dev/vdb', ...command.args.slice(1).map(() => 'data 1 yes 9000 10 /dev/vda')].join('\n')}`);
      case 'file': return this.say(out, this.file(command.args[0] ?? ''));
      case 'inside': return this.say(out, 'answer\n{"status":"green"}\n=== 200\n{"nodes":{"a":{"settings":{"path":{"repo":"/usr/share/elasticsearch/snapshots"}}}}}\n=== 200\n{}\n=== 200');
      case 'elasticsearch-part': return this.store(command.args[2] ?? '', 'source=elasticsearch', 'bytes=500', 'elasticsearch=7.17.18', 'ended=2026-11-30T04:02:30Z');
      case 'elasticsearch-verified': return this.store(command.args[1] ?? '', 'source=elasticsearch-proof', `of=${command.args[3]}`, 'indices=2', 'documents=12', 'archive-bytes=500');
      case 'restic-indices': return this.say(out, this.indices(command.args[1] ?? ''));
      case 'configuration-part': return this.store(command.args[2] ?? '', 'source=configuration', 'bytes=50', 'ended=2026-11-30T04:03:10Z');
      case 'configuration-verified': return this.store(command.args[1] ?? '', 'source=configuration-proof', `of=${command.args[3]}`, 'files=8', 'bytes=40', 'services=12', 'images=9');
      case 'files-part': return this.store(command.args[2] ?? '', 'source=files', 'files=10', 'bytes=700', 'ended=2026-11-30T04:05:30Z');
      case 'files-verified': return this.store(command.args[1] ?? '', 'source=files-proof', `of=${command.args[3]}`, 'files=10', 'bytes=700', 'read=100.0000');
      case 'mounts': return this.say(out, '{"filesystems":[{"target":"/","source":"/dev/vda1","fstype":"ext4","options":"rw","size":9000000000,"avail":9000000000}]}\n=== fstab\n=== units\n=== paths');
      case 'manifest': this.manifest = passphraseOf(command).split('\n')[0] ?? ''; return this.store(command.args[1] ?? '', 'source=manifest');
      case 'prune': this.snapshots = this.snapshots.filter(({ id }) => !command.args.slice(2).includes(id)); return 0;
      default: return 0;
    }
  };

  private readonly stopped: string[] = [];
  stop(): void {
    this.stopped.push(...this.writers.splice(0));
  }

  private start(): string {
    const again = this.stopped.splice(0);
    this.writers.push(...again);
    return again.length === 0 ? 'Nothing had been stopped.' : `Runs and answers again: ${again.join(' ')}`;
  }

  /** When the first part of the set that bears these tags was begun. */
  private begun([set]: readonly string[]): string {
    return this.snapshots.find(({ tags }) => tags[0] === set && tags.includes('source=mongodb'))?.time ?? '-';
  }

  private opens(command: Command): boolean {
    return this.repository?.passphrase === passphraseOf(command);
  }

  private file(path: string): string {
    const text = this.files.get(path);
    return text === undefined ? 'absent' : `644 0:0 root:root ${Buffer.byteLength(text)}\n${createHash('sha256').update(text).digest('hex')}\n${Buffer.from(text).toString('base64')}`;
  }

  private indices(set: string): string {
    const proof = this.snapshots.findLast(({ tags }) => tags.includes(`set=${set}`) && tags.includes('source=elasticsearch-proof'));
    const of = proof?.tags.find((tag) => tag.startsWith('of='))?.slice('of='.length);
    return of === undefined ? 'absent' : JSON.stringify({ of, state: 'SUCCESS', shards: 2, indices: [{ name: 'events', documents: 12 }, { name: 'old', documents: null }] });
  }

  private contents(set: string): string {
    const holds = (source: string) => this.snapshots.some(({ tags }) => tags.includes(`set=${set}`) && tags.includes(`source=${source}`));
    const images = holds('configuration') ? [`image apiserver clearml/apiserver:3.25.0 sha256:${'d'.repeat(64)} -`, 'images 1'] : [];
    const counts = ['project', 'task', 'user'].map((collection) => JSON.stringify({ db: 'backend', collection, documents: 4, bytes: 3 }));
    return [...images, ...(holds('mongodb-proof') ? ['collections', ...counts, `{"collections":3,"documents":12,"bytes":9,"archiveBytes":1000,"preludeSha256":"${'9'.repeat(64)}"}`] : [])].join('\n');
  }

  private store(set: string, ...tags: string[]): number {
    const number = ++this.stored;
    this.snapshots.push({ id: String(number).padStart(64, '0'), time: new Date(Date.UTC(2026, 10, 30, 4, number)).toISOString(), tags: [`set=${set}`, ...tags] });
    return 0;
  }

  private say(out: (text: string) => void, text: string): number {
    out(`${text}\n`);
    return 0;
  }
}

function passphraseOf(command: Command): string {
  if (command.kind !== 'script') return '';
  return isSecret(command.stdin) ? command.stdin.reveal() : (command.stdin ?? '');
}
