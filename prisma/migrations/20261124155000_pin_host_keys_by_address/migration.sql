-- A pinned host key belongs to an address and a port, not to a profile.
CREATE TABLE "PinnedHostKey" (
    "address" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "algorithm" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    PRIMARY KEY ("address", "port")
);
-- Of two profiles of one address the newer one's key is kept. Spelled as spellAddress does where SQL can; an address in another spelling is asked anew.
INSERT OR IGNORE INTO "PinnedHostKey" ("address", "port", "algorithm", "sha256")
SELECT lower(rtrim(trim("address", '[]'), '.')), "port", "hostKeyAlgorithm", "hostKeySha256" FROM "Server"
WHERE "hostKeyAlgorithm" IS NOT NULL AND "hostKeySha256" IS NOT NULL ORDER BY "createdAt" DESC;
ALTER TABLE "Server" DROP COLUMN "hostKeyAlgorithm";
ALTER TABLE "Server" DROP COLUMN "hostKeySha256";
