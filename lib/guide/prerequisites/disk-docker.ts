import { diskCheck } from '../disk-check';

export const diskDocker = diskCheck('docker', 'Docker disk of 80 GB');
