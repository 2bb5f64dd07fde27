import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react';
import type { Look } from '@/components/ui/status';
import type { DiagnosisReport } from '@/lib/contract/diagnosis';

/** How a report came out, in one word. */
export const outcomeLooks: Record<DiagnosisReport['outcome'], Look> = {
  down: { tone: 'bad', word: 'Down', icon: CircleX },
  ill: { tone: 'warning', word: 'Something fails', icon: TriangleAlert },
  unknown: { tone: 'unknown', word: 'Unknown', icon: CircleHelp },
  well: { tone: 'good', word: 'Works', icon: CircleCheck },
};
