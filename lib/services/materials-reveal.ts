import { secretValue } from '@/lib/guide/materials/analyse';
import { findServer } from './find-server';
import { constantsOf } from './materials-view';
import type { Implementation } from './types';
import { workOf } from './work';

/** Gives a secret back: a separate, audited act. */
export const revealVariable: Implementation<'materials.reveal'> = async (context, { server: name, name: variable }) => {
  const work = workOf(context.resources);
  context.auditNote = variable;
  const { content } = await constantsOf(work, await findServer(work, name));
  return { value: secretValue(content.reveal(), variable).reveal() };
};
