import { Ban, Circle, CircleCheck, CircleDashed, CircleHelp, CircleSlash, CircleX, EyeOff, Hourglass, Info, LoaderCircle, TriangleAlert, Unplug, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Outcome } from '@/lib/contract/finding';
import type { Verdict } from '@/lib/contract/health';
import type { RunState, StepState } from '@/lib/contract/run';
import type { Server } from '@/lib/contract/server';
import { cn } from './class-names';

export type Tone = 'good' | 'warning' | 'bad' | 'unknown' | 'accent' | 'quiet';
export const toneText: Record<Tone, string> = { good: 'text-good', warning: 'text-warning', bad: 'text-bad', unknown: 'text-unknown', accent: 'text-accent', quiet: 'text-ink-faint' };
export const toneSoft: Record<Tone, string> = { good: 'bg-good-soft', warning: 'bg-warning-soft', bad: 'bg-bad-soft', unknown: 'bg-unknown-soft', accent: 'bg-accent-soft', quiet: 'bg-sunken' };

export interface Look {
  tone: Tone;
  word: string;
  icon: LucideIcon;
  spins?: boolean;
}
export const outcomeLook: Record<Outcome, Look> = {
  pass: { tone: 'good', word: 'Pass', icon: CircleCheck },
  warn: { tone: 'warning', word: 'Warning', icon: TriangleAlert },
  fail: { tone: 'bad', word: 'Fail', icon: CircleX },
  unknown: { tone: 'unknown', word: 'Unknown', icon: CircleHelp },
};
export const runLook: Record<RunState, Look> = {
  queued: { tone: 'quiet', word: 'Queued', icon: Hourglass },
  running: { tone: 'accent', word: 'Running', icon: LoaderCircle, spins: true },
  waiting: { tone: 'warning', word: 'Waiting', icon: Hourglass },
  cancelling: { tone: 'warning', word: 'Cancelling', icon: LoaderCircle, spins: true },
  cancelled: { tone: 'quiet', word: 'Cancelled', icon: Ban },
  failed: { tone: 'bad', word: 'Failed', icon: CircleX },
  interrupted: { tone: 'warning', word: 'Interrupted', icon: TriangleAlert },
  unknown: { tone: 'unknown', word: 'Unknown', icon: CircleHelp },
  done: { tone: 'good', word: 'Done', icon: CircleCheck },
};
export const stepLook: Record<StepState, Look> = {
  pending: { tone: 'quiet', word: 'Later', icon: CircleDashed },
  running: runLook.running,
  'in-place': { tone: 'quiet', word: 'In place already', icon: CircleCheck },
  done: runLook.done,
  waiting: runLook.waiting,
  failed: runLook.failed,
  skipped: { tone: 'quiet', word: 'Skipped', icon: CircleSlash },
  cancelled: runLook.cancelled,
  interrupted: runLook.interrupted,
  unknown: runLook.unknown,
};
export const serverLook: Record<Server['state'], Look> = {
  new: { tone: 'quiet', word: 'New', icon: Circle },
  installing: { tone: 'accent', word: 'Installing', icon: LoaderCircle, spins: true },
  installed: { tone: 'good', word: 'Installed', icon: CircleCheck },
  attention: { tone: 'warning', word: 'Needs attention', icon: TriangleAlert },
  unknown: { tone: 'unknown', word: 'Unknown', icon: CircleHelp },
};

/** A pass that is worth a look. */
export const noteLook: Look = { tone: 'accent', word: 'Note', icon: Info };
export const verdictLook: Record<Verdict, Look> = {
  ill: { tone: 'bad', word: 'Ill', icon: CircleX },
  unreachable: { tone: 'unknown', word: 'Unreachable', icon: Unplug },
  warn: outcomeLook.warn,
  unknown: outcomeLook.unknown,
  note: noteLook,
  well: { tone: 'good', word: 'Well', icon: CircleCheck },
  off: { tone: 'quiet', word: 'Not watched', icon: EyeOff },
};

/** How a server is, in one word: by its health while it is watched, else by how far its installation has come. */
export const lookOfServer = ({ state, health }: Pick<Server, 'state' | 'health'>): Look => (isJudged(health) ? verdictLook[health.verdict] : serverLook[state]);

/** Whether the probes have a say: it is watched. */
export const isJudged = (health: Server['health']): health is NonNullable<Server['health']> => health !== null && health !== undefined && health.verdict !== 'off';

/** Icon and word together: colour never stands alone. `look={runLook[run.state]}`; `word` replaces the usual one. */
export function Status({ look, word, className, iconOnly }: { look: Look; word?: ReactNode; className?: string; /** The word is then only read out. */ iconOnly?: boolean }) {
  const Icon = look.icon;
  return (
    <span className={cn('inline-flex items-baseline gap-1.5 font-medium whitespace-nowrap', toneText[look.tone], className)}>
      <Icon aria-hidden className={cn('size-4 shrink-0 self-center', look.spins && 'motion-safe:animate-spin')} />
      <span className={iconOnly ? 'sr-only' : ''}>{word ?? look.word}</span>
    </span>
  );
}
