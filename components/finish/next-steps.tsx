import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Code } from '@/components/ui/code';
import { stageAddress } from '@/components/wizard/stage-address';
import { GuideLine } from '@/components/wizard/guide-line';
import { StageSection } from '@/components/wizard/stage-page';
import type { SecurityFiles } from '@/lib/contract/proxy';
import type { InstallRecord } from '@/lib/contract/record';

/** What an operator does after the page answers. Only what is due now; no link to what this release does not have. */
export function NextSteps({ record, server, firewall }: { record: InstallRecord; server: string; /** What the rules would close; null: not known. */ firewall: SecurityFiles['firewall'] | null }) {
  return (
    <StageSection title="What to do next">
      <ol className="flex list-decimal flex-col gap-2 pl-5">
        {!record.verifiedAt && <li><Link href={stageAddress(server, 'verify')} className="inline-flex items-center gap-1 font-medium text-accent underline underline-offset-2">Verify ClearML<ArrowRight aria-hidden className="size-4" /></Link></li>}
        <li>Sign in to ClearML as <Code>support</Code> with the password that was entered or made in <Link href={stageAddress(server, 'settings')} className="text-accent underline underline-offset-2">the installation’s settings</Link>, create your own users, and keep that password in a safe. The console does not show it again: if it is lost, make a new one there, then review and start the plan again.</li>
        <li>{firewall !== null && firewall.ports.length > 0 ? <OpenPorts ports={firewall.ports} server={server} /> : 'Close every port but 8080, 8008 and 8081, or put TLS in front of them.'} <GuideLine line="security/tls/4" /></li>
        <li>Back up MongoDB, Elasticsearch and the file server regularly. Nothing is backed up yet. <GuideLine line="backups/1" /></li>
        <li>Watch the disks: alert at 20, 10 and 5 % of free space. <GuideLine line="monitoring/disk/1" /></li>
      </ol>
    </StageSection>
  );
}

/** Told as what the files say: whether the rules are in place, the finding on that page knows. */
function OpenPorts({ ports, server }: { ports: readonly number[]; server: string }) {
  const [which, it] = ports.length === 1 ? [`port ${ports.join('')}`, 'it'] : [`ports ${ports.slice(0, -1).join(', ')} and ${ports.at(-1)}`, 'them'];
  return (
    <>
      The compose files publish {which} to all, and ufw does not close {it}: Docker passes the ports that it publishes by it. Close {it} by the rules
      on <Link href={`/servers/${server}/health/security`} className="text-accent underline underline-offset-2">the page Security</Link>.
      It also has the configurations that put TLS in front of ClearML.
    </>
  );
}
