import { diskCheck } from '../disk-check';

export const diskRoot = diskCheck('root', 'Root disk of 30 GB');
