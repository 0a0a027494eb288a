-- AlterTable
ALTER TABLE "pupil" ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "learner_former_code" (
    "learner_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_former_code_pkey" PRIMARY KEY ("learner_id","code")
);

-- CreateTable
CREATE TABLE "pupil_former_code" (
    "pupil_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pupil_former_code_pkey" PRIMARY KEY ("pupil_id","code")
);

-- CreateIndex
CREATE INDEX "learner_former_code_code_idx" ON "learner_former_code"("code");

-- CreateIndex
CREATE INDEX "pupil_former_code_code_idx" ON "pupil_former_code"("code");

-- CreateIndex
CREATE INDEX "pupil_merged_into_id_idx" ON "pupil"("merged_into_id");

-- AddForeignKey
ALTER TABLE "learner_former_code" ADD CONSTRAINT "learner_former_code_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pupil" ADD CONSTRAINT "pupil_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "pupil"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pupil_former_code" ADD CONSTRAINT "pupil_former_code_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
