import { aptLock as aptLockFact } from '@/lib/facts/apt-lock';
import { chapters } from '../chapters';
import { check } from '../define';

export const aptLock = check({
  id: 'beyond/apt-lock',
  guide: null,
  title: 'apt is free',
  chapter: chapters.beyond,
  needs: () => ({ lock: aptLockFact }),
  outcomes: [
    { outcome: 'warn', when: ({ lock }) => lock !== undefined, message: ({ lock }) => `apt is held by ${lock?.name ?? ''} (pid ${lock?.pid ?? ''}).`, remedy: 'Wait until it ends; the install waits for up to 5 minutes by itself. Do not delete the lock.' },
    { outcome: 'pass', when: () => true, message: () => 'No other process installs packages.' },
  ],
});
