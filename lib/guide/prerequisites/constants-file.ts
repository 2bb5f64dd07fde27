import { suppliedFileCheck } from '../supplied-file-check';

export const constantsFile = suppliedFileCheck('constants', 'prerequisites/10');
