import { minutes } from '@/lib/core/units';
import { slotFile } from '@/lib/contract/materials';
import { externalUrls } from '@/lib/facts/external-urls';
import { outsideHttp, type OutsideHttp } from '@/lib/facts/outside-http';
import { chapters } from '../chapters';
import { probe } from '../define';
import type { Inputs } from '../inputs';
import { parseEnv } from '../materials/env-file';
import { addressEdits } from '../materials/settings-edits';
import { accessUrls } from '../urls';
import { listed, unused } from '../tls-names';

const path = ({ layout }: Inputs): string => `${layout.base}/${slotFile.constants}`;

export const addresses = probe({
  id: 'security/addresses',
  guide: ['security/tls/5', 'security/tls/6'],
  title: 'ClearML gives its clients the right addresses',
  chapter: chapters.security,
  every: minutes(15),
  afterMinutes: 15,
  needs: (inputs) => ({ lines: externalUrls(path(inputs)), displayed: outsideHttp(`${accessUrls(inputs).web}/configuration.json`, inputs.settings.privateCa) }),
  actual: ({ lines, displayed }) => `${lines === undefined ? 'no constants.env' : (lines.trim().split('\n').join(', ') || 'no addresses')}; displayed: ${JSON.stringify(displayedOf(displayed) ?? {}).slice(0, 300)}`,
  wanted: (inputs) => wanted(inputs).map(({ name, value }) => `${name}=${value}`).join(', '),
  outcomes: [
    unused,
    { outcome: 'fail', when: ({ lines }) => lines === undefined, message: (_facts, inputs) => `${path(inputs)} is not there.`, remedy: 'Install ClearML by its plan, or put the file back.' },
    { outcome: 'fail', when: ({ lines }, inputs) => differing(lines, inputs).length > 0, message: ({ lines }, inputs) => `${path(inputs)} has ${listed(differing(lines, inputs))}.`, remedy: (_facts, inputs) => `Set ${listed(wanted(inputs).map(({ name, value }) => `${name}=${value}`))} and start the services again: the plan of the installation does both.` },
    { outcome: 'unknown', when: ({ displayed }) => displayed.status !== 200 || parsed(displayed) === undefined, message: (_facts, inputs) => `${accessUrls(inputs).web}/configuration.json does not tell which addresses browsers are given.`, remedy: 'See whether the web page answers, and whether each WEBSERVER__… variable is valid JSON.' },
    { outcome: 'fail', when: ({ displayed }, inputs) => strange(displayed, inputs).length > 0, message: ({ displayed }, inputs) => `configuration.json gives browsers ${listed(strange(displayed, inputs))}.`, remedy: 'Set WEBSERVER__displayedServerUrls in docker-compose.override.yml to the two addresses, and start the web server again: the plan of the installation does both.' },
    { outcome: 'pass', when: () => true, message: () => 'constants.env and configuration.json give clients the names of the settings.' },
  ],
});

const wanted = ({ settings, layout }: Inputs): { name: string; value: string }[] => addressEdits(settings, layout).edits.map(({ name, value }) => ({ name, value: value ?? '' }));
/** `https://api.example.com/` and the same without its slash are one address. */
const plain = (text: string): string => text.trim().replace(/\/+$/, '').toLowerCase();

function differing(lines: string | undefined, inputs: Inputs): string[] {
  const { values } = parseEnv(lines ?? '');
  return wanted(inputs).flatMap(({ name, value }) => {
    const found = values.get(name);
    if (found === undefined) return [`no ${name}`];
    return plain(found) === plain(value) ? [] : [`${name}=${found.slice(0, 200)}`];
  });
}

function parsed({ body }: OutsideHttp): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(body) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** `{"displayedServerUrls": {"apiServer": "https://…", "filesServer": "https://…"}}`; undefined where browsers are told nothing. */
function displayedOf(answer: OutsideHttp): Record<string, unknown> | undefined {
  const named = parsed(answer)?.displayedServerUrls;
  return typeof named === 'object' && named !== null ? (named as Record<string, unknown>) : undefined;
}

/** Told nothing, a browser guesses api.<domain> and files.<domain> from app.<domain>: enough for such names only. */
function strange(answer: OutsideHttp, inputs: Inputs): string[] {
  const { web, api, files } = accessUrls(inputs);
  const named = displayedOf(answer);
  const domain = (url: string, head: string) => (url.startsWith(`https://${head}.`) ? url.slice(`https://${head}.`.length) : undefined);
  const isGuessed = domain(web, 'app') !== undefined && domain(web, 'app') === domain(api, 'api') && domain(web, 'app') === domain(files, 'files');
  return Object.entries({ apiServer: api, filesServer: files }).flatMap(([key, url]) => {
    const value = named?.[key];
    if (value === undefined) return isGuessed ? [] : [`no ${key}`];
    return typeof value === 'string' && plain(value) === plain(url) ? [] : [`${key} ${typeof value === 'string' ? value.slice(0, 200) : 'that is no text'}`];
  });
}
