import { GroundcrewError } from '@/lib/core/errors';
import { findServer } from './find-server';
import { silenceVersion } from './shown';
import { viewSilence } from './silence-view';
import { readWindow } from './silence-window';
import type { Implementation } from './types';
import { unknownSilence } from './unknown-silence';
import { workOf } from './work';

/** Only as it was shown: what somebody else changed since is not replaced unseen. */
export const editSilence: Implementation<'silence.edit'> = async (context, { silence: id, version, ...input }) => {
  const work = workOf(context.resources);
  const { silences } = work.repositories;
  const now = context.clock.now();
  const before = (await silences.list()).find((silence) => silence.id === id);
  if (before === undefined) throw unknownSilence();
  context.auditNote = before.title === input.title ? input.title : `${before.title}, now ${input.title}`;
  if (version !== silenceVersion(before)) throw changedMeanwhile();
  // One of a server that was removed can't be here: it went with the server.
  if (input.server !== null && input.server !== before.serverName) await findServer(work, input.server);
  const after = { ...before, serverName: input.server, title: input.title, window: readWindow(input, now) };
  if (!(await silences.replace(before, after))) throw changedMeanwhile();
  return viewSilence(after, now);
};

const changedMeanwhile = (): GroundcrewError => new GroundcrewError({ code: 'conflict', reason: 'changed-meanwhile', message: 'The maintenance window was changed meanwhile. Nothing was saved.', remedy: 'Look at how it is now. Saving once more replaces that.' });
