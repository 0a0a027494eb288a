-- CreateEnum
CREATE TYPE "QuestionSort" AS ENUM ('TEXT', 'YES_NO', 'CHOICE');

-- CreateEnum
CREATE TYPE "Payer" AS ENUM ('SELF', 'LEGAL_PERSON', 'NATURAL_PERSON');

-- CreateEnum
CREATE TYPE "JuhanStatus" AS ENUM ('REGISTERED', 'WAITING_LIST', 'CANCELLED', 'NOT_COMPLETED', 'COMPLETED');

-- CreateEnum
CREATE TYPE "RefreshState" AS ENUM ('FETCHING', 'PLANNED', 'APPLIED', 'FAILED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "StudyResult" AS ENUM ('POSITIVE', 'NEGATIVE', 'NO_SHOW');

-- CreateEnum
CREATE TYPE "StudyPaper" AS ENUM ('CERTIFICATE', 'ATTENDANCE_PROOF');

-- AlterTable
ALTER TABLE "document_row" ADD COLUMN     "discontinued_on" DATE;

-- AlterTable
ALTER TABLE "study_place" ADD COLUMN     "registrant_id" UUID;

-- CreateTable
CREATE TABLE "programme" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unit_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hours" INTEGER NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "sort" "QuestionSort" NOT NULL,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "retired_on" DATE,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "programme_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "juhan_id" TEXT,
    "refreshed_at" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "registrant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "juhan_id" TEXT,
    "juhan_status" "JuhanStatus",
    "personal_code" TEXT,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "payer" "Payer",
    "registered_on" DATE,
    "workplace" TEXT NOT NULL DEFAULT '',
    "wants_paper" BOOLEAN NOT NULL DEFAULT false,
    "wants_news" BOOLEAN NOT NULL DEFAULT false,
    "wants_recognition" BOOLEAN NOT NULL DEFAULT false,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "learner_id" UUID,
    "settled_as" JSONB,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "who" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "RefreshState" NOT NULL DEFAULT 'FETCHING',
    "fetched" INTEGER NOT NULL DEFAULT 0,
    "expected" INTEGER,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "refresh_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_row" (
    "refresh_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "juhan_id" TEXT NOT NULL,
    "registrant_id" UUID,
    "name" TEXT NOT NULL,
    "juhan_status" "JuhanStatus",
    "step" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "told" JSONB,
    "agreed" BOOLEAN,

    CONSTRAINT "refresh_row_pkey" PRIMARY KEY ("refresh_id","position")
);

-- CreateTable
CREATE TABLE "protocol" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "protocol_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "protocol_row" (
    "protocol_id" UUID NOT NULL,
    "study_place_id" UUID NOT NULL,
    "result" "StudyResult",
    "paper" "StudyPaper",
    "number" TEXT,
    "issued_on" DATE,

    CONSTRAINT "protocol_row_pkey" PRIMARY KEY ("protocol_id","study_place_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "programme_code_key" ON "programme"("code");

-- CreateIndex
CREATE INDEX "programme_unit_id_idx" ON "programme"("unit_id");

-- CreateIndex
CREATE INDEX "question_programme_id_position_idx" ON "question"("programme_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "run_code_key" ON "run"("code");

-- CreateIndex
CREATE UNIQUE INDEX "run_juhan_id_key" ON "run"("juhan_id");

-- CreateIndex
CREATE INDEX "run_programme_id_starts_on_idx" ON "run"("programme_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "registrant_juhan_id_key" ON "registrant"("juhan_id");

-- CreateIndex
CREATE INDEX "registrant_run_id_last_name_first_name_idx" ON "registrant"("run_id", "last_name", "first_name");

-- CreateIndex
CREATE INDEX "registrant_learner_id_idx" ON "registrant"("learner_id");

-- CreateIndex
CREATE INDEX "refresh_run_id_started_at_idx" ON "refresh"("run_id", "started_at");

-- CreateIndex
CREATE INDEX "refresh_row_registrant_id_idx" ON "refresh_row"("registrant_id");

-- CreateIndex
CREATE UNIQUE INDEX "protocol_run_id_key" ON "protocol"("run_id");

-- CreateIndex
CREATE UNIQUE INDEX "protocol_row_number_key" ON "protocol_row"("number");

-- CreateIndex
CREATE UNIQUE INDEX "protocol_row_study_place_id_key" ON "protocol_row"("study_place_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_place_registrant_id_key" ON "study_place"("registrant_id");

-- AddForeignKey
ALTER TABLE "study_place" ADD CONSTRAINT "study_place_registrant_id_fkey" FOREIGN KEY ("registrant_id") REFERENCES "registrant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registrant" ADD CONSTRAINT "registrant_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registrant" ADD CONSTRAINT "registrant_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh" ADD CONSTRAINT "refresh_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_row" ADD CONSTRAINT "refresh_row_refresh_id_fkey" FOREIGN KEY ("refresh_id") REFERENCES "refresh"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protocol" ADD CONSTRAINT "protocol_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protocol_row" ADD CONSTRAINT "protocol_row_protocol_id_fkey" FOREIGN KEY ("protocol_id") REFERENCES "protocol"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protocol_row" ADD CONSTRAINT "protocol_row_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is impossible.
ALTER TABLE programme ADD CONSTRAINT programme_hours CHECK (hours BETWEEN 1 AND 9999);
ALTER TABLE question ADD CONSTRAINT question_choices CHECK ((sort = 'CHOICE') = (cardinality(choices) > 0));
ALTER TABLE run ADD CONSTRAINT run_period CHECK (starts_on <= ends_on);
ALTER TABLE run ADD CONSTRAINT run_refreshed_is_linked CHECK (refreshed_at IS NULL OR juhan_id IS NOT NULL);
ALTER TABLE registrant ADD CONSTRAINT registrant_of_juhan CHECK ((juhan_id IS NULL) = (juhan_status IS NULL));
ALTER TABLE refresh ADD CONSTRAINT refresh_ended CHECK ((state IN ('FETCHING', 'PLANNED')) = (ended_at IS NULL));
ALTER TABLE refresh ADD CONSTRAINT refresh_failed_with_reason CHECK ((state = 'FAILED') = (problems <> '[]'::jsonb));
ALTER TABLE protocol_row ADD CONSTRAINT protocol_row_paper
  CHECK ((paper IS NULL) = (number IS NULL) AND (paper IS NULL) = (issued_on IS NULL)
         AND (paper IS NULL OR result IS NOT NULL) AND (paper IS DISTINCT FROM 'CERTIFICATE' OR result = 'POSITIVE'));
-- Two people pressing at once: one refresh of a run goes on at a time.
CREATE UNIQUE INDEX refresh_one_at_a_time ON refresh (run_id) WHERE state IN ('FETCHING', 'PLANNED');
-- One personal code is one registrant on a run's list.
CREATE UNIQUE INDEX registrant_once ON registrant (run_id, personal_code) WHERE personal_code IS NOT NULL AND removed_at IS NULL AND juhan_id IS NULL;

-- Continuing education has main states of its own (spec 2: study place annulled, study place ended).
ALTER TABLE study_term DROP CONSTRAINT study_term_value;
ALTER TABLE study_term ADD CONSTRAINT study_term_value CHECK (CASE aspect
  WHEN 'LOAD' THEN value IN ('FULL', 'PART')
  WHEN 'FUNDING' THEN value IN ('STATE_FUNDED', 'FREE', 'PAID')
  WHEN 'MAIN_STATE' THEN value IN ('STUDYING', 'EXTENDED', 'EXMATRICULATED', 'GRADUATED', 'ADMISSION_ANNULLED', 'DISCONTINUED')
  ELSE value <> '' END);
