-- CreateEnum
CREATE TYPE "ImportState" AS ENUM ('PREVIEW', 'APPLIED', 'DISCARDED');

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'PREVIEW',
    "cells" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "unread" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "added" INTEGER NOT NULL,
    "changed" INTEGER NOT NULL,
    "same" INTEGER NOT NULL,
    "refused" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_batch_user_id_created_at_idx" ON "import_batch"("user_id", "created_at");
