import { count, formatBytes, gb, minutes } from '@/lib/core/units';
import { fileSystems, type FileSystems } from '@/lib/facts/file-systems';
import { imageSpace, type ImageSpace } from '@/lib/facts/image-space';
import { chapters } from '../chapters';
import { probe } from '../define';
import { pathOf } from '../file-system-probe';
import type { Inputs } from '../inputs';
import { removable, removal } from '../unused-images';

/** Below that it is not worth anybody's look. */
const worthALook = gb(1);
type Facts = Readonly<{ space: ImageSpace | undefined; disks: FileSystems }>;

/**
 * An unused image is no illness: it is a note, whose repair may be started at any time. It warns only when Docker's disk is
 * as full as the guide calls worth a look: then room can be had for little, before containers can no longer be made.
 */
export const unusedImages = probe({
  id: 'insides/unused-images',
  guide: null,
  title: 'No image takes space for nothing',
  chapter: chapters.insides,
  every: minutes(24 * 60),
  afterMinutes: 0,
  slow: true,
  needs: ({ layout }) => ({ space: imageSpace, disks: fileSystems([pathOf(layout, 'docker')]) }),
  actual: (facts, inputs) => formatBytes(bytesOf(facts, inputs)),
  wanted: () => `less than ${formatBytes(worthALook)}`,
  outcomes: [
    { outcome: 'unknown', when: ({ space }) => space === undefined, message: () => 'Docker does not answer, so its images are not known.', remedy: 'See the finding about the services: start Docker first.' },
    { outcome: 'warn', when: (facts, inputs) => bytesOf(facts, inputs) >= worthALook && isLow(facts, inputs), message: (facts, inputs) => `${says(facts, inputs)}, and Docker's disk has ${freePercent(facts, inputs).toFixed(1)} % free.`, remedy: 'Remove them: the commands name each by its id. They can be pulled again as long as their registry has them.' },
    { outcome: 'pass', isNote: true, mayRepair: true, when: (facts, inputs) => bytesOf(facts, inputs) >= worthALook, message: (facts, inputs) => `${says(facts, inputs)}.`, remedy: 'Remove them when you want the space: the commands name each by its id. They can be pulled again as long as their registry has them.' },
    { outcome: 'pass', when: (facts, inputs) => idle(facts, inputs).length > 0, message: (facts, inputs) => `${says(facts, inputs)}.` },
    { outcome: 'pass', when: () => true, message: () => 'Each image is used, or is kept for a reason.' },
  ],
  repair: { title: 'Remove the unused images', plan: (facts, inputs) => removal(idle(facts, inputs)) },
});

const idle = ({ space }: Facts, inputs: Inputs) => removable(space?.images ?? [], inputs);
const bytesOf = (facts: Facts, inputs: Inputs): number => idle(facts, inputs).reduce((sum, { bytes }) => sum + bytes, 0);

function says(facts: Facts, inputs: Inputs): string {
  const images = idle(facts, inputs);
  return `${count(images.length, 'image')} that no container uses ${images.length === 1 ? 'holds' : 'hold'} about ${formatBytes(bytesOf(facts, inputs))}`;
}

/** As df(1) counts; a disk that can't be told counts as roomy: its own probe says so. */
function freePercent({ disks }: Facts, { layout }: Inputs): number {
  const { used = 0, free = 1 } = disks.of.get(pathOf(layout, 'docker')) ?? {};
  return used + free === 0 ? 100 : (free / (used + free)) * 100;
}
const isLow = (facts: Facts, inputs: Inputs): boolean => freePercent(facts, inputs) <= inputs.thresholds.diskNote;
