import { printed } from './answer';
import { Unreadable, type ServerFact } from './fact';
import { reading } from './script-fact';

export interface Clock {
  readonly synchronized: boolean;
  /** Whether a time service is there that could be switched on, and whether it is. */
  readonly canSynchronize: boolean;
  readonly switchedOn: boolean;
  /** Milliseconds between this clock and the time servers', without sign; `undefined` when no time service tells. */
  readonly offset: number | undefined;
}

/** How far the clock is off, as the server's own time service tells it (chronyc(1), tracking; timedatectl(1), timesync-status and show). */
export const clock: ServerFact<Clock> = {
  from: 'server',
  id: 'clock',
  command: reading('clock', [], 'login', 'How far the clock is off'),
  parse(answer) {
    const [, chrony = '', timesyncd = '', kernel = ''] = printed(answer, 'its time service').split(/^=== \w+\n/m);
    const is = (name: string) => new RegExp(`^${name}=yes$`, 'm').test(kernel);
    if (!/^NTPSynchronized=/m.test(kernel)) throw new Unreadable('The server does not tell whether its clock is synchronised.');
    return { synchronized: is('NTPSynchronized'), canSynchronize: is('CanNTP'), switchedOn: is('NTP'), offset: chronyOffset(chrony) ?? timesyncdOffset(timesyncd) };
  },
};

/** The fifth of fourteen columns: seconds. The last one says whether it is synchronised. */
function chronyOffset(text: string): number | undefined {
  const columns = text.trim().split(',');
  if (columns.length !== 14 || columns[13] === 'Not synchronised' || !/^[+-]?\d{1,12}\.\d+$/.test(columns[4] ?? '')) return undefined;
  return Math.abs(Number(columns[4])) * 1000;
}

const inMilliseconds: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, min: 60_000, h: 3_600_000 };

/** "Offset: +1min 2.345s" */
function timesyncdOffset(text: string): number | undefined {
  const offset = /^\s*Offset: [+-]?((?:\d{1,9}(?:\.\d+)?(?:us|ms|s|min|h)\s*){1,4})$/m.exec(text)?.[1];
  if (offset === undefined) return undefined;
  return [...offset.matchAll(/([\d.]+)(us|ms|min|s|h)/g)].reduce((sum, [, number, unit = '']) => sum + Number(number) * (inMilliseconds[unit] ?? 0), 0);
}
