/** The one-way street of docs/architecture.md: imports go down only; rooms on one floor do not see each other. */
const rooms = {
  '^server\\.ts$': ['app', 'lib/realtime', 'lib/services', 'lib/guide', 'lib/ssh', 'lib/net', 'lib/store', 'lib/engine', 'lib/facts', 'lib/shell', 'lib/contract', 'lib/core'],
  '^app/': ['components', 'lib/services', 'lib/contract', 'lib/core'],
  '^lib/realtime/': ['lib/services', 'lib/contract', 'lib/core'],
  '^lib/services/': ['lib/guide', 'lib/ssh', 'lib/net', 'lib/store', 'lib/engine', 'lib/facts', 'lib/shell', 'lib/contract', 'lib/core'],
  '^components/': ['lib/contract', 'lib/core'],
  '^lib/guide/': ['lib/engine', 'lib/facts', 'lib/shell', 'lib/contract', 'lib/core'],
  '^lib/ssh/': ['lib/shell', 'lib/core'],
  '^lib/net/': ['lib/shell', 'lib/core'],
  '^lib/store/': ['lib/contract', 'lib/core', 'lib/generated'],
  '^lib/engine/': ['lib/facts', 'lib/shell', 'lib/contract', 'lib/core'],
  '^lib/facts/': ['lib/shell', 'lib/contract', 'lib/core'],
  '^lib/shell/': ['lib/contract', 'lib/core'],
  '^lib/contract/': ['lib/core'],
  '^lib/core/': [],
};
const own = '^(app|components|lib|server\\.ts)';
const downOnly = Object.entries(rooms).map(([from, to]) => {
  const self = from.startsWith('^server') ? [] : [from.slice(1).replace(/\/$/, '')];
  const allowed = [...self, ...to].map((room) => `${room}/`).join('|');
  return {
    name: `down-only: ${from}`,
    severity: 'error',
    from: { path: from },
    to: { path: own, pathNot: `^(${allowed})` },
  };
});
const onlyIn = (name, room, module) => ({ name, severity: 'error', from: { path: own, pathNot: room }, to: { path: module } });

module.exports = {
  forbidden: [
    ...downOnly,
    { name: 'no-cycles', severity: 'error', from: { path: own }, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    onlyIn('ssh2 only in lib/ssh', '^lib/ssh/', 'node_modules/(ssh2|@types/ssh2)'),
    onlyIn('Prisma only in lib/store', '^lib/store/', '(node_modules/@prisma|^lib/generated)'),
    { name: 'no child_process in the product', severity: 'error', from: { path: own }, to: { path: '^(node:)?child_process$' } },
    { name: 'app imports only the getter and types of the services', severity: 'error', from: { path: '^app/' }, to: { path: '^lib/services/', pathNot: '^lib/services/(get|types)\\.ts$', dependencyTypesNot: ['type-only'] } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/generated|\\.next|dist)' },
  },
};
