'use client';
import { CircleCheck, Lock } from 'lucide-react';
import { useMemo } from 'react';
import { showHidden } from '@/components/ui/code';
import { DataTable, type Column } from '@/components/ui/table';
import { StageSection } from '@/components/wizard/stage-page';
import type { SpaceItem, SpaceMount } from '@/lib/contract/space';
import { formatBytes } from '@/lib/core/units';
import { SpaceAccount } from './space-account';

const kinds = { index: 'Index', image: 'Image', log: 'Log', folder: 'Folder' } as const;

/** One file system: its sentence, what is known to take it, then what lies on it, the largest first. */
export function SpaceMountSection({ mount, urlPrefix }: { mount: SpaceMount; urlPrefix: string }) {
  return (
    <StageSection title={showHidden(mount.mount)} sentence={showHidden(mount.sentence)}>
      <SpaceAccount mount={mount} />
      {mount.items.length === 0
        ? <p className="text-ink-soft">Nothing of ClearML that was counted lies here.</p>
        : <SpaceItems label={`What takes the space on ${showHidden(mount.mount)}`} items={mount.items} used={mount.used} urlPrefix={urlPrefix} />}
    </StageSection>
  );
}

/** What lies somewhere, and whether it can go. `used`: bytes of the file system; null: nobody knows on which it lies. */
export function SpaceItems({ label, items, used, urlPrefix }: { label: string; items: readonly SpaceItem[]; used: number | null; urlPrefix: string }) {
  const columns = useMemo(() => columnsOf(used, items), [used, items]);
  return <DataTable label={label} rows={items} columns={columns} rowKey={(item) => String(items.indexOf(item))} urlPrefix={urlPrefix} search={items.length > 10 ? 'Search by name' : undefined} />;
}

function columnsOf(used: number | null, items: readonly SpaceItem[]): readonly Column<SpaceItem>[] {
  const found = new Set(items.map(({ kind }) => kind));
  return [
    { id: 'name', header: 'Name', heads: true, value: ({ name }) => name, cell: ({ name }) => <span className="wrap-anywhere">{showHidden(name)}</span> },
    { id: 'kind', header: 'Kind', value: ({ kind }) => kind, ...(found.size > 1 && { filter: [...found].map((kind) => ({ value: kind, label: kinds[kind] })) }), cell: ({ kind }) => kinds[kind] },
    { id: 'bytes', header: 'Size', align: 'right', value: ({ bytes }) => bytes, cell: ({ bytes }) => <span className="whitespace-nowrap tabular-nums">{formatBytes(bytes)}</span> },
    ...(used === null ? [] : [{ id: 'share', header: 'Of what is used', unsortable: true, value: ({ bytes }: SpaceItem) => bytes, cell: ({ bytes }: SpaceItem) => <Share share={used > 0 ? Math.min(1, bytes / used) : 0} /> }]),
    { id: 'can-go', header: 'Can it go?', value: ({ canGo }) => (canGo ? 'yes' : 'no'), filter: [{ value: 'yes', label: 'Can go' }, { value: 'no', label: 'Stays' }], cell: ({ canGo, why }) => <CanGo canGo={canGo} why={why} /> },
  ];
}

/** The bar repeats the words for the eye. */
function Share({ share }: { share: number }) {
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <span className="w-14 tabular-nums">{share > 0 && share < 0.001 ? '< 0.1' : (share * 100).toFixed(1)} %</span>
      <span aria-hidden className="h-1.5 w-20 overflow-hidden rounded-full bg-line"><span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} /></span>
    </span>
  );
}

function CanGo({ canGo, why }: Pick<SpaceItem, 'canGo' | 'why'>) {
  const Icon = canGo ? CircleCheck : Lock;
  return (
    <span className="flex items-baseline gap-1.5">
      <Icon aria-hidden className="size-3.5 shrink-0 self-center text-ink-faint" />
      <span><span className="font-medium">{canGo ? 'Can go.' : 'Stays.'}</span> <span className="text-ink-soft wrap-anywhere">{showHidden(why)}</span></span>
    </span>
  );
}
