import { secret } from '@/lib/core/secret';
import { seconds } from '@/lib/core/units';
import { receipt } from '@/lib/facts/receipt';
import { compose } from '../compose-command';
import { step } from '../define';
import { hashOf } from '../hash';
import { leaveReceipt } from '../receipt-command';

export const composeConfig = step({
  id: 'installation/compose-config',
  guide: null,
  title: 'Let Compose read the files',
  why: 'A mistake in the files shows before gigabytes are pulled.',
  departure: 'The guide starts at once.',
  sameResult: true,
  usually: seconds(3),
  needs: () => ({ receipt: receipt('compose-config') }),
  plan({ receipt }, inputs) {
    const { files } = inputs;
    const hash = hashOf(files.compose, files.override, files.constants);
    if (receipt === hash) return [];
    return [compose(inputs, ['config', '--quiet'], { effect: 'reads', why: 'Compose says whether it accepts the files' }), leaveReceipt('compose-config', secret(hash), 'Remembers that these files were accepted')];
  },
});
