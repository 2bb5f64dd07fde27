-- AlterTable
ALTER TABLE "BackupDestination" ADD COLUMN "passphraseKeptAt" DATETIME;
