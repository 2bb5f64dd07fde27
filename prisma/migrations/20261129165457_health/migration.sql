-- CreateTable
CREATE TABLE "Watch" (
    "serverId" TEXT NOT NULL PRIMARY KEY,
    "isOn" BOOLEAN NOT NULL DEFAULT true,
    "thresholds" TEXT NOT NULL DEFAULT '{}',
    "accessKey" TEXT NOT NULL DEFAULT '',
    "secretKeyEnc" TEXT,
    CONSTRAINT "Watch_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Health" (
    "serverId" TEXT NOT NULL PRIMARY KEY,
    "findings" TEXT NOT NULL,
    "figures" TEXT NOT NULL,
    "lastContactAt" DATETIME,
    "savedAt" DATETIME NOT NULL,
    CONSTRAINT "Health_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Series" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    CONSTRAINT "Series_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Sample" (
    "seriesId" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "value" REAL NOT NULL,

    PRIMARY KEY ("seriesId", "at"),
    CONSTRAINT "Sample_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Rollup" (
    "seriesId" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "at" INTEGER NOT NULL,
    "min" REAL NOT NULL,
    "max" REAL NOT NULL,
    "sum" REAL NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("seriesId", "step", "at"),
    CONSTRAINT "Rollup_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "Alert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serverId" TEXT NOT NULL,
    "checkId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "chapter" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "actual" TEXT,
    "wanted" TEXT,
    "remedy" TEXT,
    "causedBy" TEXT,
    "since" DATETIME NOT NULL,
    "firedAt" DATETIME,
    "resolvedAt" DATETIME,
    "acknowledgedBy" TEXT,
    "acknowledgedAt" DATETIME,
    "snoozedUntil" DATETIME,
    "silencedBy" TEXT,
    "memory" TEXT NOT NULL DEFAULT '{}',
    "flapping" BOOLEAN NOT NULL DEFAULT false,
    "told" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Alert_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Rule" (
    "serverId" TEXT NOT NULL,
    "checkId" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "afterMinutes" REAL NOT NULL,
    "repeatMinutes" INTEGER NOT NULL,
    "least" TEXT NOT NULL,

    PRIMARY KEY ("serverId", "checkId"),
    CONSTRAINT "Rule_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Silence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "serverName" TEXT,
    "title" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "least" TEXT NOT NULL,
    "servers" TEXT,
    "quiet" TEXT,
    "weeklyTest" BOOLEAN NOT NULL,
    "settingsEnc" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastTestAt" DATETIME
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channelId" TEXT NOT NULL,
    "alertId" TEXT,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "nextAt" DATETIME,
    "endedAt" DATETIME,
    "answer" TEXT,
    CONSTRAINT "Delivery_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Drift" (
    "serverId" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "actual" TEXT,
    "firstSeenAt" DATETIME,
    "taken" TEXT,
    "takenBy" TEXT,
    "takenAt" DATETIME,

    PRIMARY KEY ("serverId", "item"),
    CONSTRAINT "Drift_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConsoleSetting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "json" TEXT,
    "jsonEnc" TEXT
);

-- CreateIndex
CREATE UNIQUE INDEX "Series_serverId_figure_key" ON "Series"("serverId", "figure");

-- CreateIndex
CREATE INDEX "Sample_at_idx" ON "Sample"("at");

-- CreateIndex
CREATE INDEX "Rollup_step_at_idx" ON "Rollup"("step", "at");

-- CreateIndex
CREATE INDEX "Alert_serverId_state_idx" ON "Alert"("serverId", "state");

-- CreateIndex
CREATE INDEX "Alert_state_resolvedAt_idx" ON "Alert"("state", "resolvedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Channel_name_key" ON "Channel"("name");

-- CreateIndex
CREATE INDEX "Delivery_state_nextAt_idx" ON "Delivery"("state", "nextAt");

-- CreateIndex
CREATE INDEX "Delivery_channelId_createdAt_idx" ON "Delivery"("channelId", "createdAt");
