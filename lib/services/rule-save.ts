import { GroundcrewError } from '@/lib/core/errors';
import { findServer } from './find-server';
import { rulesOf } from './rule-list';
import type { Implementation } from './types';
import { workOf } from './work';
import { allProbes } from './workers/watch/reach-probes';

export const saveRule: Implementation<'rule.save'> = async (context, { server: name, check, rule }) => {
  const work = workOf(context.resources);
  const server = await findServer(work, name);
  const probe = allProbes(work.guide).find(({ id }) => id === check);
  if (probe === undefined) throw new GroundcrewError({ code: 'not_found', reason: 'rule.unknown', message: `Nothing is watched under "${check}". Nothing was changed.`, remedy: 'Reload the page and choose a check that it shows.' });
  await work.repositories.rules.put(server.id, check, rule);
  context.auditNote = rule === null ? `"${probe.title}" is as proposed again` : `"${probe.title}"`;
  return rulesOf(work, server.id);
};
