import { showHidden } from '@/components/ui/code';

/** A name as it can be shown: nothing in it is hidden or breaks a line. */
export const nameWords = (name: string): string => showHidden(name).replaceAll('\n', '⏎');
