-- CreateTable
CREATE TABLE "Boot" (
    "serverId" TEXT NOT NULL,
    "bootId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "isFirst" BOOLEAN NOT NULL,

    PRIMARY KEY ("serverId", "bootId"),
    CONSTRAINT "Boot_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Boot_serverId_at_idx" ON "Boot"("serverId", "at");
