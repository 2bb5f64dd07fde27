import { faultRows, phases } from './faults';

console.log(JSON.stringify({ phases, names: ['console killed', ...faultRows.map(({ name }) => name)] }));
