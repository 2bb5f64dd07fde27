import { createHash } from 'node:crypto';
import type { Layout } from '@/lib/contract/layout';
import { applySettings, type AppliedSettings } from '@/lib/guide/materials/apply-settings';
import type { MaterialFiles, OpenSettings } from '@/lib/guide/materials/material-file';

/** Of so many different files and settings: a few servers that have a run or are watched. */
const most = 8;
const kept = new Map<string, AppliedSettings>();

/** As `applySettings`, which reads all three files anew: a run wants the same before and after each of its steps, and that was a fifth of what it cost the console. */
export function appliedSettings(files: MaterialFiles, settings: OpenSettings, layout: Layout): AppliedSettings {
  const texts = [files.compose, files.override, files.constants].map((file) => file?.text ?? null);
  const key = createHash('sha256').update(JSON.stringify([layout.id, settings, texts])).digest('base64');
  const applied = kept.get(key) ?? applySettings(files, settings, layout);
  // The one that was wanted last is the last to go.
  kept.delete(key);
  kept.set(key, applied);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
  return applied;
}
