import type { AttemptStatus } from '@/lib/shell/host';
import { fail } from './failures';
import type { Target } from './failures';

/** Reads what `print_status` of status.sh says. @throws GroundcrewError `remote.garbled` */
export function parseStatus(text: string, target: Target): AttemptStatus {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at > 0) values.set(line.slice(0, at), line.slice(at + 1).trim());
  }
  const number = (name: string): number | null => {
    const value = values.get(name);
    return value !== undefined && /^\d{1,16}$/.test(value) ? Number(value) : null;
  };
  const bootId = (name: string): string | null => {
    const value = values.get(name);
    return value !== undefined && /^[0-9a-f-]{32,36}$/.test(value) ? value : null;
  };
  const currentBootId = bootId('current');
  if (currentBootId === null || !values.has('active')) throw fail('remote.garbled', target, { detail: text });
  return {
    claimed: values.get('claimed') === '1',
    active: values.get('active') === '1',
    exitCode: number('exit'),
    bootId: bootId('boot'),
    currentBootId,
    logSize: number('size') ?? 0,
    commandIndex: number('command'),
    commandStarts: parseStarts(values.get('began') ?? ''),
    startedAt: number('started'),
    endedAt: number('ended'),
  };
}

/** "0 1700000000000,1 1700000000500,": the index of each command and when it began. */
function parseStarts(text: string): (number | null)[] {
  const starts: (number | null)[] = [];
  for (const [, index = '', at = ''] of text.matchAll(/(\d{1,3}) (\d{13})(?=,|$)/g)) starts[Number(index)] = Number(at);
  return Array.from(starts, (at) => at ?? null);
}
