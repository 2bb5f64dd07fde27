import type { Telling } from '@/lib/contract/channel';
import { clock as readable } from './channels/message';
import { readTelling } from './telling-settings';
import type { Implementation } from './types';
import { workOf, type Work } from './work';

export const getTelling: Implementation<'telling.get'> = ({ resources }) => viewTelling(workOf(resources));

/** The settings without the address, which is a secret itself, and how the last ping went. */
export async function viewTelling({ repositories, teller }: Work): Promise<Telling> {
  const { deadManUrl, deadManMinutes, deadManIsOn, allowedNetworks } = await readTelling(repositories.consoleSettings);
  const ping = teller.lastPing();
  const deadManSentence = !deadManIsOn ? 'No ping is sent: nobody outside notices when this console has died.'
    : ping === null ? 'No ping was sent yet since this console started.'
    : `The last ping, at ${readable(new Date(ping.at).toISOString())}, was ${ping.isTaken ? 'answered' : 'not taken'}: ${ping.answer}`;
  return { deadManUrl: { isSet: !deadManUrl.isEmpty() }, deadManMinutes, deadManIsOn, deadManSentence, allowedNetworks: [...allowedNetworks] };
}
