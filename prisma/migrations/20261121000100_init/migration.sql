-- CreateEnum
CREATE TYPE "Neighbour" AS ENUM ('DHIS', 'JUHAN', 'EHIS', 'MAIL');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('WAITING', 'HELD', 'DONE', 'NEEDS_PERSON', 'CALLED_OFF');

-- CreateEnum
CREATE TYPE "NewsState" AS ENUM ('TAKEN', 'PARKED', 'APPLIED', 'VOID', 'LINKED');

-- CreateEnum
CREATE TYPE "DocumentType" AS ENUM ('PROPOSAL', 'VICE_DEAN_DIRECTIVE', 'VICE_RECTOR_DIRECTIVE', 'DIPLOMA', 'TRANSCRIPT', 'NOTICE');

-- CreateEnum
CREATE TYPE "DocumentState" AS ENUM ('DRAFT', 'CHECKED', 'SENDING', 'CALLING_OFF', 'ISSUED', 'REOPENING', 'REGISTERED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "Level" AS ENUM ('BACHELOR', 'MASTER', 'INTEGRATED', 'PROFESSIONAL', 'DOCTORAL', 'CONTINUING');

-- CreateEnum
CREATE TYPE "TermAspect" AS ENUM ('LOAD', 'FUNDING', 'CURRICULUM', 'MAIN_STATE');

-- CreateEnum
CREATE TYPE "AttestationDecision" AS ENUM ('POSITIVE', 'NEGATIVE', 'NOT_ATTESTED');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('UNIT_CLERK', 'CE_CLERK', 'VICE_DEAN', 'STUDY_OFFICE', 'VICE_RECTOR', 'CHANCELLERY', 'FINANCE', 'MUNICIPAL_OFFICIAL', 'SCHOOL_REP', 'ADMIN');

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "seq" BIGSERIAL NOT NULL,
    "neighbour" "Neighbour" NOT NULL,
    "topic" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "document_id" UUID,
    "learner_id" UUID,
    "subject_id" UUID,
    "payload" JSONB NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'WAITING',
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange" (
    "id" BIGSERIAL NOT NULL,
    "delivery_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "request" TEXT,
    "status" INTEGER,
    "response" TEXT,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "exchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "neighbour" "Neighbour" NOT NULL,
    "event_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body" JSONB NOT NULL,
    "document_id" UUID,
    "state" "NewsState" NOT NULL,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,
    "end_reason" TEXT,

    CONSTRAINT "news_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pause" (
    "neighbour" "Neighbour" NOT NULL,
    "paused_at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,

    CONSTRAINT "pause_pkey" PRIMARY KEY ("neighbour")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "type" "DocumentType" NOT NULL,
    "kind" TEXT NOT NULL,
    "subkind" TEXT,
    "state" "DocumentState" NOT NULL DEFAULT 'DRAFT',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "unit_id" UUID NOT NULL,
    "creator_id" UUID NOT NULL,
    "drafter_id" UUID NOT NULL,
    "signer_id" UUID NOT NULL,
    "basis" TEXT NOT NULL,
    "extra_info" TEXT NOT NULL DEFAULT '',
    "footer" TEXT NOT NULL DEFAULT '',
    "paid_from" DATE,
    "paid_to" DATE,
    "monthly_amount" DECIMAL(8,2),
    "funding_source" TEXT NOT NULL DEFAULT '',
    "notify_units" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "send_no" INTEGER NOT NULL DEFAULT 0,
    "number" TEXT,
    "dhis_id" TEXT,
    "dhis_url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "issued_at" TIMESTAMPTZ(3),
    "registered_on" DATE,
    "registered_at" TIMESTAMPTZ(3),
    "finance_told_at" TIMESTAMPTZ(3),
    "finance_told_by" TEXT,
    "proposal_id" UUID,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_row" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "learner_id" UUID NOT NULL,
    "study_place_id" UUID NOT NULL,
    "paid_from" DATE,
    "paid_to" DATE,
    "monthly_amount" DECIMAL(8,2),
    "funding_source" TEXT NOT NULL DEFAULT '',
    "bank_account" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "document_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "working_copy" (
    "document_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "working_copy_pkey" PRIMARY KEY ("document_id","user_id")
);

-- CreateTable
CREATE TABLE "document_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "document_id" UUID NOT NULL,
    "send_no" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "pdf" BYTEA NOT NULL,
    "pdf_sha256" TEXT NOT NULL,
    "warnings" TEXT NOT NULL,
    "checked_by_id" UUID NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "history_entry" (
    "id" BIGSERIAL NOT NULL,
    "document_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,
    "who" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "from_state" "DocumentState",
    "to_state" "DocumentState" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "history_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "effect" (
    "id" BIGSERIAL NOT NULL,
    "document_id" UUID NOT NULL,
    "row_id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "effect_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant_type" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "ehis_code" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "warnings_off" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "grant_type_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "clash_rule" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "given" TEXT NOT NULL,
    "existing" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "clash_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_grant" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "learner_id" UUID NOT NULL,
    "study_place_id" UUID NOT NULL,
    "type_code" TEXT NOT NULL,
    "paid_from" DATE NOT NULL,
    "paid_to" DATE NOT NULL,
    "monthly_amount" DECIMAL(8,2) NOT NULL,
    "funding_source" TEXT NOT NULL,
    "bank_account" TEXT NOT NULL DEFAULT '',
    "document_id" UUID,
    "row_id" UUID,
    "imported_number" TEXT,
    "imported_on" DATE,
    "annulled_at" TIMESTAMPTZ(3),

    CONSTRAINT "study_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant_end" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "grant_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "document_id" UUID,
    "last_paid_on" DATE NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "grant_end_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "personal_code" TEXT,
    "other_code" TEXT,
    "born_on" DATE,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "bank_account" TEXT NOT NULL DEFAULT '',
    "search_words" tsvector,

    CONSTRAINT "learner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "curriculum" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "curriculum_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "study_place" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "learner_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "level" "Level" NOT NULL,
    "started_on" DATE NOT NULL,
    "nominal_end_on" DATE,

    CONSTRAINT "study_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_term" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "study_place_id" UUID NOT NULL,
    "aspect" "TermAspect" NOT NULL,
    "value" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,
    "document_id" UUID,
    "imported_number" TEXT,
    "imported_on" DATE,

    CONSTRAINT "study_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "academic_leave" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "study_place_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "document_id" UUID,
    "imported_number" TEXT,
    "imported_on" DATE,
    "annulled_at" TIMESTAMPTZ(3),

    CONSTRAINT "academic_leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attestation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "study_place_id" UUID NOT NULL,
    "attested_on" DATE NOT NULL,
    "decision" "AttestationDecision" NOT NULL,

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "closed_on" DATE,
    "contact" TEXT NOT NULL DEFAULT '',
    "finance_recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subject" TEXT,
    "personal_code" TEXT,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'et',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_role" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "others_drafts" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "user_role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_unit" (
    "role_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,

    CONSTRAINT "role_unit_pkey" PRIMARY KEY ("role_id","unit_id")
);

-- CreateTable
CREATE TABLE "signing" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "unit_id" UUID,
    "type" "DocumentType" NOT NULL,
    "title" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "signing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "basis" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "unit_id" UUID,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "text" TEXT NOT NULL,
    "retired_on" DATE,

    CONSTRAINT "basis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dhis_series" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "type" "DocumentType" NOT NULL,
    "unit_id" UUID,
    "template" TEXT NOT NULL,

    CONSTRAINT "dhis_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "academic_year" (
    "label" TEXT NOT NULL,
    "first_on" DATE NOT NULL,
    "last_on" DATE NOT NULL,

    CONSTRAINT "academic_year_pkey" PRIMARY KEY ("label")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_id" UUID,
    "act" TEXT NOT NULL,
    "subject" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "delivery_key_key" ON "delivery"("key");

-- CreateIndex
CREATE INDEX "delivery_state_due_at_idx" ON "delivery"("state", "due_at");

-- CreateIndex
CREATE INDEX "delivery_thread_seq_idx" ON "delivery"("thread", "seq");

-- CreateIndex
CREATE INDEX "delivery_document_id_idx" ON "delivery"("document_id");

-- CreateIndex
CREATE INDEX "exchange_delivery_id_idx" ON "exchange"("delivery_id");

-- CreateIndex
CREATE INDEX "news_state_idx" ON "news"("state");

-- CreateIndex
CREATE INDEX "news_document_id_idx" ON "news"("document_id");

-- CreateIndex
CREATE UNIQUE INDEX "news_neighbour_event_id_key" ON "news"("neighbour", "event_id");

-- CreateIndex
CREATE INDEX "document_unit_id_state_idx" ON "document"("unit_id", "state");

-- CreateIndex
CREATE INDEX "document_drafter_id_state_idx" ON "document"("drafter_id", "state");

-- CreateIndex
CREATE INDEX "document_state_changed_at_idx" ON "document"("state", "changed_at");

-- CreateIndex
CREATE INDEX "document_row_document_id_position_idx" ON "document_row"("document_id", "position");

-- CreateIndex
CREATE INDEX "document_row_learner_id_idx" ON "document_row"("learner_id");

-- CreateIndex
CREATE INDEX "document_version_document_id_send_no_idx" ON "document_version"("document_id", "send_no");

-- CreateIndex
CREATE INDEX "history_entry_document_id_id_idx" ON "history_entry"("document_id", "id");

-- CreateIndex
CREATE INDEX "effect_document_id_idx" ON "effect"("document_id");

-- CreateIndex
CREATE INDEX "effect_learner_id_idx" ON "effect"("learner_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_grant_row_id_key" ON "study_grant"("row_id");

-- CreateIndex
CREATE INDEX "study_grant_learner_id_idx" ON "study_grant"("learner_id");

-- CreateIndex
CREATE INDEX "study_grant_document_id_idx" ON "study_grant"("document_id");

-- CreateIndex
CREATE INDEX "study_grant_paid_to_idx" ON "study_grant"("paid_to");

-- CreateIndex
CREATE INDEX "grant_end_grant_id_idx" ON "grant_end"("grant_id");

-- CreateIndex
CREATE UNIQUE INDEX "learner_personal_code_key" ON "learner"("personal_code");

-- CreateIndex
CREATE UNIQUE INDEX "learner_other_code_key" ON "learner"("other_code");

-- CreateIndex
CREATE INDEX "learner_search_words_idx" ON "learner" USING GIN ("search_words");

-- CreateIndex
CREATE INDEX "learner_last_name_first_name_idx" ON "learner"("last_name", "first_name");

-- CreateIndex
CREATE UNIQUE INDEX "study_place_code_key" ON "study_place"("code");

-- CreateIndex
CREATE INDEX "study_place_learner_id_idx" ON "study_place"("learner_id");

-- CreateIndex
CREATE INDEX "study_place_unit_id_idx" ON "study_place"("unit_id");

-- CreateIndex
CREATE INDEX "study_term_study_place_id_aspect_from_on_idx" ON "study_term"("study_place_id", "aspect", "from_on");

-- CreateIndex
CREATE INDEX "academic_leave_study_place_id_idx" ON "academic_leave"("study_place_id");

-- CreateIndex
CREATE UNIQUE INDEX "attestation_study_place_id_attested_on_key" ON "attestation"("study_place_id", "attested_on");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_subject_key" ON "app_user"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_personal_code_key" ON "app_user"("personal_code");

-- CreateIndex
CREATE UNIQUE INDEX "user_role_user_id_role_key" ON "user_role"("user_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "dhis_series_type_unit_id_key" ON "dhis_series"("type", "unit_id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry"("subject");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange" ADD CONSTRAINT "exchange_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_drafter_id_fkey" FOREIGN KEY ("drafter_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_signer_id_fkey" FOREIGN KEY ("signer_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_row" ADD CONSTRAINT "document_row_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_row" ADD CONSTRAINT "document_row_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_row" ADD CONSTRAINT "document_row_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_version" ADD CONSTRAINT "document_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_grant" ADD CONSTRAINT "study_grant_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_grant" ADD CONSTRAINT "study_grant_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_grant" ADD CONSTRAINT "study_grant_type_code_fkey" FOREIGN KEY ("type_code") REFERENCES "grant_type"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant_end" ADD CONSTRAINT "grant_end_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "study_grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_place" ADD CONSTRAINT "study_place_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_place" ADD CONSTRAINT "study_place_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_term" ADD CONSTRAINT "study_term_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "academic_leave" ADD CONSTRAINT "academic_leave_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_study_place_id_fkey" FOREIGN KEY ("study_place_id") REFERENCES "study_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_unit" ADD CONSTRAINT "role_unit_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "user_role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_unit" ADD CONSTRAINT "role_unit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing" ADD CONSTRAINT "signing_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing" ADD CONSTRAINT "signing_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
