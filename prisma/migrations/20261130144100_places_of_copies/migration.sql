-- CreateTable
CREATE TABLE "BackupCopy" (
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "destinationId" TEXT NOT NULL,
    "runId" TEXT,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "state" TEXT NOT NULL,
    "verifiedAt" DATETIME,
    "provenAt" DATETIME,
    "bytes" BIGINT NOT NULL,
    "parts" TEXT NOT NULL,
    "manifest" TEXT,

    PRIMARY KEY ("id", "destinationId"),
    CONSTRAINT "BackupCopy_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BackupCopy_destinationId_fkey" FOREIGN KEY ("destinationId") REFERENCES "BackupDestination" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BackupCopy_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "BackupCopy_serverId_startedAt_idx" ON "BackupCopy"("serverId", "startedAt");
