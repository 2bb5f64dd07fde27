'use client';
import type { Checkup } from '@/lib/contract/finding';
import { FindingList } from './finding-list';
import { noteOf, standsInTheWay } from './finding-row';
import { PreflightActions } from './preflight-actions';

interface Props {
  checkup: Checkup;
  server: string;
  /** Preflight offers repair, override and asking one again; verification does not. */
  acts: boolean;
}

/** The findings of a preflight or a verification; what stands in the way is open from the start. */
export function FindingGroups({ checkup, server, acts }: Props) {
  const asking = checkup.state === 'asking';
  return <FindingList findings={checkup.findings} asking={asking} startsOpen={(finding) => standsInTheWay(finding) || noteOf(finding)} actions={acts ? (finding) => <PreflightActions finding={finding} server={server} asking={asking} /> : null} />;
}
