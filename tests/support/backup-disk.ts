import type { TestHost } from './test-host';

/** Where backups go: a disk of its own, of 2 GB. */
export const backupDisk = '/mnt/backup';

/** Another file system than the one of ClearML's data; it comes back after a reboot. */
export async function mountBackupDisk(host: TestHost): Promise<void> {
  await host.shell(`mountpoint -q ${backupDisk} || { truncate -s 2G /disks/backup.img; mkfs.ext4 -q -F /disks/backup.img; mkdir -p ${backupDisk}; echo '/disks/backup.img ${backupDisk} ext4 loop,nofail 0 2' >>/etc/fstab; mount ${backupDisk}; }`);
}

/** What people leave on the file server. */
export async function putSomeFiles(host: TestHost): Promise<void> {
  await host.shell("cd /opt/allegro/data/fileserver; mkdir -p 'project one/train.1/artifacts' 'project one/train.1/models' 'project two/evaluate.2/artifacts'; head -c 3000000 /dev/urandom >'project one/train.1/models/weights.pkl'; seq 5000 >'project one/train.1/artifacts/scores.csv'; seq 900 >'project two/evaluate.2/artifacts/report.txt'; chown -R 1000:1000 project*");
}
