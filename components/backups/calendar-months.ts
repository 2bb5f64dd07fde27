/** A day of the calendar: how many backups of it stay and go. */
export interface CalendarDay { readonly number: number; readonly stay: number; readonly go: number }
export interface CalendarMonth { readonly name: string; readonly weeks: readonly (readonly (CalendarDay | null)[])[] }

/** The months in which there is a backup, the newest first, in weeks from Monday. `startedAt`: ISO 8601; days are those of `zone`. */
export function monthsOf(marks: readonly { readonly startedAt: string; readonly stays: boolean }[], zone: string): CalendarMonth[] {
  const words = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const byDay = new Map<string, { stay: number; go: number }>();
  for (const { startedAt, stays } of marks) {
    const day = words.format(new Date(startedAt));
    const of = byDay.get(day) ?? { stay: 0, go: 0 };
    of[stays ? 'stay' : 'go'] += 1;
    byDay.set(day, of);
  }
  const months = [...new Set([...byDay.keys()].map((day) => day.slice(0, 7)))].sort().reverse();
  return months.map((month) => {
    const [year = 0, index = 1] = month.split('-').map(Number);
    const length = new Date(Date.UTC(year, index, 0)).getUTCDate();
    const before = (new Date(Date.UTC(year, index - 1, 1)).getUTCDay() + 6) % 7;
    const days = Array.from({ length }, (_, at): CalendarDay => ({ number: at + 1, ...(byDay.get(`${month}-${String(at + 1).padStart(2, '0')}`) ?? { stay: 0, go: 0 }) }));
    const cells = [...Array<null>(before).fill(null), ...days];
    const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, at) => Array.from({ length: 7 }, (_each, place) => cells[at * 7 + place] ?? null));
    return { name: new Date(Date.UTC(year, index - 1, 1)).toLocaleDateString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }), weeks };
  });
}
