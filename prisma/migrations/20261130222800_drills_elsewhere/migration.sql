-- AlterTable
ALTER TABLE "BackupDrill" ADD COLUMN "onServerId" TEXT;

-- CreateIndex
CREATE INDEX "BackupDrill_onServerId_endedAt_idx" ON "BackupDrill"("onServerId", "endedAt");
