import { ask } from '@/lib/shell/command';
import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';

export interface OsRelease {
  /** Such as `ubuntu`. */
  readonly id: string;
  /** Such as `22.04`; empty for rolling releases. */
  readonly version: string;
  /** Such as `jammy`; empty when there is none. */
  readonly codename: string;
  /** Such as `Ubuntu 22.04.4 LTS`. */
  readonly name: string;
}

/** Which distribution runs (os-release(5)). */
export const osRelease: ServerFact<OsRelease> = {
  from: 'server',
  id: 'os-release',
  command: ask(['cat', '/etc/os-release'], { why: 'Which distribution and release this is' }),
  parse(answer) {
    const fields = new Map<string, string>();
    for (const line of printed(answer, 'its distribution').split('\n')) {
      const match = /^([A-Z_]+)=(["']?)(.*)\2\s*$/.exec(line);
      if (match?.[1] !== undefined) fields.set(match[1], match[3] ?? '');
    }
    const id = fields.get('ID');
    if (id === undefined) throw new Unreadable('The file /etc/os-release of the server names no distribution.');
    const version = fields.get('VERSION_ID') ?? '';
    return { id, version, codename: fields.get('VERSION_CODENAME') ?? '', name: fields.get('PRETTY_NAME') ?? `${id} ${version}` };
  },
};
