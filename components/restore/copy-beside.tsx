'use client';
import { Copy } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { ErrorNotice } from '@/components/ui/error-notice';
import { nameWords } from './name-words';

interface Props {
  server: string;
  destination: string;
  set: string;
  folder: string;
  name: string;
  onClose: () => void;
}

/** What is put beside a file is shown before: how it will be called, and where it lies. */
export function CopyBeside({ server, destination, set, folder, name, onClose }: Props) {
  const router = useRouter();
  const [now] = useState(() => new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, ''));
  const start = useVerbMutation('restore.file', { onSuccess: ({ run }) => router.push(`/servers/${server}/runs/${run}`) });
  const path = `${folder === '/' ? '' : folder}/${name}`;
  return (
    <Dialog
      open onOpenChange={(isOpen) => { if (!isOpen) onClose(); }} title={`Put a copy of ${nameWords(name)} beside it?`}
      sentence="Nothing that is there is changed, and ClearML goes on meanwhile. It is a run of a minute or so."
      footer={<><Button onClick={onClose}>Cancel</Button><Button kind="primary" icon={Copy} busy={start.isPending && 'Starting…'} onClick={() => start.mutate({ server, destination, set, path })}>Put the copy there</Button></>}
    >
      <dl className="flex flex-col gap-2">
        <div><dt className="text-ink-soft">Its name, with the time (UTC) at which it is put there, such as</dt><dd className="font-mono text-sm wrap-anywhere"><bdi>{nameWords(name)}</bdi>.from-backup-{now}Z</dd></div>
        <div><dt className="text-ink-soft">Its folder, among the file server&rsquo;s files</dt><dd className="font-mono text-sm wrap-anywhere"><bdi>{nameWords(folder)}</bdi></dd></div>
      </dl>
      <ErrorNotice error={start.error} className="mt-3" />
    </Dialog>
  );
}
