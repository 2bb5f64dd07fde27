import { backupFaults } from '../support/backup-faults';
import { faultRows, phases } from './faults';
import { certificateFault, healthFaults } from './health-faults';

console.log(JSON.stringify({ phases, names: ['console killed', ...faultRows.map(({ name }) => name)], watched: [...healthFaults, certificateFault].map(({ name }) => name), backups: backupFaults.map(({ name }) => name) }));
