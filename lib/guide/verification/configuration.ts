import { outsideHttp, type OutsideHttp } from '@/lib/facts/outside-http';
import { chapters } from '../chapters';
import { check } from '../define';
import type { Inputs } from '../inputs';
import { webUrl } from '../urls';

const url = (inputs: Inputs): string => `${webUrl(inputs)}/configuration.json`;

export const configuration = check({
  id: 'verification/configuration',
  guide: null,
  title: 'configuration.json tells browsers the right addresses',
  chapter: chapters.verification,
  needs: (inputs) => ({ answer: outsideHttp(url(inputs), inputs.settings.privateCa) }),
  actual: ({ answer }) => (answer.status === undefined ? (answer.error ?? 'no answer') : `HTTP ${answer.status}`),
  wanted: () => 'a JSON object, with the addresses of the settings where it names any',
  outcomes: [
    { outcome: 'fail', when: ({ answer }) => answer.status !== 200, message: ({ answer }, inputs) => `${url(inputs)} ${answer.status === undefined ? `can't be reached: ${(answer.error ?? '').replace(/\.$/, '')}` : `answers with HTTP ${answer.status}`}.`, remedy: 'Look at the output of the service webserver.' },
    { outcome: 'fail', when: ({ answer }) => parsed(answer) === undefined, message: (_facts, inputs) => `${url(inputs)} is not JSON.`, remedy: 'A WEBSERVER__… variable may not be valid JSON. Look at the output of the service webserver.' },
    { outcome: 'warn', when: ({ answer }, inputs) => strange(answer, inputs).length > 0, message: ({ answer }, inputs) => `It tells browsers ${strange(answer, inputs).join(' and ')}, which is not what the settings say.`, remedy: 'Check WEBSERVER__displayedServerUrls in docker-compose.override.yml and the three *_URL_FOR_EXTERNAL_WORKERS in constants.env.' },
    { outcome: 'pass', when: () => true, message: (_facts, inputs) => `${url(inputs)} is sane.` },
  ],
});

function parsed({ body }: OutsideHttp): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Addresses that it names and that do not lead to the host of the settings. */
function strange(answer: OutsideHttp, { settings: { access } }: Inputs): string[] {
  const named = parsed(answer)?.displayedServerUrls;
  if (typeof named !== 'object' || named === null) return [];
  const wanted: Record<string, string> = access.kind === 'tls' ? { apiServer: access.api, filesServer: access.files } : { apiServer: access.address, filesServer: access.address };
  return Object.entries(named as Record<string, unknown>).flatMap(([key, value]) => {
    const host = wanted[key];
    return host === undefined || (typeof value === 'string' && hostname(value) === host.toLowerCase()) ? [] : [String(value).slice(0, 200)];
  });
}

function hostname(text: string): string | undefined {
  try {
    return new URL(text).hostname.toLowerCase();
  } catch {
    return undefined;
  }
}
