-- AlterTable
ALTER TABLE "BackupDestination" ADD COLUMN "secretEnc" TEXT;
