/** Holds the boot id that was current when the kernel settings were changed; the restart is due while it still is. */
export const rebootReceipt = 'kernel-changed-at-boot';
