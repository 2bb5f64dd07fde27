import { useSyncExternalStore } from 'react';

/** More than a screen shows. */
const most = 60;
const never = () => () => undefined;

/** Of a long list, what comes as HTML; the rest is there once the page's code runs. HTML of hundreds of rows took the console most of a second. */
export function useFirst<T>(rows: readonly T[], isAlways: (row: T) => boolean = () => false): readonly T[] {
  const isHtml = useSyncExternalStore(never, () => false, () => true);
  return isHtml ? rows.filter((row, index) => index < most || isAlways(row)) : rows;
}
