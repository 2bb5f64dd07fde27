import { GuideLine } from './guide-line';
import { meanings } from './meaning';
import type { StageName } from './stages';

/** What a stage means: the guide's duty, why, and what can go wrong. */
export function StageMeaning({ stage }: { stage: StageName }) {
  const meaning = meanings[stage];
  return (
    <div className="flex flex-col gap-5 text-sm">
      <section>
        <h2 className="font-semibold">What the guide asks</h2>
        <p className="mt-1 text-ink-soft">{meaning.duty}</p>
        <ul className="mt-2 flex flex-wrap gap-x-3 gap-y-1">{meaning.lines.map((line) => <li key={line}><GuideLine line={line} /></li>)}</ul>
      </section>
      <Sentences title="Why" sentences={meaning.why} />
      <Sentences title="What can go wrong" sentences={meaning.wrong} />
    </div>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: readonly string[] }) {
  return (
    <section>
      <h2 className="font-semibold">{title}</h2>
      {sentences.map((sentence) => <p key={sentence} className="mt-1.5 text-ink-soft">{sentence}</p>)}
    </section>
  );
}
