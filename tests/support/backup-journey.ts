import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import type { Console } from './console';
import { mouse, type Hands } from './hands';
import type { Seen } from './journey';

/** Another machine by SFTP, as it is entered. `fingerprint`: of its host key, as its own screen tells it ("SHA256:…"). */
export interface SftpEntry {
  readonly host: string;
  readonly user: string;
  readonly path: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Milliseconds that a run may take; a fifth of it where the machine has nothing else to do. */
const longestRun = 480_000;

/** The operator's way through the pages of backups and restores, by what they see: labels, buttons, headings. */
export class BackupJourney {
  constructor(private readonly page: Page, private readonly console_: Console, private readonly server: string, private readonly seen: Seen, private readonly hands: Hands = mouse) {}

  private button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
  private field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }
  private async open(place = ''): Promise<void> {
    await this.page.goto(`${this.console_.url}/servers/${this.server}/backups${place}`);
  }

  /** Another machine by SFTP: its host key is compared with what its own screen says, and pinned. */
  private async enterSftp({ host, user, path, key, fingerprint }: SftpEntry): Promise<void> {
    const { page, hands } = this;
    await hands.select(this.field('Kind of place'), 'SFTP');
    await hands.type(this.field('Host'), host);
    await hands.type(this.field('User'), user);
    await hands.type(this.field('Directory there'), path);
    await hands.press(this.button('Show its host key'));
    await page.getByLabel(fingerprint).waitFor();
    await hands.press(this.button(/pin it$/));
    await page.getByText('This key is pinned.').waitFor();
    await hands.type(this.field('Private key'), key);
    await this.seen('backups-first');
  }

  /** Adds the first place; the passphrase that the page makes and shows, to be kept. */
  async addSftp(entry: SftpEntry): Promise<string> {
    await this.open();
    await this.enterSftp(entry);
    return this.keepPassphrase();
  }

  /** A directory on another file system of the server, as the first place; the passphrase that is made for it. */
  async addDirectory(directory: string): Promise<string> {
    await this.open();
    await this.hands.type(this.field('Directory'), directory);
    await this.seen('backups-first');
    return this.keepPassphrase();
  }

  private async keepPassphrase(): Promise<string> {
    const { page, hands } = this;
    await hands.press(this.button('Save the destination'));
    const shown = page.getByRole('group', { name: 'The passphrase' });
    await shown.waitFor();
    await this.seen('backups-passphrase');
    const kept = (await shown.locator('code').first().innerText()).trim();
    await hands.choose(page.getByLabel('I have kept it'));
    await hands.press(this.button('Go on to the backups'));
    await page.getByRole('link', { name: 'Back up now' }).waitFor();
    return kept;
  }

  /** On a server that never made a backup: finds those that lie at a place, by its passphrase. The server has no restic to look with, until the page has it installed. */
  async findElsewhere(entry: SftpEntry, passphrase: string): Promise<void> {
    const { page, hands } = this;
    await this.open();
    await hands.press(page.getByRole('link', { name: 'Restore a backup made elsewhere' }));
    // The page that is left has the same fields.
    await page.waitForURL('**/backups/restore');
    await this.button('Look for backups there').waitFor();
    await this.enterSftp(entry);
    await hands.type(this.field('The passphrase').and(page.locator('input')), passphrase);
    await hands.press(this.button('Look for backups there'));
    await hands.press(this.button('Install restic on the server'));
    // What was entered, the key and the passphrase too, is sent once more by itself.
    await this.field('Backup').waitFor({ timeout: longestRun });
  }

  /** Looks at what a backup does, starts it and watches it end; its run's id, which is the set's. `copyTo`: words of the second destination, to which it is copied. */
  async backUp(copyTo?: string): Promise<string> {
    const { page, hands } = this;
    await this.open();
    await hands.press(page.getByRole('link', { name: 'Back up now' }));
    if (copyTo !== undefined) await hands.select(this.field('And copy to'), copyTo);
    await page.getByRole('button', { name: 'Start the backup', disabled: false }).waitFor();
    await this.seen('backups-now');
    await hands.press(this.button('Start the backup'));
    const run = await this.runEnds();
    await this.open();
    await page.getByRole('table', { name: 'Backups', exact: true }).getByRole('link', { name: /^Restore the backup/ }).first().waitFor();
    await this.seen('backups');
    return run;
  }

