import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { Status } from '@/components/ui/status';
import type { ConnectionTest } from '@/lib/contract/server';

type StageName = ConnectionTest['stages'][number]['stage'];
const titles: Record<StageName, string> = { name: 'Find the address', tcp: 'Reach the port', 'host-key': 'Check the host key', login: 'Sign in', shell: 'Run a command', sudo: 'Become root' };
const order = Object.keys(titles) as StageName[];

const looks = {
  pass: { tone: 'good', word: 'Pass', icon: CircleCheck },
  fail: { tone: 'bad', word: 'Stopped', icon: CircleX },
  skipped: { tone: 'quiet', word: 'Not tried', icon: CircleDashed },
  asking: { tone: 'accent', word: 'Trying', icon: LoaderCircle, spins: true },
} as const;

/** How far a test came; all stages from the start, so that nothing jumps. */
export function TestStages({ test, isPending }: { test: ConnectionTest | null; isPending: boolean }) {
  return (
    <ol aria-label="Stages of the connection test" className="rounded-lg border border-line bg-surface">
      {order.map((name, index) => {
        const stage = isPending ? undefined : test?.stages.find((each) => each.stage === name);
        // A host key that nobody has confirmed yet is a question, not a failure.
        const isQuestion = name === 'host-key' && stage?.outcome === 'fail' && test?.hostKey === 'first-use';
        const look = isPending ? (index === 0 ? looks.asking : looks.skipped) : looks[stage?.outcome ?? 'skipped'];
        return (
          <li key={name} className="grid min-h-9 grid-cols-[7.5rem_1fr] items-baseline gap-x-4 border-b border-line px-3 py-2 last:border-0 sm:grid-cols-[7.5rem_11rem_minmax(0,1fr)]">
            {isQuestion ? <Status look={{ ...looks.skipped, tone: 'warning' }} word="Yours to do" /> : <Status look={look} word={isPending && index > 0 ? 'Later' : undefined} />}
            <span className="font-medium">{titles[name]}</span>
            <span className="min-w-0 break-words text-ink-soft max-sm:col-span-2">{stage?.message}</span>
          </li>
        );
      })}
    </ol>
  );
}
