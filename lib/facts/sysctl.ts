import { ask } from '@/lib/shell/command';
import { whole } from './answer';
import { Unreadable, type ServerFact } from './fact';

/** Live kernel settings; one that the kernel does not know is missing (sysctl(8)). */
export function sysctl(keys: readonly string[]): ServerFact<ReadonlyMap<string, string>> {
  return {
    from: 'server',
    id: `sysctl:${keys.join(',')}`,
    command: ask(['/sbin/sysctl', '-e', ...keys], { why: 'The kernel settings as they are now' }),
    parse(answer) {
      const { exitCode, stdout } = whole(answer, 'its kernel settings');
      const found = new Map<string, string>();
      for (const line of stdout.split('\n')) {
        const match = /^([\w.-]{1,100}) = (.{0,200})$/.exec(line);
        if (match?.[1] !== undefined && keys.includes(match[1])) found.set(match[1], match[2] ?? '');
      }
      if (found.size === 0 && exitCode !== 0) throw new Unreadable('The server does not tell its kernel settings: sysctl is missing or refused.');
      return found;
    },
  };
}
