import type { Locator, Page } from 'playwright-core';

/** How an operator works a control. */
export interface Hands {
  press(control: Locator): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
  /** A radio button or a checkbox. */
  choose(option: Locator): Promise<void>;
  /** Of a list, the first option with these words. */
  select(list: Locator, words: string): Promise<void>;
}

const valueOf = async (list: Locator, words: string): Promise<string> => {
  const option = list.locator('option', { hasText: words }).first();
  await option.waitFor({ state: 'attached' });
  return (await option.getAttribute('value')) ?? '';
};

export const mouse: Hands = {
  press: (control) => control.click(),
  type: (field, text) => field.fill(text),
  choose: (option) => option.check(),
  select: async (list, words) => void (await list.selectOption(await valueOf(list, words))),
};

/** What is wrong with where the focus stands: not visible, or covered by a bar. Empty when all is well. */
function judgeFocus(): string {
  const focused = document.activeElement as HTMLElement | null;
  if (!focused || focused === document.body) return '';
  const name = `${focused.tagName.toLowerCase()} “${(focused.getAttribute('aria-label') ?? focused.innerText ?? '').trim().slice(0, 60)}”`;
  // A radio or file field is drawn by its label, which then carries the outline.
  const drawn = [focused, focused.closest('label')].filter((element): element is HTMLElement => element !== null);
  const outlined = drawn.some((element) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
  });
  const box = (drawn.at(-1) ?? focused).getBoundingClientRect();
  if (!outlined) return `${name} shows no focus`;
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
  if (y < 0 || y > window.innerHeight) return `${name} has the focus out of sight`;
  const top = document.elementFromPoint(x, y);
  const same = top === null || drawn.some((element) => element.contains(top) || top.contains(element));
  return same ? '' : `${name} has the focus below “${top.textContent?.trim().slice(0, 40)}”`;
}

/** Tab, Shift Tab, Enter, Space, arrow keys and letters; never the pointer. Keeps what was wrong with a focus on the way. */
export class Keyboard implements Hands {
  readonly complaints = new Set<string>();

  constructor(private readonly page: Page) {}

  async press(control: Locator): Promise<void> {
    await this.reach(control);
    await this.page.keyboard.press('Enter');
  }

  async type(field: Locator, text: string): Promise<void> {
    await this.reach(field);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  /** Of radio buttons Tab reaches the group's checked one, arrows the others. */
  async choose(option: Locator): Promise<void> {
    await this.reach(option, true);
    if ((await option.getAttribute('type')) === 'checkbox') return this.page.keyboard.press('Space');
    for (let step = 0; step < 10 && !(await option.isChecked()); step += 1) await this.page.keyboard.press('ArrowDown');
    if (!(await option.isChecked())) throw new Error(`${String(option)} cannot be chosen by arrow keys.`);
  }

  /** From its first option on, by arrows. */
  async select(list: Locator, words: string): Promise<void> {
    const value = await valueOf(list, words);
    await this.reach(list);
    await this.page.keyboard.press('Home');
    for (let step = 0; step < 100 && (await list.inputValue()) !== value; step += 1) await this.page.keyboard.press('ArrowDown');
    if ((await list.inputValue()) !== value) throw new Error(`"${words}" cannot be chosen by arrow keys.`);
  }

  /** Tabs forward until the control has the focus; from where it is, over the end of the page to its beginning. */
  private async reach(control: Locator, group = false): Promise<void> {
    await control.waitFor({ state: 'attached' });
    const handle = await control.elementHandle();
    const there = () => this.page.evaluate(([target, whole]) => {
      const focused = document.activeElement;
      return focused === target || (whole && focused instanceof HTMLInputElement && target instanceof HTMLInputElement && focused.type === 'radio' && focused.name === target.name);
    }, [handle, group] as const);
    for (let tabs = 0; tabs < 300; tabs += 1) {
      if (await there()) return;
      await this.page.keyboard.press('Tab');
      const complaint = await this.page.evaluate(judgeFocus);
      if (complaint) this.complaints.add(`${new URL(this.page.url()).pathname}: ${complaint}`);
    }
    throw new Error(`${String(control)} was not reached by 300 times Tab on ${this.page.url()}.`);
  }
}
