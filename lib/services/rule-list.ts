import type { Rule } from '@/lib/contract/alert';
import { proposedRule } from './alert-rule';
import { findServer } from './find-server';
import type { Implementation } from './types';
import { workOf, type Work } from './work';
import { allProbes } from './workers/watch/reach-probes';

export const listRules: Implementation<'rule.list'> = async ({ resources }, { server }) => {
  const work = workOf(resources);
  return rulesOf(work, (await findServer(work, server)).id);
};

/** The rule of each probe, in the guide's order. */
export async function rulesOf({ repositories, guide }: Work, serverId: string): Promise<Rule[]> {
  const own = await repositories.rules.of(serverId);
  return allProbes(guide).map((probe) => ({ ...(own.get(probe.id) ?? proposedRule(probe)), check: probe.id, title: probe.title, chapter: probe.chapter, guide: lineOf(probe.guide), isOwn: own.has(probe.id) }));
}

const lineOf = (guide: string | readonly string[] | null): string | null => (typeof guide === 'string' ? guide : (guide?.[0] ?? null));
