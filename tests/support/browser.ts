import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium's path, or null where there is none. */
export function findChromium(): string | null {
  return [process.env.CHROMIUM, ...candidates].find((file): file is string => !!file && existsSync(file)) ?? null;
}

/** A real Chromium with a profile of its own. Everything that a page logs or fails at is kept for the test. */
export class Browser {
  readonly problems: string[] = [];
  private constructor(readonly context: BrowserContext, private readonly profile: string) {}

  static async open(options: { width?: number; height?: number; theme?: 'light' | 'dark' } = {}): Promise<Browser> {
    const executablePath = findChromium();
    if (!executablePath) throw new Error('Chromium is not installed.');
    const profile = await mkdtemp(path.join(tmpdir(), 'groundcrew-browser-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      colorScheme: options.theme ?? 'light',
      // What turns without end costs half a core where a processor draws it.
      reducedMotion: 'reduce',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const made = new Browser(context, profile);
    context.on('weberror', (error) => made.problems.push(`error: ${error.error().message}`));
    context.on('console', (message) => {
      if (message.type() === 'error') made.problems.push(`console: ${message.text()}`);
    });
    return made;
  }

  async page(): Promise<Page> {
    return this.context.pages()[0] ?? (await this.context.newPage());
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true });
  }
}
