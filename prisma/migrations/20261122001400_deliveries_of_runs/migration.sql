-- What is told of a run of continuing education is seen by those who keep the run: it has no document to go by.
-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "run_id" UUID;

-- CreateIndex
CREATE INDEX "delivery_run_id_idx" ON "delivery"("run_id");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
