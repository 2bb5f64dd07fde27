import { minutes } from '@/lib/core/units';
import { mongodb as mongodbFact, type Database, type Mongodb } from '@/lib/facts/mongodb';
import { chapters } from '../chapters';
import { containerWord, logsCommand } from '../container-word';
import { probe } from '../define';

/** Of all connections that there may be, in use. */
const connectionsWarn = 0.8;

export const mongodb = probe({
  id: 'insides/mongodb',
  guide: null,
  title: 'MongoDB is well',
  chapter: chapters.insides,
  every: minutes(2),
  afterMinutes: 2,
  vital: true,
  needs: ({ layout }) => ({ mongo: mongodbFact(layout.base) }),
  actual: (facts) => (facts.mongo.state === 'answered' ? (facts.mongo.database.version ?? 'answers') : facts.mongo.state),
  outcomes: [
    { outcome: 'unknown', when: ({ mongo }) => mongo.state === 'absent' || mongo.state === 'stopped', message: () => 'MongoDB does not run, so its state is not known.', remedy: 'See the finding about the services: start it first.' },
    { outcome: 'fail', when: ({ mongo }) => mongo.state === 'silent', message: ({ mongo }) => `MongoDB runs and does not answer: ${mongo.state === 'silent' ? mongo.error : ''}.`, remedy: (_facts, inputs) => `After a hard stop it needs minutes to recover. Then look at its output: ${logsCommand(containerWord(['mongo', 'mongodb'], inputs))}.` },
    { outcome: 'warn', when: (facts) => shareOf(databaseOf(facts)) >= connectionsWarn, message: (facts) => `${databaseOf(facts)?.connections ?? 0} connections to MongoDB are open; ${databaseOf(facts)?.connectionsLeft ?? 0} more may be.`, remedy: 'Look which services hold them, and restart the one that holds too many. Fewer workers of the API server hold fewer.' },
    // It only grows older with each upgrade of the image, until one refuses to start.
    { outcome: 'pass', isNote: true, when: (facts) => isBehind(databaseOf(facts)), message: (facts) => `MongoDB ${databaseOf(facts)?.version ?? ''} still keeps to the rules of ${databaseOf(facts)?.compatibility ?? ''}. Raise its feature compatibility version before the next upgrade.` },
    { outcome: 'pass', when: (facts) => databaseOf(facts)?.version === undefined, message: () => 'MongoDB answers. It tells no more without a login.' },
    { outcome: 'pass', when: () => true, message: (facts) => `MongoDB ${databaseOf(facts)?.version ?? ''} answers${databaseOf(facts)?.connections === undefined ? '' : `, with ${databaseOf(facts)?.connections ?? 0} connections`}.` },
  ],
  figures(facts) {
    const connections = databaseOf(facts)?.connections;
    return connections === undefined ? [] : [{ id: 'mongodb-connections', value: connections }];
  },
});

const databaseOf = ({ mongo }: { readonly mongo: Mongodb }): Database | undefined => (mongo.state === 'answered' ? mongo.database : undefined);

function shareOf(database: Database | undefined): number {
  const { connections = 0, connectionsLeft } = database ?? {};
  return connectionsLeft === undefined || connections + connectionsLeft === 0 ? 0 : connections / (connections + connectionsLeft);
}

/** "6.0" under version "7.0.22". */
const isBehind = (database: Database | undefined): boolean => database?.compatibility !== undefined && database.version !== undefined && !database.version.startsWith(`${database.compatibility}.`) && database.version !== database.compatibility;
