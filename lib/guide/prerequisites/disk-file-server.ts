import { diskCheck } from '../disk-check';

export const diskFileServer = diskCheck('fileserver', 'Disk for the file server');
