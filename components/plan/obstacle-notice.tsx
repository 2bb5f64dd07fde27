import Link from 'next/link';
import { Notice } from '@/components/ui/notice';
import { stageAddress } from '@/components/wizard/stage-address';
import { stageTitle, type StageName } from '@/components/wizard/stages';
import type { Obstacle } from '@/lib/contract/obstacle';
import { count } from '@/lib/core/units';

/** All that stands in the way at once, each with the stage on which it is mended. */
export function ObstacleNotice({ server, here, obstacles }: { server: string; here: StageName; obstacles: readonly Obstacle[] }) {
  if (obstacles.length === 0) return null;
  return (
    <Notice tone="bad" title={`${count(obstacles.length, 'thing')} ${obstacles.length === 1 ? 'stands' : 'stand'} in the way`}>
      <ul className="list-disc pl-5">
        {obstacles.map(({ stage, message }) => (
          <li key={message}>
            {message}
            {stage !== null && stage !== here && <> <Link href={stageAddress(server, stage)} className="font-medium whitespace-nowrap text-accent underline underline-offset-2">Go to {stageTitle[stage]}</Link></>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
