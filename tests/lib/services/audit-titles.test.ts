import { expect, it } from 'vitest';
import { withTitle } from '@/lib/services/audit-titles';

it.each([
  ['installation/reboot', '"Restart the machine"'],
  ['installation/reboot, because: it is new, and idle', '"Restart the machine", because: it is new, and idle'],
  ['prerequisites/memory, taken back', /^"[A-Z].*", taken back$/],
  ['constants.env', 'constants.env'],
  ['reboot of installation/reboot', 'reboot of installation/reboot'],
])('tells a person the title of a step or a check, not its id: %s', (note, said) => {
  expect(withTitle(note)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said));
});
