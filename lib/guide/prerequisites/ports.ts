import { containers as containersFact } from '@/lib/facts/containers';
import type { Container } from '@/lib/facts/containers';
import { listeners as listenersFact, type Listener } from '@/lib/facts/listeners';
import { chapters } from '../chapters';
import { check } from '../define';
import type { Inputs } from '../inputs';

export const ports = check({
  id: 'prerequisites/ports',
  guide: 'prerequisites/6',
  title: 'Ports 8080, 8081 and 8008 are free',
  chapter: chapters.prerequisites,
  needs: () => ({ listeners: listenersFact, containers: containersFact }),
  actual(facts, inputs) {
    const takers = taken(facts.listeners, facts.containers, inputs);
    return takers.length === 0 ? 'free' : takers.join(', ');
  },
  wanted: (inputs) => `${wantedPorts(inputs).join(', ')} free, or held by ClearML itself`,
  outcomes: [
    {
      outcome: 'fail',
      when: ({ listeners, containers }, inputs) => taken(listeners, containers, inputs).length > 0,
      message: ({ listeners, containers }, inputs) => `${taken(listeners, containers, inputs).map((text) => text.charAt(0).toUpperCase() + text.slice(1)).join('. ')}.`,
      remedy: 'Stop what holds the port, or move it to another port.',
    },
    { outcome: 'pass', when: ({ containers }, inputs) => wantedPorts(inputs).some((port) => own(port, containers, inputs)), message: () => 'The ports are held by ClearML itself.' },
    { outcome: 'pass', when: () => true, message: (_facts, inputs) => `${wantedPorts(inputs).join(', ')} are free.` },
  ],
});

const wantedPorts = ({ layout: { ports: each } }: Inputs): number[] => [each.web, each.files, each.api, ...(each.proxy === null ? [] : [each.proxy])];

const own = (port: number, containers: readonly Container[] | undefined, { layout }: Inputs): boolean =>
  (containers ?? []).some((container) => container.directory === layout.base && container.state === 'running' && container.ports.includes(port));

function taken(listeners: readonly Listener[], containers: readonly Container[] | undefined, inputs: Inputs): string[] {
  return wantedPorts(inputs).flatMap((port) => {
    if (own(port, containers, inputs)) return [];
    // Without its userland proxy Docker forwards a port in the kernel, and nothing listens.
    const container = (containers ?? []).find((each) => each.state === 'running' && each.ports.includes(port));
    if (container !== undefined) return [`port ${port} is taken by the container ${container.name}`];
    const listener = listeners.find((each) => each.port === port);
    if (listener === undefined) return [];
    return [`port ${port} is taken by ${listener.process === undefined ? 'a process that the kernel does not name' : `${listener.process.name} (pid ${listener.process.pid})`}`];
  });
}
