import { describe } from 'vitest';
import type { Command } from '@/lib/shell/command';
import { FakeServer } from '@/tests/support/fake-host';
import { hostContract } from '@/tests/support/host-contract';
import { ask, sudo } from '@/lib/shell/command';

describe('the server in memory keeps the contract of Host', () => {
  let lines = 0;
  const server = new FakeServer(async (command, process) => {
    const out = (text: string) => process.out(text);
    const [name, argument = ''] = command.kind === 'exec' ? command.argv : [];
    if (name === 'say') out(`${argument}\n`);
    if (name === 'append') lines++;
    if (name === 'fail') return Number(argument);
    if (name === 'forever') await new Promise((resolve) => process.aborted.addEventListener('abort', resolve));
    if (name === 'count') {
      for (let n = 1; n <= Number(argument); n++) {
        out(`${n}\n`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    return 0;
  });
  const command = (...argv: [string, ...string[]]): Command => sudo(argv);
  hostContract({
    connect: () => server.connect(),
    cut: () => server.cut(),
    lines: () => Promise.resolve(lines),
    back: () => Promise.resolve(),
    commands: {
      say: (text) => ask(['say', text]), fail: (code) => command('fail', String(code)), append: () => command('append'),
      forever: () => command('forever'), countTo: (count) => command('count', String(count)),
    },
  });
});
