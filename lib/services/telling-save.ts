import { GroundcrewError } from '@/lib/core/errors';
import { secret } from '@/lib/core/secret';
import { isNetwork } from '@/lib/net/networks';
import { viewTelling } from './telling-get';
import { readTelling, writeTelling } from './telling-settings';
import type { Implementation } from './types';
import { workOf } from './work';

export const saveTelling: Implementation<'telling.save'> = async ({ resources }, { deadManUrl: input, deadManMinutes, deadManIsOn, allowedNetworks }) => {
  const work = workOf(resources);
  const settings = work.repositories.consoleSettings;
  const bad = allowedNetworks.findIndex((network) => !isNetwork(network));
  if (bad >= 0) throw new GroundcrewError({ code: 'invalid_input', field: `allowedNetworks.${bad}`, reason: 'telling.network', message: `"${allowedNetworks[bad]}" is no address and no network.`, remedy: 'Enter an address such as 192.0.2.7, or a network such as 10.0.0.0/8.' });
  const deadManUrl = input.action === 'keep' ? (await readTelling(settings)).deadManUrl : secret(input.action === 'set' ? input.value : '');
  if (deadManIsOn && deadManUrl.isEmpty()) throw new GroundcrewError({ code: 'invalid_input', field: 'deadManUrl', reason: 'telling.url-missing', message: 'Enter the address that is to be asked, or turn the ping off.' });
  await writeTelling(settings, { deadManUrl, deadManMinutes, deadManIsOn, allowedNetworks: [...new Set(allowedNetworks)] });
  work.teller.wake();
  return viewTelling(work);
};
