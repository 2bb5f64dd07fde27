import { formatDuration, seconds } from '@/lib/core/units';
import type { Probe } from '@/lib/engine/types';
import { webAnswers, type WebAnswer, type WebAnswers } from '@/lib/facts/web-answers';
import { chapters } from './chapters';
import { containerWord, logsCommand, publisherWord } from './container-word';
import { probe } from './define';
import type { Inputs } from './inputs';
import { localUrl } from './urls';

type Service = 'apiserver' | 'webserver' | 'fileserver';
type Facts = Readonly<{ answers: ReadonlyMap<string, WebAnswers> }>;

/** One of the guide's three services, asked through the proxy where the layout has one, with its response time (guide, Service Availability). */
export function serviceProbe(service: Service, title: string, line: string): Probe<Inputs> {
  const question = (inputs: Inputs) => questionsOf(inputs).find((each) => each.service === service) ?? { service, url: '', status: 200, port: 0, otherPort: 0, other: '' };
  const first = ({ answers }: Facts, inputs: Inputs): WebAnswer => answers.get(question(inputs).url)?.first ?? { status: undefined, error: 'it was not asked', milliseconds: 0 };
  const other = ({ answers }: Facts, inputs: Inputs): WebAnswer | undefined => answers.get(question(inputs).url)?.other;
  const isWell = (facts: Facts, inputs: Inputs) => first(facts, inputs).status === question(inputs).status;
  return probe({
    id: `monitoring/${service}`,
    guide: [line, 'monitoring/availability/4'],
    title,
    chapter: chapters.monitoring,
    every: seconds(60),
    afterMinutes: 1,
    vital: true,
    explains: ['security/answers'],
    // All three in one process, at the same time.
    needs: (inputs) => ({ answers: webAnswers(questionsOf(inputs)) }),
    actual: (facts, inputs) => said(first(facts, inputs)),
    wanted: (inputs) => `HTTP ${question(inputs).status} from ${question(inputs).url} within ${formatDuration(inputs.thresholds.responseWarnMs)}`,
    figures: (facts, inputs) => (first(facts, inputs).status === undefined ? [] : [{ id: `response-time:${service}`, value: first(facts, inputs).milliseconds }]),
    outcomes: [
      { outcome: 'pass', when: (facts, inputs) => isWell(facts, inputs) && first(facts, inputs).milliseconds <= inputs.thresholds.responseWarnMs, message: (facts, inputs) => `${question(inputs).url} answers with ${said(first(facts, inputs))}.` },
      {
        outcome: 'warn',
        when: isWell,
        message: (facts, inputs) => `${question(inputs).url} answers, but takes ${formatDuration(first(facts, inputs).milliseconds)}; more than ${formatDuration(inputs.thresholds.responseWarnMs)} is slow.`,
        remedy: (_facts, inputs) => `Look at the load and the memory of the server, and at the output of the service ${service} (${logsCommand(containerWord([service], inputs))}).`,
      },
      {
        outcome: 'warn',
        when: (facts, inputs) => question(inputs).port !== question(inputs).otherPort && (other(facts, inputs)?.status ?? 500) < 500,
        message: (facts, inputs) => `The service ${service} answers on its own port ${question(inputs).otherPort} (HTTP ${other(facts, inputs)?.status ?? ''}), but ${question(inputs).url} ${failing(first(facts, inputs))}.`,
        remedy: (_facts, inputs) => proxyRemedy(inputs),
      },
      { outcome: 'fail', when: () => true, message: (facts, inputs) => `${question(inputs).url} ${failing(first(facts, inputs))}; HTTP ${question(inputs).status} is expected.`, remedy: (_facts, inputs) => `Look at the output of the service ${service} (${logsCommand(containerWord([service], inputs))}), and with "docker ps --all" whether its container runs.` },
    ],
  });
}

function proxyRemedy(inputs: Inputs): string {
  const { proxy } = inputs.layout.ports;
  if (proxy === null) return `The web server passes these requests on. Look at the output of the service webserver (${logsCommand(containerWord(['webserver'], inputs))}).`;
  return `Look at the output of the proxy in front of the services, which publishes port ${proxy} (${logsCommand(publisherWord(proxy, inputs))}), and with "docker ps --all" whether its container runs.`;
}

/** What is asked of the three services, and each one's own port besides: it tells whether the proxy is to blame. */
function questionsOf({ layout: { probes, ports } }: Inputs) {
  const own = { apiserver: [ports.api, '/debug.ping'], webserver: [ports.web, '/'], fileserver: [ports.files, '/'] } as const;
  return probes.map(({ service, port, path, status }) => {
    const [otherPort, otherPath] = own[service as Service];
    return { service, port, otherPort, url: localUrl(port, path), status, other: localUrl(otherPort, otherPath) };
  });
}

const said = ({ status, error, milliseconds }: WebAnswer): string => (status === undefined ? (error ?? 'no answer') : `HTTP ${status} in ${formatDuration(milliseconds)}`);
const failing = ({ status, error }: WebAnswer): string => (status === undefined ? `does not answer: ${error ?? 'no reason is told'}` : `answers with HTTP ${status}`);
