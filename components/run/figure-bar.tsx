import { Progress } from '@/components/ui/progress';
import { useNow } from '@/components/ui/relative-time';
import type { RunStep } from '@/lib/contract/run';
import { formatBytes } from '@/lib/core/units';

/** A figure of the step that runs; of bytes also how many there were in a second, since the step began. */
export function FigureBar({ bar, since }: { bar: RunStep['bars'][number]; since: string | null }) {
  const now = useNow();
  const say = bar.unit === 'bytes' ? formatBytes : String;
  const seconds = now === null || since === null ? 0 : (now - Date.parse(since)) / 1000;
  const rate = bar.unit === 'bytes' && seconds >= 1 ? `, ${formatBytes(bar.current / seconds)} a second` : '';
  return <Progress label={bar.label} current={bar.current} total={bar.total} words={`${say(bar.current)}${bar.total === null ? '' : ` of ${say(bar.total)}`}${rate}`} />;
}
