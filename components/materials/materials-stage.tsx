'use client';
import { Save } from 'lucide-react';
import { useVerb } from '@/components/api/use-verb';
import { Button, ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StagePage, StageSection } from '@/components/wizard/stage-page';
import { count } from '@/lib/core/units';
import { LayoutChoice } from './layout-choice';
import { ServicesTable } from './services-table';
import { SlotCard } from './slot-card';
import { useMaterialActions } from './use-material-actions';
import { useVariableEdits } from './use-variable-edits';
import { VariablesTable } from './variables-table';

/** The three files from ClearML: taken in, read at once, and constants.env reviewed. */
export function MaterialsStage({ server }: { server: string }) {
  const { data: materials, error } = useVerb('materials.get', { server });
  const actions = useMaterialActions(server);
  const edits = useVariableEdits(server, materials);
  const hasConstants = materials?.files.some((file) => file.slot === 'constants');
  const dirty = edits.count > 0;
  return (
    <StagePage
      server={server} stage="materials" sentence={materials?.sentence ?? 'Loading the files.'}
      beside={dirty && <Button kind="quiet" onClick={edits.discard}>Discard</Button>}
      primary={dirty
        ? <Button kind="primary" icon={Save} busy={edits.saving && 'Saving…'} onClick={edits.save}>Save {count(edits.count, 'change')}</Button>
        : <ButtonLink kind={materials?.complete ? 'primary' : 'secondary'} href={stageAddress(server, 'settings')}>Enter the settings</ButtonLink>}
    >
      <ErrorNotice error={error} />
      {!materials && !error && <SkeletonRows rows={8} label="Loading the files" />}
      {materials && (
        <div className="flex flex-col gap-3" onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); void actions.putMany([...event.dataTransfer.files]); }}>
          <p className="text-sm text-ink-faint">Drop all files at once, or one by one. At most 10 MB each; 256 KB of constants.env.</p>
          <SlotCard slot="compose" materials={materials} actions={actions} />
          <SlotCard slot="override" materials={materials} actions={actions} />
          <SlotCard slot="constants" materials={materials} actions={actions} />
          <ErrorNotice error={actions.problems.all} />
        </div>
      )}
      {materials && materials.files.length > 0 && (
        <StageSection title="What they describe">
          <LayoutChoice materials={materials} actions={actions} />
          <ServicesTable services={materials.services} />
        </StageSection>
      )}
      {materials && hasConstants && (
        <StageSection title="constants.env" sentence="Review every value. Secrets are numbered; revealing one is recorded in the activity.">
          <VariablesTable materials={materials} edits={edits} />
        </StageSection>
      )}
    </StagePage>
  );
}
