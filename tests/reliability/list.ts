import { faultRows, phases } from './faults';
import { healthFaults } from './health-faults';

console.log(JSON.stringify({ phases, names: ['console killed', ...faultRows.map(({ name }) => name)], watched: healthFaults.map(({ name }) => name) }));
