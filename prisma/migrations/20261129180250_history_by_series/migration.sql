-- DropIndex
DROP INDEX "Rollup_step_at_idx";

-- DropIndex
DROP INDEX "Sample_at_idx";
