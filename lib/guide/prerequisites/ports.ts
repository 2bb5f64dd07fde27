import { containers as containersFact } from '@/lib/facts/containers';
import type { Container } from '@/lib/facts/containers';
import { listeners as listenersFact, type Listener } from '@/lib/facts/listeners';
import { receipt } from '@/lib/facts/receipt';
import { chapters } from '../chapters';
import { runningFrom } from '../containers-of';
import { check } from '../define';
import type { Inputs } from '../inputs';

export const ports = check({
  id: 'prerequisites/ports',
  guide: 'prerequisites/6',
  title: 'Ports 8080, 8081 and 8008 are free',
  chapter: chapters.prerequisites,
  needs: () => ({ listeners: listenersFact, containers: containersFact, receipt: receipt('installation') }),
  actual(facts, inputs) {
    const takers = taken(facts, inputs);
    return takers.length === 0 ? 'free' : takers.map(({ text }) => text).join(', ');
  },
  wanted: (inputs) => `${wantedPorts(inputs).join(', ')} free, or held by ClearML itself`,
  outcomes: [
    {
      outcome: 'fail',
      when: (facts, inputs) => taken(facts, inputs).some(({ isStopped }) => !isStopped),
      message: (facts, inputs) => sentences(taken(facts, inputs).filter(({ isStopped }) => !isStopped)),
      remedy: 'Stop what holds the port, or move it to another port.',
    },
    {
      outcome: 'warn',
      when: (facts, inputs) => taken(facts, inputs).length > 0,
      message: (facts, inputs) => `${sentences(taken(facts, inputs))} The plan stops it with the previous installation.`,
      remedy: 'Nothing has to be done if that installation may go.',
    },
    { outcome: 'pass', when: ({ containers }, inputs) => wantedPorts(inputs).some((port) => own(port, containers, inputs)), message: () => 'The ports are held by ClearML itself.' },
    { outcome: 'pass', when: () => true, message: (_facts, inputs) => `${wantedPorts(inputs).join(', ')} are free.` },
  ],
});

const wantedPorts = ({ layout: { ports: each } }: Inputs): number[] => [each.web, each.files, each.api, ...(each.proxy === null ? [] : [each.proxy])];

const own = (port: number, containers: readonly Container[] | undefined, { layout }: Inputs): boolean =>
  (containers ?? []).some((container) => container.directory === layout.base && container.state === 'running' && container.ports.includes(port));

interface Taker {
  readonly text: string;
  /** The plan clears it away before the port is needed. */
  readonly isStopped: boolean;
}
interface Facts {
  readonly listeners: readonly Listener[];
  readonly containers: readonly Container[] | undefined;
  readonly receipt: string | undefined;
}

const sentences = (takers: readonly Taker[]): string => `${takers.map(({ text }) => text.charAt(0).toUpperCase() + text.slice(1)).join('. ')}.`;

function taken({ listeners, containers, receipt }: Facts, inputs: Inputs): Taker[] {
  const { base, previousBases } = inputs.layout;
  // With the receipt the step that clears away does nothing more (previous-installation.ts).
  const cleared = receipt === base ? [] : previousBases.flatMap((each) => runningFrom(each, containers));
  return wantedPorts(inputs).flatMap((port): Taker[] => {
    if (own(port, containers, inputs)) return [];
    // Without its userland proxy Docker forwards a port in the kernel, and nothing listens.
    const container = (containers ?? []).find((each) => each.state === 'running' && each.ports.includes(port));
    if (container !== undefined) return [{ text: `port ${port} is taken by the container ${container.name}`, isStopped: cleared.includes(container) }];
    const listener = listeners.find((each) => each.port === port);
    if (listener === undefined) return [];
    return [{ text: `port ${port} is taken by ${listener.process === undefined ? 'a process that the kernel does not name' : `${listener.process.name} (pid ${listener.process.pid})`}`, isStopped: false }];
  });
}
