import { StageSection } from '@/components/wizard/stage-page';
import type { SecurityFiles } from '@/lib/contract/proxy';
import { ByHand, ReadyFile } from './ready-file';

/** The rules that close what Docker publishes, to read, to copy, or to have applied from the finding above. */
export function FirewallSection({ firewall, server }: { firewall: SecurityFiles['firewall']; server: string }) {
  return (
    <StageSection title="Firewall" sentence={'"Ensure no other ports are open to maintain the highest level of security", says the guide.'}>
      <p className="max-w-[68ch]">{firewall.note}</p>
      {firewall.file && (
        <>
          <ReadyFile file={firewall.file} />
          <ByHand commands={firewall.commands} label={`Then, on ${server}, as root:`} />
          <ByHand commands={firewall.undo} label="To open the ports again:" />
          <p className="max-w-[68ch] text-ink-soft">Where the finding about open ports offers a repair, that is the same unit with the ports that were found open, put in place by a run.</p>
        </>
      )}
    </StageSection>
  );
}
