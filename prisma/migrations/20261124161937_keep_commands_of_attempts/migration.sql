-- Each attempt keeps the commands that it ran. Of rows of before, only what the last attempt of a step ran is known, and not how it ended.
-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN "executed" TEXT;

UPDATE "Attempt" SET "executed" = (
  SELECT json_group_array(json_object('text', json_extract("command"."value", '$.text'), 'began', NULL, 'exitCode', NULL, 'milliseconds', NULL))
  FROM "RunStep", json_each("RunStep"."executed") AS "command"
  WHERE "RunStep"."runId" = "Attempt"."runId" AND "RunStep"."stepId" = "Attempt"."stepId"
)
WHERE "state" != 'unneeded' AND NOT EXISTS (
  SELECT 1 FROM "Attempt" AS "later"
  WHERE "later"."runId" = "Attempt"."runId" AND "later"."stepId" = "Attempt"."stepId" AND "later"."afterSeq" > "Attempt"."afterSeq"
);
