-- AlterTable
ALTER TABLE "registrant" ADD COLUMN     "apart" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "odd" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "difference_reason" (
    "run_id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "difference_reason_pkey" PRIMARY KEY ("run_id","about")
);

-- AddForeignKey
ALTER TABLE "difference_reason" ADD CONSTRAINT "difference_reason_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
