'use client';
import { LazyDiff } from '@/components/plan/file-change';
import { Code } from '@/components/ui/code';
import { StageSection } from '@/components/wizard/stage-page';
import type { SettingsView } from '@/lib/contract/settings';

/** What the settings change in the files from ClearML, before anything is written. */
export function FileDiffs({ view, dirty }: { view: SettingsView; dirty: boolean }) {
  const changed = view.fileDiffs.filter((diff) => diff.before !== diff.after);
  return (
    <StageSection title="What the settings change in the files" sentence="The files on the server will be yours with these edits. Secrets are masked.">
      {dirty && <p className="text-ink-soft">Save to see what your changes make of them.</p>}
      {changed.length === 0 && <p className="text-ink-soft">{view.settings ? 'Nothing: the files go to the server as they are.' : 'This appears once the settings are saved.'}</p>}
      {changed.map((diff) => (
        <div key={diff.path} className="flex min-w-0 flex-col gap-1.5">
          <p><Code>{diff.path}</Code> <span className="text-ink-soft">{diff.why}</span></p>
          <LazyDiff before={diff.before} after={diff.after} label={diff.path} />
        </div>
      ))}
    </StageSection>
  );
}
