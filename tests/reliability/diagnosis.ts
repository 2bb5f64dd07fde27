// Why is it down? on the test host: node --import tsx tests/reliability/diagnosis.ts [NAME …]
// Each fault is injected on an installed server, and the report must name its cause first; on a healthy one none. Says each in a line; ends with 1 where one does not hold.
import type { DiagnosisReport } from '@/lib/contract/diagnosis';
import { ServiceConsole } from '../support/service-console';
import { TestHost } from '../support/test-host';
import { diagnosisFaults } from './diagnosis-faults';
import { holds } from './holds';

const wanted = process.argv.slice(2);
const host = await TestHost.up('why', '127.0.0.61', '--variant', 'installed', '--kernel', 'own');
const { name: server } = host;
const ui = await ServiceConsole.start();

async function report(): Promise<DiagnosisReport> {
  const before = (await ui.call('diagnosis.get', { server })).report?.id;
  await ui.call('diagnosis.start', { server });
  const { report: told, problem } = await ui.until('diagnosis.get', { server }, ({ asking, report: newest }) => asking === null && newest?.id !== before, 180);
  if (told === null) throw new Error(`There is no report: ${problem ?? 'no reason'}`);
  return told;
}
const said = ({ outcome, sentence, causes, unread }: DiagnosisReport) => ({ outcome, sentence, causes: causes.map(({ id, title, isGuess, evidence }) => [id, title, isGuess, evidence.slice(0, 2)]), unread });

try {
  await ui.connect(host, 'root');
  await ui.putMaterials(host);
  await ui.saveSettings(host, { supportPassword: (host.info.web as { password: string }).password });
  await ui.call('verification.start', { server });
  await ui.until('verification.get', { server }, ({ state }) => state !== 'running', 180);
  const well = async (when: string) => {
    const told = await report();
    holds(`${when} no cause is named`, told.outcome === 'well' && told.causes.length === 0, said(told));
  };
  await well('on a healthy server');
  for (const { name, strike, cause, mend } of diagnosisFaults.filter((fault) => wanted.length === 0 || wanted.includes(fault.name))) {
    await host.shell(strike);
    const told = await report();
    holds(`${name}: ${cause.source} is named first`, cause.test(told.causes[0]?.id ?? ''), said(told));
    await host.shell(mend);
    await well(`once that was mended (${name})`);
  }
} catch (error) {
  holds('it comes to its end', false, String(error));
} finally {
  await ui.close();
  await host.down();
}
process.exit();
