-- A kind may be of several types: what is begun says which.
ALTER TABLE "working_copy" ADD COLUMN "type" "DocumentType";
UPDATE "working_copy" w SET type = coalesce(
  (SELECT d.type FROM document d WHERE d.id = w.document_id),
  (SELECT d.type FROM document d WHERE d.id = w.base_id),
  CASE WHEN kind = 'EXMATRICULATION' OR kind LIKE 'CHANGE\_%' THEN 'VICE_RECTOR_DIRECTIVE' ELSE 'VICE_DEAN_DIRECTIVE' END::"DocumentType");
ALTER TABLE "working_copy" ALTER COLUMN "type" SET NOT NULL;

ALTER TABLE "document_row" ADD COLUMN "certificate_number" TEXT NOT NULL DEFAULT '',
                           ADD COLUMN "certificate_text" TEXT NOT NULL DEFAULT '';

CREATE TABLE "certificate" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "study_place_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "document_id" UUID NOT NULL,
    "row_id" UUID NOT NULL,
    "annulled_at" TIMESTAMPTZ(3),

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "certificate_row_id_key" ON "certificate"("row_id");
CREATE INDEX "certificate_study_place_id_idx" ON "certificate"("study_place_id");
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- A number is borne by one valid paper of the kind.
CREATE UNIQUE INDEX "certificate_number" ON "certificate"("kind", "number") WHERE annulled_at IS NULL;
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_numbered" CHECK (number <> '');
