import { GroundcrewError } from '@/lib/core/errors';

export const unknownSilence = (): GroundcrewError => new GroundcrewError({ code: 'not_found', reason: 'silence.unknown', message: 'There is no such maintenance window any more.', remedy: 'Reload the page and choose one that it shows.' });
