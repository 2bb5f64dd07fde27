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

/** Flips a bit in the largest piece of what lies in a directory of that disk: of the files that `putSomeFiles` puts there, the one that no compression makes smaller. */
export async function damageFiles(host: TestHost, directory: string): Promise<void> {
  await host.shell(`cd '${backupDisk}/${directory}/data'; piece=$(find . -type f -printf '%s %p\\n' | sort -n | tail -n 1 | cut -d ' ' -f 2); chmod u+w "$piece"; python3 -c 'import os, sys
with open(sys.argv[1], "r+b") as file:
    middle = os.path.getsize(sys.argv[1]) // 2; file.seek(middle); bit = file.read(1)[0] ^ 1; file.seek(middle); file.write(bytes([bit]))' "$piece"`);
}
