import type { Watched } from '@/lib/contract/health';

const isDrift = ({ id }: Watched) => id.startsWith('drift/');

/** Something that was laid down is otherwise now, and nobody took that over. */
export const isDifference = (finding: Watched): boolean => isDrift(finding) && finding.outcome === 'warn';

/** Its differences were taken over (lib/guide/drift-probe.ts words it so). */
export const isTakenOver = (finding: Watched): boolean => isDrift(finding) && finding.isNote && finding.message.startsWith('Taken over as it is');
