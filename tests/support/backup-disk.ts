import type { TestHost } from './test-host';

/** Where backups go: a disk of its own, of 2 GB. */
export const backupDisk = '/mnt/backup';

/** Another file system than the one of ClearML's data; it comes back after a reboot. */
export async function mountBackupDisk(host: TestHost): Promise<void> {
  await host.shell(`mountpoint -q ${backupDisk} || { truncate -s 2G /disks/backup.img; mkfs.ext4 -q -F /disks/backup.img; mkdir -p ${backupDisk}; echo '/disks/backup.img ${backupDisk} ext4 loop,nofail 0 2' >>/etc/fstab; mount ${backupDisk}; }`);
}
