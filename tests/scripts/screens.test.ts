import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { stageNames } from '@/components/wizard/stages';
import { fileName, pages, themes, widths } from '../../scripts/screens/pages.mjs';

const folder = 'docs/screens';
/** Shows nothing of its own: it leads to the first open stage. */
const leadsOn = ['/servers/[name]/install'];

/** The app's own routes, each stage of the wizard as one. */
const routes = pagesIn('app').flatMap((file) => {
  const route = `/${path.dirname(path.relative('app', file))}`.replace(/^\/\.$/, '/');
  return route.endsWith('/[stage]') ? stageNames.map((stage) => route.replace('[stage]', stage)) : [route];
});

function pagesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => path.basename(file) === 'page.tsx').map((file) => path.join(directory, file));
}

describe('pictures of every page are kept', () => {
  it.each([...routes.filter((route) => !leadsOn.includes(route)), '/_not-found'])('%s has one', (route) => {
    expect(pages.map((each) => each.route)).toContain(route);
  });

  const wanted = pages.flatMap(({ page }) => widths.flatMap((width) => themes.map((theme) => ({ file: fileName(page, width, theme), width }))));
  test.each(wanted)('$file', ({ file, width }) => {
    const picture = readFileSync(path.join(folder, file));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBe(width);
  });

  it('no other ones, and not too heavy for a clone', () => {
    expect(readdirSync(folder).filter((file) => !wanted.some((each) => each.file === file))).toEqual([]);
    expect(wanted.reduce((sum, { file }) => sum + statSync(path.join(folder, file)).size, 0)).toBeLessThan(12_000_000);
  });
});
