-- A file of registrants is brought into a run; other files into the register as a whole.
ALTER TABLE "import_batch" ADD COLUMN "run_id" UUID;
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_of_run CHECK ((kind = 'REGISTRANTS') = (run_id IS NOT NULL));
CREATE INDEX "import_batch_run_id_idx" ON "import_batch"("run_id");
