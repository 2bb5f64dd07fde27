import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/core/ids';
import { secret } from '@/lib/core/secret';
import { chapterOf, installation, preflight, probes, verification } from '@/lib/guide';
import { backupSteps } from '@/lib/guide/backups/steps';
import { restoreSteps } from '@/lib/guide/restore/steps';
import lines from '@/lib/guide/lines.json';

const entries = [...preflight, ...installation, ...verification, ...probes];
const wanted = { run: newId(), set: newId(), parts: ['mongodb', 'elasticsearch', 'files'] as const, destination: { directory: '/mnt/backup', passphrase: secret('x'), repositoryId: null } };
/** With what is begun from a page of its own. */
const all = [...entries, ...backupSteps(wanted), ...restoreSteps(wanted)];
const guideLines = (guide: string | readonly string[] | null): readonly string[] => (guide === null ? [] : typeof guide === 'string' ? [guide] : guide);

describe('the table of contents', () => {
  it('claims each line that is due by 0.3', () => {
    const claimed = new Set(all.flatMap(({ guide }) => guideLines(guide)));
    expect(lines.filter(({ id, due }) => ['0.1', '0.2', '0.3'].includes(due) && !claimed.has(id))).toEqual([]);
  });

  it('claims only lines that the guide has', () => {
    const known = new Set(lines.map(({ id }) => id));
    expect(all.filter(({ guide }) => guideLines(guide).some((line) => !known.has(line))).map(({ id }) => id)).toEqual([]);
  });

  it('names each line and each entry once, and gives each a heading', () => {
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    for (const entry of entries) expect(chapterOf(entry)).toMatch(/^[A-Z]/);
  });

  it('gives each probe a cadence that it can keep, and lets it explain only what is there', () => {
    for (const { id, every, afterMinutes, explains = [] } of probes) {
      expect(every, id).toBeGreaterThanOrEqual(30_000);
      expect(afterMinutes, id).toBeLessThanOrEqual(1440);
      for (const other of explains) expect(probes.some((each) => each.id === other || ((other === '' || other.endsWith('/')) && each.id.startsWith(other))), `${id} explains ${other}`).toBe(true);
    }
  });

  it('lists every file of the chapters exactly once', () => {
    const index = readFileSync('lib/guide/index.ts', 'utf8');
    const folders = ['prerequisites', 'beyond', 'installation', 'verification', 'monitoring', 'security', 'insides', 'machine', 'drift'] as const;
    const files = folders.filter((folder) => existsSync(`lib/guide/${folder}`)).flatMap((folder) => readdirSync(`lib/guide/${folder}`).filter((name) => name.endsWith('.ts')).map((name) => `./${folder}/${name.replace(/\.ts$/, '')}`));
    const imported = [...index.matchAll(/^import \{ (\w+) \} from '(\.\/[a-z]+\/[a-z-]+)';$/gm)];
    expect(imported.map(([, , path]) => path).sort()).toEqual(files.sort());
    const body = index.slice(index.lastIndexOf('import '));
    for (const [, name] of imported) expect(body.slice(body.indexOf('\n')).match(new RegExp(`\\b${name ?? ''}\\b`, 'g')), name).toHaveLength(1);
    expect(entries).toHaveLength(files.length);
  });
});
