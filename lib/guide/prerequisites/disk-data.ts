import { diskCheck } from '../disk-check';

export const diskData = diskCheck('data', 'Data disk of 100 GB');
