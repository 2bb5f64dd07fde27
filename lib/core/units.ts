/** Decimal gigabytes in bytes: the guide's sizes are decimal. */
export const gb = (count: number): number => count * 1e9;
export const mb = (count: number): number => count * 1e6;

/** Durations in milliseconds. */
export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => count * 60_000;

/** Bytes in the binary unit that `df -h` and `free -h` would print: "31.3 GiB". Negative or NaN gives "unknown size". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return 'unknown size';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length - 1);
  const value = bytes / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** Milliseconds as "850 ms", "4 s", "4 min 12 s", "2 h 5 min". */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return 'unknown time';
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const total = Math.round(milliseconds / 1000);
  const [hours, mins, secs] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  if (hours > 0) return mins > 0 ? `${hours} h ${mins} min` : `${hours} h`;
  if (mins > 0) return secs > 0 ? `${mins} min ${secs} s` : `${mins} min`;
  return `${secs} s`;
}

/** "2026-11-29 17:05 UTC", of milliseconds since 1970: what is stored says when, not how long ago. */
export function utcMinute(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? 'an unknown time' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Usual times are rough: whole minutes from two minutes on, else whole ten seconds. */
export function roughly(milliseconds: number): number {
  const unit = milliseconds >= 120_000 ? 60_000 : 10_000;
  return Math.max(unit, Math.round(milliseconds / unit) * unit);
}

/** "1 file", "3 files": the count with its noun. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
