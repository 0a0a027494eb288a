-- AlterTable
ALTER TABLE "document" ADD COLUMN     "amendment_id" UUID;

-- AlterTable
ALTER TABLE "working_copy" ADD COLUMN     "amendment_id" UUID;

-- CreateIndex
CREATE INDEX "document_amendment_id_idx" ON "document"("amendment_id");

-- CreateIndex
CREATE INDEX "document_row_base_row_id_idx" ON "document_row"("base_row_id");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_amendment_id_fkey" FOREIGN KEY ("amendment_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;
