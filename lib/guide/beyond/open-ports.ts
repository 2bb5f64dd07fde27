import { firewall, type Firewall } from '@/lib/facts/firewall';
import { chapters } from '../chapters';
import { check } from '../define';
import { allowedPorts, exposureAhead, type Behind } from '../exposure';
import type { Inputs } from '../inputs';
import { filePorts } from '../published-ports';
import { wantedServices } from '../wanted-services';

/** What the check security/ports will find once ClearML runs, told while the files can still be changed. A note: it stops nobody (ADR 0009). */
export const openPorts = check({
  id: 'beyond/open-ports',
  guide: null,
  title: 'Only the necessary ports will be open',
  chapter: chapters.beyond,
  needs: () => ({ firewall }),
  actual: (facts, inputs) => [...ahead(facts, inputs).open, ...ahead(facts, inputs).beside].map(({ port }) => port).join(', ') || 'no other port',
  wanted: (inputs) => (inputs.settings.access.kind === 'http' ? `${listOf(allowedPorts(inputs))} and no other` : 'none but those of the proxy that ends TLS'),
  outcomes: [
    {
      outcome: 'unknown',
      when: (_facts, inputs) => wantedServices(inputs) === null,
      message: (_facts, { files }) => `docker-compose.yml ${files.compose === null ? 'is not supplied' : "can't be read"}, so it is not known which ports ClearML will publish.`,
      remedy: 'Add it on the Materials page.',
    },
    {
      outcome: 'pass', isNote: true,
      when: (facts, inputs) => ahead(facts, inputs).open.length > 0,
      message: (facts, inputs) => `After the installation ${willAnswer(ahead(facts, inputs).open)}, though ${ahead(facts, inputs).open.length === 1 ? 'it' : 'they'} should be closed. ${why(facts, ahead(facts, inputs).open)}${besideToo(ahead(facts, inputs).beside)}`,
      remedy: (facts, inputs) => `${rules} ${binding(ahead(facts, inputs).open, inputs)}`,
    },
    {
      outcome: 'pass', isNote: true,
      when: (facts, inputs) => ahead(facts, inputs).beside.length > 0,
      message: (facts, inputs) => `After the installation ${willAnswer(ahead(facts, inputs).beside)} in plain HTTP, beside TLS. ${why(facts, ahead(facts, inputs).beside)}`,
      remedy: 'After the installation, the page Security of this server shows rules that let only the proxy that ends TLS reach them.',
    },
    { outcome: 'pass', when: () => true, message: () => 'The supplied files publish no port that should be closed, or rules on the server close it already.' },
  ],
});

interface Facts { readonly firewall: Firewall }
const ahead = ({ firewall: { closed } }: Facts, inputs: Inputs) => exposureAhead(inputs, closed);
const most = 8;

const rules = "After the installation, the page Security of this server shows rules that close what Docker publishes (its chain DOCKER-USER), and its finding about open ports offers to put them in place, as a run that you see first.";

function why({ firewall: { ufw } }: Facts, ports: readonly Behind[]): string {
  const it = ports.length === 1 ? 'it' : 'them';
  return `The compose files publish ${it} to all, and ufw${ufw === 'on' ? ', which is on,' : ''} would not close ${it}: Docker passes the ports that it publishes by it.`;
}

const willAnswer = (ports: readonly Behind[]): string => `${listOf(ports.slice(0, most).map(({ port, by }) => `port ${port} (${by})`))}${ports.length > most ? ` and ${ports.length - most} more` : ''} will answer from outside`;

const besideToo = (ports: readonly Behind[]): string => (ports.length === 0 ? '' : ` So will ${listOf(ports.map(({ port }) => port))}, in plain HTTP beside TLS.`);

/** Compose adds an override's ports to the file's own, which hold the port already: only the tag replaces them (Docker, "Merge Compose files"). */
function binding(open: readonly Behind[], inputs: Inputs): string {
  const entry = filePorts(inputs).find(({ port, isLocal }) => !isLocal && port === open[0]?.port);
  const [, published] = /^(?:[\d.]+:)?(\d{1,5}:\d{1,5})(?:\/tcp)?$/.exec(entry?.text ?? '') ?? [];
  const example = published === undefined ? 'with 127.0.0.1 before each port that others do not need' : `with 127.0.0.1:${published} in it`;
  return `Or let only the server itself reach it: in docker-compose.override.yml, give the service its whole list of ports again behind "ports: !override" (Compose 2.24.4 or later), ${example}.`;
}

const listOf = (all: readonly (number | string)[]): string => (all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`);
