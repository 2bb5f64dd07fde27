import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const source = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
interface Found {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe finds on the page as it stands, each as "where: rule: what, element". */
export async function violations(page: Page, where: string): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate((tags) => (globalThis as unknown as { axe: { run: (root: Document, options: unknown) => Promise<Found> } }).axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), rules);
  return found.violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 5).map(({ html, failureSummary }) => `${where}: ${id}: ${help}: ${html.slice(0, 200)} ${failureSummary?.slice(0, 200) ?? ''}`));
}

/** Opens everything that is folded in the page's main part: details, rows, groups. */
export async function unfold(page: Page): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const opened = await page.evaluate(() => {
      const folded = [...document.querySelectorAll<HTMLElement>('main details:not([open]) > summary, main button[aria-expanded=false]:not([aria-haspopup])')].filter((element) => element.checkVisibility());
      folded.forEach((element) => element.click());
      return folded.length;
    });
    if (opened === 0) return;
    await page.waitForTimeout(150);
  }
}

/**
 * Looks at the page in both themes, wide and narrow, with everything unfolded. A dialog is looked at where it stands;
 * else the same address is opened beside, so that the page itself stays as it was.
 */
export async function inspect(page: Page, name: string): Promise<string[]> {
  if ((await page.getByRole('dialog').count()) > 0) return violations(page, name);
  const beside = await page.context().newPage();
  const found: string[] = [];
  await beside.goto(page.url(), { waitUntil: 'load' });
  await beside.locator('main h1').first().waitFor();
  await beside.locator('[aria-label^="Loading"]').first().waitFor({ state: 'detached' });
  for (const [width, theme] of [[1440, 'light'], [390, 'dark']] as const) {
    await beside.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await beside.setViewportSize({ width, height: 900 });
    await unfold(beside);
    found.push(...(await violations(beside, `${name}, ${width}, ${theme}`)));
    const moves = await beside.evaluate(() => document.getAnimations().length);
    if (moves > 0) found.push(`${name}: ${moves} animations run although less motion was asked for`);
  }
  // 200 % of zoom on a screen of 1440 px, and the narrowest that WCAG asks for.
  for (const width of [720, 320]) {
    await beside.setViewportSize({ width, height: 450 });
    const wider = await beside.evaluate(widest);
    if (wider) found.push(`${name}: wider than a screen of ${width} px: ${wider}`);
  }
  await beside.close();
  return found;
}

/** What makes the page wider than its window; empty when nothing does. */
function widest(): string {
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return '';
  const inside = (element: Element) => { // what scrolls by itself widens nothing
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  const wide = [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5 && !inside(element));
  return `${scrollWidth - clientWidth} px, ${wide.slice(-3).map((element) => element.outerHTML.slice(0, 160)).join(' | ')}`;
}