  /** The pages by which a backup that lies there is used: what a drill would do, and a restore, of which the latter is asked for and not begun; the files in it. */
  async lookAtUses(): Promise<void> {
    const { page, hands } = this;
    const follow = async (link: RegExp, place: string, there: Locator) => {
      await this.open();
      await hands.press(page.getByRole('link', { name: link }).first());
      // The page that is left has a table and buttons, too.
      await page.waitForURL(`**/backups/${place}?*`);
      await there.waitFor();
      await this.seen(`backups-${place}`);
    };
    await follow(/^Drill the backup/, 'drill', page.getByRole('button', { name: 'Start the drill', disabled: false }));
    await follow(/^Files of the backup/, 'files', page.getByText('project').first());
    await this.open();
    await hands.press(page.getByRole('link', { name: /^Restore the backup/ }).first());
    await hands.press(this.button('Look what it would do'));
    await page.getByText('All that was done in ClearML since is lost.').waitFor();
    await this.seen('backups-restore');
    await hands.press(page.getByRole('button', { name: 'Restore this backup…', disabled: false }));
    await page.getByRole('dialog').getByLabel(`Type ${this.server} to confirm`).waitFor();
    await this.seen('backups-restore-confirm');
    await page.keyboard.press('Escape');
    await this.open();
    await hands.press(page.getByText('Set up the schedule'));
    await page.getByRole('table', { name: /^Backups of / }).first().waitFor();
    await this.seen('backups-schedule');
  }

  /** A drill and a restore of the newest backup, of which the server gives no file back: how both end, and what the pages say then. */
  async lookAtDamage(): Promise<void> {
    const { page, hands } = this;
    await this.open();
    await hands.press(page.getByRole('link', { name: /^Drill the backup/ }).first());
    await hands.press(page.getByRole('button', { name: 'Start the drill', disabled: false }));
    await this.runStops();
    await this.open();
    await page.getByText(/damaged/i).first().waitFor();
    await this.seen('backups-damaged');
    await hands.press(page.getByRole('link', { name: /^Restore the backup/ }).first());
    await hands.choose(page.getByRole('radio', { name: /Do not save it/ }));
    await hands.type(this.field('Why it need not be saved'), 'Nothing on this server is needed.');
    await this.begin(() => Promise.resolve());
    await this.runStops();
    await this.seen('restore-stopped');
  }

  /** Looks at what the restore would do, and begins it with the name typed. */
  private async begin(seen: Seen): Promise<void> {
    const { page, hands } = this;
    await hands.press(this.button('Look what it would do'));
    await page.getByText('All that was done in ClearML since is lost.').waitFor();
    await seen('backups-restore');
    await hands.press(page.getByRole('button', { name: 'Restore this backup…', disabled: false }));
    const dialog = page.getByRole('dialog');
    const start = dialog.getByRole('button', { name: 'Restore', exact: true });
    await hands.type(dialog.getByLabel(`Type ${this.server} to confirm`), this.server);
    await seen('backups-restore-confirm');
    await hands.press(start);
  }

  /** What the browser is given of a file that lies in the newest backup, below these folders. */
  async download(folders: readonly string[], file: string): Promise<Buffer> {
    const { page, hands } = this;
    await this.open();
    await hands.press(page.getByRole('link', { name: /^Files.* of the backup/ }).first());
    await page.waitForURL('**/backups/files?*');
    for (const folder of folders) await hands.press(page.getByRole('link', { name: folder, exact: true }));
    const given = page.waitForEvent('download');
    given.catch(() => undefined);
    await hands.press(page.getByRole('button', { name: `Download ${file}`, exact: true }));
    const download = await given;
    const failure = await download.failure();
    if (failure !== null) throw new Error(`The browser did not get the file: ${failure}`);
    return readFileSync(await download.path());
  }

  /** Restores the newest backup of `from`, behind `findElsewhere`, without saving what is there; what is lost is shown first, and the name typed. */
  async restore(from: string): Promise<void> {
    const { page, hands } = this;
    await hands.select(this.field('Backup'), `of ${from}`);
    await hands.choose(page.getByRole('radio', { name: /Do not save it/ }));
    await hands.type(this.field('Why it need not be saved'), 'It was installed just now and holds nothing.');
    await this.begin(this.seen);
    await this.runEnds();
  }

  private async runStops(): Promise<Locator> {
    await this.page.waitForURL('**/runs/*');
    const state = this.page.getByRole('main').locator('header').getByText(/^(Done|Failed|Interrupted|Cancelled|Waiting)$/);
    await state.waitFor({ timeout: longestRun });
    return state;
  }

  /** Watches the run of the page that comes until it moves no further. */
  private async runEnds(): Promise<string> {
    const { page } = this;
    const state = await this.runStops();
    const [said, sentence] = [await state.innerText(), await page.locator('main header p').first().innerText()];
    const failure = page.getByRole('region', { name: 'What went wrong' });
    if (said !== 'Done') throw new Error(`The run is ${said}: ${sentence} ${(await failure.count()) > 0 ? await failure.innerText() : ''}`);
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  }
}
