'use client';
import { useQueryClient } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import { useEffect } from 'react';
import { setVerbData, useVerb, useVerbMutation } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Notice } from '@/components/ui/notice';
import type { ConnectionTest, HostKey } from '@/lib/contract/server';
import { ChangedHostKey } from './changed-host-key';
import { ConfirmHostKey } from './confirm-host-key';
import { CredentialAgain } from './credential-again';
import { setLastTest, takeAskedTest, useLastTest } from './last-test';
import { TestStages } from './test-stages';

interface Props {
  server: string;
  /** On a page whose one primary action is another. */
  secondary?: boolean;
}

/** Test the connection, confirm the host key at first use, stop hard when it has changed. */
export function ConnectionPanel({ server: name, secondary }: Props) {
  const client = useQueryClient();
  const { data: server } = useVerb('server.get', { server: name });
  const result = useLastTest(name);
  const test = useVerbMutation('server.test', {
    onSuccess: (answer) => {
      setLastTest(client, name, answer);
      void client.invalidateQueries({ queryKey: ['server.get'] });
      void client.invalidateQueries({ queryKey: ['server.list'] });
    },
  });
  const run = () => test.mutate({ server: name });
  const trust = useVerbMutation('server.trust', {
    onSuccess: (answer) => {
      setVerbData(client, 'server.get', { server: name }, answer);
      run();
    },
  });
  useEffect(() => {
    if (takeAskedTest(client, name)) run();
  });
  const replace = (hostKey: HostKey, password: string) => trust.mutate({ server: name, hostKey, replace: true, password });
  const asksForKey = result?.presented && !test.isPending ? result.hostKey : null;

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={PlugZap} kind={secondary || result?.ok || asksForKey ? 'secondary' : 'primary'} onClick={run} busy={test.isPending && 'Connecting…'}>
          {result ? 'Test again' : 'Test the connection'}
        </Button>
        <p role="status" className="text-ink-soft">{sentenceOf(result, test.isPending, server?.address)}</p>
      </div>
      <ErrorNotice error={test.error ?? (asksForKey === 'changed' ? null : trust.error)} />
      {(result || test.isPending) && <TestStages test={result} isPending={test.isPending} />}
      {asksForKey === 'first-use' && result?.presented && <ConfirmHostKey hostKey={result.presented} address={server?.address ?? name} port={server?.port ?? 22} busy={trust.isPending} onConfirm={(hostKey) => trust.mutate({ server: name, hostKey })} />}
      {asksForKey === 'changed' && result?.presented && <ChangedHostKey server={name} pinned={server?.hostKey ?? null} presented={result.presented} busy={trust.isPending} error={trust.error} onReplace={replace} />}
      {result && !result.ok && result.remedy && !test.isPending && asksForKey !== 'first-use' && asksForKey !== 'changed' && <Notice tone="warning" title="What to do">{result.remedy}</Notice>}
      {server && result && !test.isPending && <CredentialAgain server={server} test={result} onSaved={run} />}
    </div>
  );
}

function sentenceOf(result: ConnectionTest | null, isPending: boolean, address = 'the server'): string {
  if (isPending) return `Connecting to ${address}. This can take up to 20 seconds.`;
  if (!result) return 'The console connects, signs in and asks for sudo. It changes nothing on the server.';
  if (result.ok) return result.summary ? `Connected: ${result.summary}.` : 'Connected.';
  if (result.hostKey === 'first-use') return 'One thing is yours to do: confirm the host key below.';
  return 'The connection did not come through.';
}
