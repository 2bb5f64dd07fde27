import { GroundcrewError } from '@/lib/core/errors';

/** It was removed, perhaps in another tab. */
export function unknownChannel(): GroundcrewError {
  return new GroundcrewError({ code: 'not_found', reason: 'channel.unknown', message: 'There is no such channel any more.', remedy: 'Open the list of channels and choose one.' });
}
