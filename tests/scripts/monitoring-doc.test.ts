import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guideThresholds } from '@/lib/contract/watch';
import { formatDuration } from '@/lib/core/units';
import { probes } from '@/lib/guide/index';
import { reachServer, reachSudo } from '@/lib/services/workers/watch/reach-probes';

const text = readFileSync('docs/operating/monitoring.md', 'utf8');
/** By id: title, cadence, delay as the page has them, and whether it says when and why. */
const rows = new Map([...text.matchAll(/^\| (.+) `([\w-]+\/[\w-]+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(([, title, id, every, after]) => [id ?? '', { title, every, after }]));

describe('docs/operating/monitoring.md', () => {
  test.each([reachServer, reachSudo, ...probes].map((probe) => [probe.id, probe] as const))('tells of %s as it is', (id, { title, every, afterMinutes }) => {
    expect(rows.get(id), `a row "| ${title} \`${id}\` | ${formatDuration(every)} | ${afterMinutes} min | when it warns or fails | why |"`).toEqual({ title, every: formatDuration(every), after: `${afterMinutes} min` });
  });

  test('tells of nothing that is not watched', () => {
    const sources = readdirSync('lib/guide', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(`lib/guide/${file}`, 'utf8')).join('\n');
    const known = new Set([reachServer.id, reachSudo.id, ...probes.map(({ id }) => id)]);
    expect([...rows.keys()].filter((id) => !known.has(id) && !sources.includes(`'${id}'`))).toEqual([]);
  });

  test('tells each threshold and its default', () => {
    const told = new Map([...text.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| ([\d, ]+) \|/gm)].flatMap(([, names = '', values = '']) => names.split(', ').map((name, at): [string, number] => [name.slice(1, -1), Number(values.split(', ')[at])])));
    expect(Object.fromEntries(told)).toEqual(guideThresholds);
  });
});
