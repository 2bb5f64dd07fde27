-- Rows keep the order in which they were inserted, whatever the clock said.
-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Attempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "bootId" TEXT,
    "logOffset" INTEGER NOT NULL DEFAULT 0,
    "exitCode" INTEGER,
    "afterSeq" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    CONSTRAINT "Attempt_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Attempt" ("bootId", "createdAt", "endedAt", "exitCode", "id", "logOffset", "runId", "state", "stepId", "afterSeq") SELECT "bootId", "createdAt", "endedAt", "exitCode", "id", "logOffset", "runId", "state", "stepId", (SELECT COUNT(*) FROM "Attempt" "earlier" WHERE "earlier"."runId" = "Attempt"."runId" AND "earlier".rowid < "Attempt".rowid) FROM "Attempt";
DROP TABLE "Attempt";
ALTER TABLE "new_Attempt" RENAME TO "Attempt";
CREATE INDEX "Attempt_runId_stepId_idx" ON "Attempt"("runId", "stepId");
CREATE TABLE "new_Plan" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "madeAt" DATETIME NOT NULL,
    "inputsHash" TEXT NOT NULL,
    "json" TEXT NOT NULL,
    CONSTRAINT "Plan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Plan" ("id", "inputsHash", "json", "madeAt", "serverId") SELECT "id", "inputsHash", "json", "madeAt", "serverId" FROM "Plan" ORDER BY rowid;
DROP TABLE "Plan";
ALTER TABLE "new_Plan" RENAME TO "Plan";
CREATE UNIQUE INDEX "Plan_id_key" ON "Plan"("id");
CREATE INDEX "Plan_serverId_number_idx" ON "Plan"("serverId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
