import type { Check } from '@/lib/engine/types';
import { serverHttp, type ServerHttp } from '@/lib/facts/server-http';
import { chapters } from './chapters';
import { containerWord, logsCommand, publisherWord } from './container-word';
import { check } from './define';
import type { Inputs } from './inputs';
import { localUrl } from './urls';

/** One of the layout's probes, asked on the server; the service's own port tells whether the proxy is to blame. */
export function probeCheck(service: string, title: string, guide: string | null, ownPort: (inputs: Inputs) => number): Check<Inputs> {
  const probe = ({ layout }: Inputs) => layout.probes.find((each) => each.service === service);
  const url = (inputs: Inputs) => localUrl(probe(inputs)?.port ?? 0, probe(inputs)?.path ?? '/');
  const fits = (answer: ServerHttp, inputs: Inputs) => answer.status === probe(inputs)?.status;
  return check({
    id: `verification/probe-${service}`,
    guide,
    title,
    chapter: chapters.verification,
    needs: (inputs) => ({ probe: serverHttp({ url: url(inputs) }), own: serverHttp({ url: localUrl(ownPort(inputs), '/') }) }),
    actual: ({ probe: answer }) => (answer.status === undefined ? (answer.error ?? 'no answer') : `HTTP ${answer.status}`),
    wanted: (inputs) => `HTTP ${probe(inputs)?.status ?? ''} from ${url(inputs)}`,
    outcomes: [
      { outcome: 'pass', when: ({ probe: answer }, inputs) => fits(answer, inputs), message: (_facts, inputs) => `${url(inputs)} answers with HTTP ${probe(inputs)?.status ?? ''}.` },
      {
        outcome: 'warn',
        when: ({ own }) => own.status !== undefined && own.status < 500,
        message: ({ probe: answer, own }, inputs) => `${service} answers on its own port ${ownPort(inputs)} (HTTP ${own.status ?? ''}), but ${url(inputs)} ${answer.status === undefined ? 'does not answer' : `answers with HTTP ${answer.status}`}.`,
        remedy: (_facts, inputs) => `The proxy in front of the services is missing or not ready. Look at its output: ${logsCommand(publisherWord(probe(inputs)?.port ?? 0, inputs))}.`,
      },
      { outcome: 'fail', when: () => true, message: ({ probe: answer }, inputs) => `${url(inputs)} ${answer.status === undefined ? `does not answer: ${answer.error ?? ''}` : `answers with HTTP ${answer.status}`}.`, remedy: (_facts, inputs) => `Look at the output of the service ${service}: ${logsCommand(containerWord([service], inputs))}.` },
    ],
  });
}
