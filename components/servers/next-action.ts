import { stageAddress } from '@/components/wizard/stage-address';
import type { StageName } from '@/components/wizard/stages';
import type { Server } from '@/lib/contract/server';

const words: Record<StageName, string> = {
  connect: 'Connect to the server', materials: 'Add the ClearML files', settings: 'Enter the settings', preflight: 'Check the server',
  plan: 'Review the plan', run: 'Install ClearML', verify: 'Verify ClearML', finish: 'Read the install record',
};

/** The one primary action of a server's page. */
export function nextAction(server: Server, stage: StageName): { label: string; href: string; external: boolean } {
  if (server.state === 'installed' && server.clearmlUrl) return { label: 'Open ClearML', href: server.clearmlUrl, external: true };
  if (server.openRunId) return { label: 'Follow the run', href: `/servers/${server.name}/runs/${server.openRunId}`, external: false };
  return { label: words[stage], href: stageAddress(server.name, stage), external: false };
}
