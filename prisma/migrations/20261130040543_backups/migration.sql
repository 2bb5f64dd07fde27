-- CreateTable
CREATE TABLE "BackupDestination" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serverId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "passphraseEnc" TEXT NOT NULL,
    "repositoryId" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "BackupDestination_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BackupSchedule" (
    "serverId" TEXT NOT NULL PRIMARY KEY,
    "schedule" TEXT NOT NULL,
    "retention" TEXT NOT NULL,
    "limits" TEXT NOT NULL,
    "setAt" DATETIME NOT NULL,
    "lastAwakeAt" DATETIME,
    CONSTRAINT "BackupSchedule_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BackupSet" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    CONSTRAINT "BackupSet_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BackupSet_destinationId_fkey" FOREIGN KEY ("destinationId") REFERENCES "BackupDestination" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BackupSet_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BackupSkip" (
    "serverId" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "why" TEXT NOT NULL,

    PRIMARY KEY ("serverId", "dueAt"),
    CONSTRAINT "BackupSkip_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "BackupDestination_serverId_kind_place_key" ON "BackupDestination"("serverId", "kind", "place");

-- CreateIndex
CREATE INDEX "BackupSet_serverId_startedAt_idx" ON "BackupSet"("serverId", "startedAt");
