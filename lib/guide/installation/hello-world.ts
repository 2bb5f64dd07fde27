import { seconds } from '@/lib/core/units';
import { receipt } from '@/lib/facts/receipt';
import { script } from '@/lib/shell/command';
import { step } from '../define';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';

export const helloWorld = step({
  id: 'installation/hello-world',
  guide: 'preliminary-steps/2',
  title: 'Verify that Docker runs a container',
  why: 'Shows that Docker can pull an image and run it, before anything depends on that.',
  departure: 'The container is removed afterwards, and a receipt stays, so that the proof is not repeated.',
  sameResult: true,
  usually: seconds(15),
  needs: () => ({ receipt: receipt('hello-world') }),
  plan({ receipt }, { settings }) {
    const hash = hashOf(settings.helloWorldImage);
    if (receipt === hash) return [];
    return [
      script('guide/installation/hello-world.sh', [settings.helloWorldImage], { effect: 'downloads', why: 'Runs the image and looks for the expected text' }),
      leaveReceipt('hello-world', hash, 'Remembers that this was proven'),
    ];
  },
});
