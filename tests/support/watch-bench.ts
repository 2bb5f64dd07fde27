import type { Health, Watched } from '@/lib/contract/health';
import type { Probe } from '@/lib/engine/types';
import { defineCheck } from '@/lib/engine/check';
import type { ServerFact } from '@/lib/facts/fact';
import type { Inputs } from '@/lib/guide/inputs';
import { ask } from '@/lib/shell/command';
import type { RunBench } from './run-bench';

/** Passes when the file of its name says "good", warns at "poor", and measures the number behind it as a figure. */
export function fileProbe(name: string, every: number, more: Partial<Probe<Inputs>> = {}): Probe<Inputs> {
  const text: ServerFact<string> = { from: 'server', id: `content:/${name}`, command: ask(['cat', `/${name}`]), parse: ({ stdout }) => stdout };
  const check = defineCheck<Inputs, { text: ServerFact<string> }>({
    id: `test/${name}`, guide: null, title: name, chapter: 'Test',
    needs: () => ({ text }),
    outcomes: [
      { outcome: 'pass', when: (facts) => facts.text.startsWith('good'), message: () => 'It is good.' },
      { outcome: 'pass', isNote: true, when: (facts) => facts.text.startsWith('fair'), message: () => 'It is fair.' },
      { outcome: 'warn', when: (facts) => facts.text.startsWith('poor'), message: () => 'It is poor.', remedy: 'Make it good.' },
      { outcome: 'fail', when: () => true, message: (facts) => `It is "${facts.text}".`, remedy: 'Make it good.' },
    ],
  });
  return { ...check, every, afterMinutes: 1, figures: (facts) => [{ id: `response-time:${name}`, value: Number((facts as unknown as { text: string }).text.split(' ')[1] ?? NaN) }], ...more };
}

export async function healthOf(bench: RunBench): Promise<Health> {
  return bench.work.watcher.health(bench.serverId);
}

export async function findingOf(bench: RunBench, id: string): Promise<Watched> {
  return (await healthOf(bench)).findings.find((finding) => finding.id === id)!;
}

/** Waits until what is watched satisfies `is`. */
export async function untilHealth(bench: RunBench, is: (health: Health) => boolean): Promise<Health> {
  for (const end = performance.now() + 20_000; performance.now() < end; ) {
    const health = await healthOf(bench);
    if (is(health)) return health;
    await bench.told();
  }
  throw new Error(`Not reached: ${JSON.stringify(await healthOf(bench)).slice(0, 3000)}`);
}

/** ClearML is there, so that the server is watched. */
export async function installed(bench: RunBench): Promise<void> {
  await bench.work.repositories.servers.edit(bench.serverId, { state: 'installed' });
  await bench.work.watcher.refresh(bench.serverId);
}
