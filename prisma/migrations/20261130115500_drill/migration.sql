-- CreateTable
CREATE TABLE "BackupDrill" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serverId" TEXT NOT NULL,
    "setId" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL,
    "took" BIGINT,
    "age" BIGINT NOT NULL,
    "files" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    CONSTRAINT "BackupDrill_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "BackupDrill_serverId_endedAt_idx" ON "BackupDrill"("serverId", "endedAt");
