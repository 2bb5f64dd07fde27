import type { Materials } from '@/lib/contract/materials';
import type { Settings } from '@/lib/contract/settings';

/** What is missing before preflight and plan: form field to sentence. Empty when complete. `null`: nothing was saved yet. */
export function settingsProblems(_settings: Settings | null, _materials: Materials): Record<string, string> {
  throw new Error('being written');
}
