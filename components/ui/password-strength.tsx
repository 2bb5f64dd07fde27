'use client';
import { useEffect, useState } from 'react';
import { cn } from './class-names';
import { toneText, type Tone } from './status';

const words: readonly { tone: Tone; word: string }[] = [
  { tone: 'bad', word: 'Very weak: guessed at once' },
  { tone: 'bad', word: 'Weak: guessed within minutes' },
  { tone: 'warning', word: 'Fair: guessed by somebody who tries' },
  { tone: 'good', word: 'Good' },
  { tone: 'good', word: 'Strong' },
];
const bars: Record<string, string> = { bad: 'bg-bad', warning: 'bg-warning', good: 'bg-good' };

/** How hard a typed password is to guess, with `advice` for a weak one. The estimator and its word lists are loaded when the first letter is typed. */
export function PasswordStrength({ password, advice = 'Use more characters.' }: { password: string; advice?: string }) {
  const [estimate, setEstimate] = useState<number | null>(null);
  useEffect(() => {
    if (password === '') return;
    let stale = false;
    const timer = setTimeout(() => {
      void import('./strength').then(({ estimateStrength }) => !stale && setEstimate(estimateStrength(password)));
    }, 150);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [password]);
  const known = password !== '' && estimate !== null ? words[estimate] : undefined;
  return (
    <div role="status" className="min-h-10">
      <div aria-hidden className="flex gap-1">
        {[0, 1, 2, 3].map((index) => <span key={index} className={cn('h-1 flex-1 rounded-full', known && estimate !== null && index < Math.max(1, estimate) ? bars[known.tone] : 'bg-line')} />)}
      </div>
      {known && <p className={cn('mt-1 text-sm', toneText[known.tone])}>{known.word}. {estimate !== null && estimate < 3 && <span className="text-ink-soft">{advice}</span>}</p>}
    </div>
  );
}
