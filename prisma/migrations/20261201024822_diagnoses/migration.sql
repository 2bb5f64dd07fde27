-- CreateTable
CREATE TABLE "Diagnosis" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "serverId" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "json" TEXT NOT NULL,
    CONSTRAINT "Diagnosis_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Diagnosis_id_key" ON "Diagnosis"("id");

-- CreateIndex
CREATE INDEX "Diagnosis_serverId_number_idx" ON "Diagnosis"("serverId", "number");
