import type { DiagnosisView } from '@/lib/contract/diagnosis';
import type { Work } from './work';

/** What is being asked, and the report of that id, or the newest. */
export async function viewDiagnosis({ diagnoses, repositories }: Work, serverId: string, report: string | null): Promise<DiagnosisView> {
  return { ...diagnoses.state(serverId), report: await repositories.diagnoses.get(serverId, report) };
}
