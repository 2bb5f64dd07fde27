'use client';
import { useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { exactWords } from '@/components/ui/relative-time';
import type { BackupContents } from '@/lib/contract/backup-contents';
import type { ListedSet } from './backups-sentence';

/** What a backup holds in numbers. Asked once it is opened: manifests are long, and a list has many. */
export function SetContents({ server, set: { id, destination, startedAt } }: { server: string; set: ListedSet }) {
  const [isOpen, setOpen] = useState(false);
  const { data, error } = useVerb('backup-set.get', { server, set: id, destination }, { enabled: isOpen });
  const contents = data?.contents;
  return (
    <Disclosure className="text-sm" onToggle={({ currentTarget }) => setOpen(currentTarget.open)} title={<>What it holds<span className="sr-only">, the backup of {exactWords(startedAt)}</span></>}>
      <ErrorNotice error={error} />
      {!error && (data === undefined ? <p role="status">Loading…</p> : contents ? <ul>{contentWords(contents).map((line) => <li key={line} className="wrap-anywhere">{line}</li>)}</ul> : <p>This console has no manifest of it.</p>)}
    </Disclosure>
  );
}

const figure = new Intl.NumberFormat('en');
const counted = (number: number, noun: string, plural = `${noun}s`) => `${figure.format(number)} ${number === 1 ? noun : plural}`;

/** A line for each: "ClearML 3.25.0", "MongoDB: 57 collections, 12,345 documents". What the manifest does not tell is said. */
export function contentWords({ clearml, mongodb, elasticsearch, files }: BackupContents): string[] {
  return [
    clearml === null ? "Its manifest does not tell ClearML's version." : `ClearML ${clearml}`,
    mongodb && `MongoDB: ${counted(mongodb.collections, 'collection')}, ${counted(mongodb.documents, 'document')}`,
    elasticsearch && `Elasticsearch: ${counted(elasticsearch.indices, 'index', 'indices')}, ${counted(elasticsearch.documents, 'document')}`,
    files !== null && `File server: ${counted(files, 'file')}`,
  ].filter((line) => typeof line === 'string');
}
