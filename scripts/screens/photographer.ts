import { execFile } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { fileName, themes, widths } from './pages.mjs';

const run = promisify(execFile);
const tallest = 5000;

/** Takes one page at both widths in both themes, as the page stands, and leaves it as it was. */
export class Photographer {
  readonly complaints: string[] = [];
  readonly taken = new Set<string>();

  constructor(private readonly page: Page, private readonly folder: string) {}

  async take(name: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await this.page.mouse.move(0, 0); // nothing is hovered over
    for (const width of widths) {
      for (const theme of themes) await this.one(name, width, theme);
    }
    await this.page.setViewportSize({ width: 1440, height: 900 });
    await this.page.emulateMedia({ colorScheme: 'light' });
    this.taken.add(name);
    console.log(`  ${name}`);
  }

  private async one(name: string, width: number, theme: string): Promise<void> {
    const { page } = this;
    const height = width < 600 ? 844 : 900;
    await page.emulateMedia({ colorScheme: theme as 'light' | 'dark', reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.waitForTimeout(250);
    const [wide, tall] = await page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth, document.documentElement.scrollHeight]);
    if (wide! > 0) this.complaints.push(`${name} at ${width}: ${wide} px wider than the screen.`);
    // The window grows to the page, so that bars that stick to its edges are not drawn across the middle. A log keeps its height.
    const covered = (await page.getByRole('dialog').count()) > 0;
    if (!covered && tall! > height) {
      await page.evaluate(() => document.querySelectorAll<HTMLElement>('section[aria-label="Output"], nav[aria-label="Steps of the run"]').forEach((element) => (element.style.height = `${element.offsetHeight}px`)));
      await page.setViewportSize({ width, height: Math.min(tall!, tallest) });
      await page.waitForTimeout(150);
    }
    const file = path.join(this.folder, fileName(name, width, theme));
    await page.screenshot({ path: file });
    await page.evaluate(() => document.querySelectorAll<HTMLElement>('section[aria-label="Output"], nav[aria-label="Steps of the run"]').forEach((element) => element.style.removeProperty('height')));
    await compress(file);
  }
}

let hinted = false;
/** A palette of 64 colours is less than a third of the size. Without pngquant the picture stays as it is. */
async function compress(file: string): Promise<void> {
  const before = (await stat(file)).size;
  await run('pngquant', ['--force', '--ext', '.png', '--skip-if-larger', '--strip', '64', file]).catch((error: { code?: unknown }) => {
    if (error.code === 'ENOENT' && !hinted) console.log(`pngquant is not installed: pictures stay large (${before} bytes the first).`);
    hinted = true;
  });
}
