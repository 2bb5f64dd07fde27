'use client';
import { Settings } from 'lucide-react';
import { useVerb } from '@/components/api/use-verb';
import { useHealth } from '@/components/health/use-health';
import { ButtonLink } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { stageAddress } from '@/components/wizard/stage-address';
import { StageSection } from '@/components/wizard/stage-page';
import { FirewallSection } from './firewall-section';
import { ProxySection } from './proxy-section';
import { SecurityFindings } from './security-findings';
import { securitySentence } from './security-sentence';
import { usePlace } from './use-place';

/** Whether others reach only what they should, and the configurations that see to it. */
export function SecurityPage({ server }: { server: string }) {
  const place = usePlace();
  const { health, problem } = useHealth(server);
  const { data: files, error, isPending } = useVerb('security.files', { server, place: place.place, proxyAddress: place.asked }, { keepPrevious: true });
  return (
    <>
      <PageHeader name="Security" sentence={securitySentence(health, files)} />
      <ErrorNotice error={error ?? problem} className="mb-6" />
      {isPending && <SkeletonRows rows={12} label="Writing the configurations" />}
      <div className="flex min-w-0 flex-col gap-10">
        {health && <SecurityFindings health={health} />}
        {files && (files.names === null ? <PlainHttp server={server} /> : <ProxySection proxies={files.proxies} place={place} />)}
        {files && <FirewallSection firewall={files.firewall} server={server} />}
      </div>
    </>
  );
}

/** Without names there is nothing to configure a proxy for. */
function PlainHttp({ server }: { server: string }) {
  return (
    <StageSection title="Proxy that ends TLS" sentence='The guide: "Directly accessing the server using HTTP is not recommended." Passwords and data cross the network readable.'>
      <p className="max-w-[68ch]">Choose TLS names in the settings and enter the three names under which ClearML is to be reached. The configurations of nginx, Caddy and Traefik for them will stand here.</p>
      <div><ButtonLink kind="primary" icon={Settings} href={stageAddress(server, 'settings')}>Enter the names</ButtonLink></div>
    </StageSection>
  );
}
