/** Whether a dotted version such as "20.10.24+dfsg1" is `least` or later. A text without digits is not. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [numbers(version), numbers(least)];
  if (have.length === 0) return false;
  for (const [index, wanted] of want.entries()) {
    const part = have[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

const numbers = (version: string): number[] => /^v?(\d{1,6}(?:\.\d{1,6})*)/.exec(version.trim())?.[1]?.split('.').map(Number) ?? [];
