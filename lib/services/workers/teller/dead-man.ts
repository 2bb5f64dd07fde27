import { isGroundcrewError } from '@/lib/core/errors';
import { minutes, seconds } from '@/lib/core/units';
import { createRedactor } from '@/lib/shell/redact';
import { secretsIn } from '../../channels/secrets-of';
import { readTelling } from '../../telling-settings';
import type { Work } from '../../work';
import type { Out } from './send';

export interface Ping {
  readonly at: number;
  readonly isTaken: boolean;
  /** Status and first line, or why there is none. */
  readonly answer: string;
}

/** Nothing was judged, or could be stored, for so long: nobody would be told of anything, and whoever waits for the ping must notice. */
const deadAfter = minutes(15);

/** Asks the outside address every few minutes while servers are watched, so that a console that has died is noticed there. */
export function createDeadMan(work: () => Work, out: Out) {
  let startedAt: number | null = null;
  let last: Ping | null = null;
  let isAsking = false;

  /** Why the console does not do its work, though it runs; null: it does. */
  async function whyDead(now: number): Promise<string | null> {
    startedAt ??= now;
    const { alerts, repositories } = work();
    if (now - (alerts.failingSince() ?? now) >= deadAfter) return 'Not asked: for a quarter of an hour alerts could not be stored, so nobody is told of them. See the log of the console, and whether its disk is full.';
    if (now - startedAt < deadAfter || now - (alerts.observedAt() ?? startedAt) < deadAfter) return null;
    return (await repositories.alerts.watchedServers()) === 0 ? null : 'Not asked: no server was watched for a quarter of an hour although some are to be.';
  }

  return {
    last: () => last,
    /** Asks when it is time. Rejects never. */
    async tick(): Promise<void> {
      if (isAsking) return;
      isAsking = true;
      try {
        const { deadManIsOn, deadManMinutes, deadManUrl, allowedNetworks } = await readTelling(work().repositories.consoleSettings);
        const now = work().resources.clock.now();
        const isDue = last === null || now < last.at || now - last.at >= minutes(deadManMinutes);
        if (!deadManIsOn || deadManUrl.isEmpty() || !isDue) return;
        const why = await whyDead(now);
        if (why !== null) {
          last = { at: now, isTaken: false, answer: why };
          return;
        }
        const answer = await out.post({ url: deadManUrl.reveal(), method: 'GET', body: '', timeout: seconds(15), allowed: allowedNetworks })
          .then(({ status, firstLine }) => ({ isTaken: status >= 200 && status < 300, answer: `${status} ${firstLine}`.trim() }))
          .catch((error: unknown) => ({ isTaken: false, answer: isGroundcrewError(error) ? error.message : 'The ping could not be sent.' }));
        last = { at: now, isTaken: answer.isTaken, answer: createRedactor(secretsIn([deadManUrl])).redact(answer.answer) };
      } catch (error) {
        work().resources.log.error({ err: error }, 'the ping failed');
      } finally {
        isAsking = false;
      }
    },
  };
}
