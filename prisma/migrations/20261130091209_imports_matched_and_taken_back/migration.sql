-- A file's columns are matched by its owner, and an applied import can be taken back.
ALTER TYPE "ImportState" ADD VALUE 'MATCHING';
ALTER TYPE "ImportState" ADD VALUE 'TAKEN_BACK';

ALTER TABLE "import_batch"
ADD COLUMN     "counts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "document_id" UUID,
ADD COLUMN     "matching" JSONB,
ADD COLUMN     "sheets" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "taken_back_at" TIMESTAMPTZ(3);

-- Files of before were one sheet; what waits is to be looked over anew.
UPDATE import_batch SET sheets = jsonb_build_array(jsonb_build_object('name', '', 'hidden', false, 'rows', cells))
 WHERE cells <> '[]';
ALTER TABLE import_batch ALTER COLUMN sheets DROP DEFAULT, DROP COLUMN cells;

-- CreateTable
CREATE TABLE "import_matching" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "shape" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "fixed" JSONB NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_matching_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_written" (
    "batch_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB NOT NULL,
    "who" TEXT NOT NULL,

    CONSTRAINT "import_written_pkey" PRIMARY KEY ("batch_id","table_name","row_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "import_matching_user_id_scope_shape_key" ON "import_matching"("user_id", "scope", "shape");

-- AddForeignKey
ALTER TABLE "import_written" ADD CONSTRAINT "import_written_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "import_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;
