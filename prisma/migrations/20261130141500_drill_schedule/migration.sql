-- AlterTable
ALTER TABLE "BackupSchedule" ADD COLUMN "drill" TEXT NOT NULL DEFAULT '{"often":"off","day":0,"at":"05:00"}';

-- AlterTable
ALTER TABLE "BackupSchedule" ADD COLUMN "drillSetAt" DATETIME;

-- AlterTable
ALTER TABLE "BackupSchedule" ADD COLUMN "drillSkippedAt" DATETIME;

-- AlterTable
ALTER TABLE "BackupDrill" ADD COLUMN "clearml" TEXT;
