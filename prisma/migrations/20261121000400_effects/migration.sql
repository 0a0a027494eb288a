-- AlterTable
ALTER TABLE "academic_leave" ADD COLUMN     "row_id" UUID;

-- The header's fields stand together now, whatever kind they are of.
ALTER TABLE "document" ADD COLUMN     "base_id" UUID,
ADD COLUMN     "common" JSONB NOT NULL DEFAULT '{}';
UPDATE document SET common = jsonb_strip_nulls(jsonb_build_object('paidFrom', paid_from, 'paidTo', paid_to,
       'monthlyAmount', monthly_amount::text, 'fundingSource', nullif(funding_source, '')));
ALTER TABLE "document" DROP COLUMN "funding_source",
DROP COLUMN "monthly_amount",
DROP COLUMN "paid_from",
DROP COLUMN "paid_to";

-- AlterTable
ALTER TABLE "document_row" ADD COLUMN     "accepted" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "base_row_id" UUID,
ADD COLUMN     "curriculum" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "effective_on" DATE,
ADD COLUMN     "exmatriculated_on" DATE,
ADD COLUMN     "funding" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "grant_id" UUID,
ADD COLUMN     "last_paid_on" DATE,
ADD COLUMN     "leave_from" DATE,
ADD COLUMN     "leave_to" DATE,
ADD COLUMN     "load" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "seen" JSONB;

-- AlterTable
ALTER TABLE "document_version" ADD COLUMN     "rules" JSONB;

-- AlterTable
ALTER TABLE "effect" ADD COLUMN     "undone_by" UUID;

-- AlterTable
ALTER TABLE "grant_end" ADD COLUMN     "row_id" UUID;

-- AlterTable
ALTER TABLE "grant_type" ADD COLUMN     "ended_by" TEXT[] DEFAULT ARRAY['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE', 'PAYMENT_END']::TEXT[];

-- AlterTable
ALTER TABLE "study_grant" ADD COLUMN     "registry_id" UUID NOT NULL DEFAULT gen_random_uuid();

-- AlterTable
ALTER TABLE "study_term" ADD COLUMN     "row_id" UUID;

-- AlterTable
ALTER TABLE "working_copy" ADD COLUMN     "base_id" UUID,
ADD COLUMN     "subkind" TEXT;

-- CreateIndex
CREATE INDEX "academic_leave_document_id_idx" ON "academic_leave"("document_id");

-- CreateIndex
CREATE INDEX "document_base_id_idx" ON "document"("base_id");

-- CreateIndex
CREATE INDEX "grant_end_document_id_idx" ON "grant_end"("document_id");

-- CreateIndex
CREATE INDEX "study_grant_registry_id_idx" ON "study_grant"("registry_id");

-- CreateIndex
CREATE INDEX "study_grant_study_place_id_idx" ON "study_grant"("study_place_id");

-- CreateIndex
CREATE INDEX "study_term_document_id_idx" ON "study_term"("document_id");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_base_id_fkey" FOREIGN KEY ("base_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Impossible periods.
ALTER TABLE document_row ADD CONSTRAINT document_row_leave CHECK (leave_from <= leave_to);

-- A view keeps the columns it was made with: made anew for the grant's record in the registry.
DROP VIEW secondary_state;
DROP VIEW grant_in_force;
CREATE VIEW grant_in_force AS
  SELECT g.*, least(g.paid_to, (SELECT min(e.last_paid_on) FROM grant_end e
                                 WHERE e.grant_id = g.id AND e.undone_at IS NULL)) AS effective_to
    FROM study_grant g WHERE g.annulled_at IS NULL;
CREATE VIEW secondary_state AS
  SELECT 'ON_GRANT' AS state, learner_id, study_place_id, paid_from AS from_on, effective_to AS to_on,
         document_id, imported_number, imported_on, id AS cause_id
    FROM grant_in_force WHERE effective_to >= paid_from;
