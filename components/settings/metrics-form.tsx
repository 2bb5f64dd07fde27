'use client';
import { useState } from 'react';
import { useVerb } from '@/components/api/use-verb';
import { Button } from '@/components/ui/button';
import { CommandText } from '@/components/ui/code';
import { Disclosure } from '@/components/ui/disclosure';
import { ErrorNotice } from '@/components/ui/error-notice';
import { SkeletonRows } from '@/components/ui/skeleton';
import { RenewButton } from './renew-button';
import { ShownOnce } from './shown-once';
import { useSaveOpen } from './use-open';

/** Figures, verdicts and alerts for Prometheus, behind a token. */
export function MetricsForm({ url }: { url: string }) {
  const { data: open, error } = useVerb('status.get', {});
  const [token, setToken] = useState<string | null>(null);
  const save = useSaveOpen();
  if (error) return <ErrorNotice error={error} />;
  if (!open) return <SkeletonRows rows={2} label="Loading the metrics" />;
  const { isOn, hasToken } = open.metrics;
  const turn = () => save.mutate({ metrics: { isOn: !isOn } }, { onSuccess: ({ made }) => { if (made.token) setToken(made.token); } });
  return (
    <div className="flex max-w-xl min-w-0 flex-col gap-3">
      <p>{isOn ? 'On: Prometheus reads them with the token.' : 'Off: nothing is answered.'}</p>
      <p className="text-ink-soft">The newest figures, the verdict and the alerts of each server, and what this console needs itself, at <span className="font-mono text-sm break-all">{url}/metrics</span>. They name servers, mount points and services, so they want a bearer token.</p>
      {token && <ShownOnce title="This token is shown once. Copy it into the configuration of Prometheus." text={token} label="Copy the token" />}
      <ErrorNotice error={save.error} />
      <div className="flex flex-wrap gap-2">
        <Button busy={save.isPending && 'Saving…'} onClick={turn}>{isOn ? 'Turn the metrics off' : 'Turn the metrics on'}</Button>
        {hasToken && <RenewButton what="metrics" action="Make another token" lost="The token that there is opens nothing from then on. Put the new one into Prometheus." onMade={setToken} />}
      </div>
      {isOn && <Disclosure title="For prometheus.yml"><CommandText label="Scrape configuration" text={scrapeConfig(url)} /></Disclosure>}
    </div>
  );
}

export function scrapeConfig(url: string): string {
  const { protocol, host } = new URL(url);
  return ['scrape_configs:', '  - job_name: groundcrew', '    scrape_interval: 60s', `    scheme: ${protocol.replace(':', '')}`, '    authorization:', '      credentials_file: /etc/prometheus/groundcrew.token', '    static_configs:', `      - targets: ['${host}']`].join('\n');
}
