import { seconds } from '@/lib/core/units';
import type { Probe } from '@/lib/engine/types';
import { probe } from '@/lib/guide/define';
import type { Inputs } from '@/lib/guide/inputs';
import type { Guide } from '../../work';

const chapter = 'The machine';
const every = seconds(30);
/** They are judged by how the connection went, not by facts. */
const never = { needs: () => ({}), outcomes: [] };

/** Whether the server answers at all; while it doesn't, that explains whatever else can't be known. */
export const reachServer: Probe<Inputs> = probe({ id: 'reach/server', guide: null, title: 'The server answers', chapter, every, afterMinutes: 1, explains: [''], ...never });

/** Whether commands of root may be run; while they may not, what needs them stays unknown. */
export const reachSudo: Probe<Inputs> = probe({ id: 'reach/sudo', guide: null, title: 'sudo works on the server', chapter, every, afterMinutes: 1, ...never });

/** Everything that is watched on a server, in the page's order. */
export const allProbes = ({ probes }: Pick<Guide, 'probes'>): readonly Probe<Inputs>[] => [reachServer, reachSudo, ...probes];
