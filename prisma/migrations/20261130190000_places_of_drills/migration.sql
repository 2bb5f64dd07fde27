-- AlterTable
ALTER TABLE "BackupDrill" ADD COLUMN "destinationId" TEXT;
