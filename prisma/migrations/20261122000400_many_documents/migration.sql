-- CreateEnum
CREATE TYPE "BatchOutcome" AS ENUM ('DONE', 'REFUSED');

-- CreateTable
CREATE TABLE "document_batch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "missing" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "begun_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_batch_row" (
    "batch_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "document_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "outcome" "BatchOutcome",
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_batch_row_pkey" PRIMARY KEY ("batch_id","position")
);

-- CreateIndex
CREATE INDEX "document_batch_user_id_created_at_idx" ON "document_batch"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "document_batch_row_batch_id_document_id_key" ON "document_batch_row"("batch_id", "document_id");

-- AddForeignKey
ALTER TABLE "document_batch_row" ADD CONSTRAINT "document_batch_row_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "document_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is impossible: an act nobody knows, an outcome without its instant, reasons against what was done.
ALTER TABLE document_batch ADD CONSTRAINT document_batch_act CHECK (act IN ('send', 'cancel', 'print'));
ALTER TABLE document_batch ADD CONSTRAINT document_batch_begun_with_reason
  CHECK (act <> 'cancel' OR begun_at IS NULL OR reason <> '');
ALTER TABLE document_batch_row ADD CONSTRAINT document_batch_row_outcome
  CHECK ((outcome IS NULL) = (ended_at IS NULL)
         AND (outcome IS NOT DISTINCT FROM 'REFUSED') = (refusals <> '[]'::jsonb));
