-- CreateEnum
CREATE TYPE "SchoolKind" AS ENUM ('KINDERGARTEN', 'BASIC_SCHOOL', 'GYMNASIUM', 'HOBBY_SCHOOL');

-- CreateEnum
CREATE TYPE "PlacementEnd" AS ENUM ('TRANSFER', 'LEAVING');

-- CreateEnum
CREATE TYPE "TransferState" AS ENUM ('UNDER_WAY', 'MADE', 'REFUSED', 'TAKEN_BACK');

-- CreateEnum
CREATE TYPE "PlacementAct" AS ENUM ('PLACED', 'MOVED', 'DAY_MOVED', 'TAKEN_BACK', 'COPIED', 'VOIDED', 'LEFT', 'STAYED');

-- CreateEnum
CREATE TYPE "GroupKind" AS ENUM ('DAY', 'HOBBY', 'HOBBY_SCHOOL');

-- CreateEnum
CREATE TYPE "DecisionIssuer" AS ENUM ('INNOVE', 'HARNO');

-- CreateEnum
CREATE TYPE "ConsentState" AS ENUM ('PENDING', 'GIVEN', 'REFUSED');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "due_on" DATE,
ADD COLUMN     "house_id" UUID,
ADD COLUMN     "pupil_id" UUID;

-- CreateTable
CREATE TABLE "municipality" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "moves_between_houses" BOOLEAN NOT NULL DEFAULT false,
    "tells_branch" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "municipality_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "house" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "municipality_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "SchoolKind" NOT NULL,
    "ehis_id" TEXT NOT NULL,
    "branch_code" TEXT NOT NULL DEFAULT '',
    "registry_code" TEXT NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "house_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_municipality" (
    "role_id" UUID NOT NULL,
    "municipality_id" UUID NOT NULL,

    CONSTRAINT "role_municipality_pkey" PRIMARY KEY ("role_id","municipality_id")
);

-- CreateTable
CREATE TABLE "role_house" (
    "role_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,

    CONSTRAINT "role_house_pkey" PRIMARY KEY ("role_id","house_id")
);

-- CreateTable
CREATE TABLE "school_class" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "house_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "parallel" TEXT NOT NULL,
    "curriculum" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "school_class_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pupil" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "personal_code" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "search_words" tsvector,

    CONSTRAINT "pupil_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "placement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "ended_by" "PlacementEnd",
    "left_reason" TEXT NOT NULL DEFAULT '',
    "stay_id" UUID,
    "voided_at" TIMESTAMPTZ(3),
    "voided_by_id" UUID,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL,
    "municipality_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "who" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "house_id" UUID NOT NULL,
    "state" "TransferState" NOT NULL DEFAULT 'UNDER_WAY',
    "steps_done" INTEGER NOT NULL DEFAULT 0,
    "refusals" JSONB NOT NULL DEFAULT '[]',
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_row" (
    "transfer_id" UUID NOT NULL,
    "pupil_id" UUID NOT NULL,
    "old_id" UUID NOT NULL,
    "old_to_on" DATE NOT NULL,
    "new_class_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "new_id" UUID,
    "voided_id" UUID,
    "next_class_id" UUID,
    "next_id" UUID,
    "taken_back_at" TIMESTAMPTZ(3),
    "arrived_at" TIMESTAMPTZ(3),
    "arrived_by_id" UUID,

    CONSTRAINT "transfer_row_pkey" PRIMARY KEY ("transfer_id","pupil_id")
);

-- CreateTable
CREATE TABLE "placement_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_id" UUID NOT NULL,
    "who" TEXT NOT NULL,
    "act" "PlacementAct" NOT NULL,
    "pupil_id" UUID NOT NULL,
    "from_house_id" UUID,
    "from_class" TEXT NOT NULL DEFAULT '',
    "to_house_id" UUID,
    "to_class" TEXT NOT NULL DEFAULT '',
    "day" DATE NOT NULL,
    "day_before" DATE,
    "transfer_id" UUID,

    CONSTRAINT "placement_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school_group" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "house_id" UUID NOT NULL,
    "kind" "GroupKind" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "school_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_place" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "group_id" UUID NOT NULL,
    "pupil_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,

    CONSTRAINT "group_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "student_card" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "closed_on" DATE,

    CONSTRAINT "student_card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "card_house" (
    "card_id" UUID NOT NULL,
    "from_on" DATE NOT NULL,
    "house_id" UUID NOT NULL,
    "transfer_id" UUID,

    CONSTRAINT "card_house_pkey" PRIMARY KEY ("card_id","from_on")
);

-- CreateTable
CREATE TABLE "special_needs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "changed_on" DATE NOT NULL,
    "needs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "services" JSONB NOT NULL DEFAULT '[]',
    "specialist_text" TEXT NOT NULL DEFAULT '',
    "measures_text" TEXT NOT NULL DEFAULT '',
    "other_text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "special_needs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "issuer" "DecisionIssuer" NOT NULL,
    "number" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "content" TEXT NOT NULL,
    "consent" "ConsentState" NOT NULL DEFAULT 'PENDING',
    "consent_on" DATE,
    "consent_note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "foreign_language" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "changed_on" DATE NOT NULL,
    "language" TEXT NOT NULL,
    "level" TEXT NOT NULL,

    CONSTRAINT "foreign_language_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "swimming" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "changed_on" DATE NOT NULL,
    "planned_hours" INTEGER,
    "done_hours" INTEGER,
    "group_size" TEXT NOT NULL DEFAULT '',
    "level" TEXT NOT NULL DEFAULT '',
    "trainer_code" TEXT NOT NULL DEFAULT '',
    "assistant_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "swimming_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "number" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "given" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "year" INTEGER NOT NULL,
    "quarter" INTEGER NOT NULL,
    "hours" INTEGER NOT NULL,
    "times" INTEGER NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "failing_grade" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "pupil_id" UUID NOT NULL,
    "house_id" UUID NOT NULL,
    "stay_id" UUID,
    "origin_id" UUID,
    "changed_on" DATE NOT NULL,
    "year" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "failing_grade_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "classifier" (
    "sort" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "retired_on" DATE,

    CONSTRAINT "classifier_pkey" PRIMARY KEY ("sort","code")
);

-- CreateIndex
CREATE UNIQUE INDEX "municipality_code_key" ON "municipality"("code");

-- CreateIndex
CREATE INDEX "house_municipality_id_idx" ON "house"("municipality_id");

-- CreateIndex
CREATE INDEX "house_ehis_id_idx" ON "house"("ehis_id");

-- CreateIndex
CREATE UNIQUE INDEX "school_class_house_id_year_number_parallel_key" ON "school_class"("house_id", "year", "number", "parallel");

-- CreateIndex
CREATE UNIQUE INDEX "school_class_id_house_id_year_key" ON "school_class"("id", "house_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "pupil_personal_code_key" ON "pupil"("personal_code");

-- CreateIndex
CREATE INDEX "pupil_search_words_idx" ON "pupil" USING GIN ("search_words");

-- CreateIndex
CREATE INDEX "pupil_last_name_first_name_idx" ON "pupil"("last_name", "first_name");

-- CreateIndex
CREATE INDEX "placement_pupil_id_from_on_idx" ON "placement"("pupil_id", "from_on");

-- CreateIndex
CREATE INDEX "placement_class_id_idx" ON "placement"("class_id");

-- CreateIndex
CREATE INDEX "placement_house_id_year_idx" ON "placement"("house_id", "year");

-- CreateIndex
CREATE INDEX "transfer_house_id_day_idx" ON "transfer"("house_id", "day");

-- CreateIndex
CREATE INDEX "transfer_row_pupil_id_idx" ON "transfer_row"("pupil_id");

-- CreateIndex
CREATE INDEX "transfer_row_old_id_idx" ON "transfer_row"("old_id");

-- CreateIndex
CREATE INDEX "transfer_row_new_id_idx" ON "transfer_row"("new_id");

-- CreateIndex
CREATE INDEX "placement_log_pupil_id_idx" ON "placement_log"("pupil_id");

-- CreateIndex
CREATE INDEX "placement_log_from_house_id_id_idx" ON "placement_log"("from_house_id", "id");

-- CreateIndex
CREATE INDEX "placement_log_to_house_id_id_idx" ON "placement_log"("to_house_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "school_group_house_id_name_key" ON "school_group"("house_id", "name");

-- CreateIndex
CREATE INDEX "group_place_pupil_id_idx" ON "group_place"("pupil_id");

-- CreateIndex
CREATE INDEX "group_place_group_id_idx" ON "group_place"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "student_card_number_key" ON "student_card"("number");

-- CreateIndex
CREATE INDEX "student_card_pupil_id_idx" ON "student_card"("pupil_id");

-- CreateIndex
CREATE INDEX "card_house_house_id_idx" ON "card_house"("house_id");

-- CreateIndex
CREATE INDEX "special_needs_pupil_id_house_id_idx" ON "special_needs"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "special_needs_origin_id_idx" ON "special_needs"("origin_id");

-- CreateIndex
CREATE INDEX "decision_pupil_id_house_id_idx" ON "decision"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "decision_origin_id_idx" ON "decision"("origin_id");

-- CreateIndex
CREATE INDEX "foreign_language_pupil_id_house_id_idx" ON "foreign_language"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "foreign_language_origin_id_idx" ON "foreign_language"("origin_id");

-- CreateIndex
CREATE INDEX "swimming_pupil_id_house_id_idx" ON "swimming"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "swimming_origin_id_idx" ON "swimming"("origin_id");

-- CreateIndex
CREATE INDEX "consent_pupil_id_house_id_idx" ON "consent"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "consent_origin_id_idx" ON "consent"("origin_id");

-- CreateIndex
CREATE INDEX "absence_pupil_id_house_id_idx" ON "absence"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "absence_origin_id_idx" ON "absence"("origin_id");

-- CreateIndex
CREATE INDEX "failing_grade_pupil_id_house_id_idx" ON "failing_grade"("pupil_id", "house_id");

-- CreateIndex
CREATE INDEX "failing_grade_origin_id_idx" ON "failing_grade"("origin_id");

-- CreateIndex
CREATE INDEX "delivery_house_id_due_on_idx" ON "delivery"("house_id", "due_on");

-- CreateIndex
CREATE INDEX "delivery_pupil_id_idx" ON "delivery"("pupil_id");

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_house_id_fkey" FOREIGN KEY ("house_id") REFERENCES "house"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "house" ADD CONSTRAINT "house_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_municipality" ADD CONSTRAINT "role_municipality_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "user_role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_municipality" ADD CONSTRAINT "role_municipality_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_house" ADD CONSTRAINT "role_house_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "user_role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_house" ADD CONSTRAINT "role_house_house_id_fkey" FOREIGN KEY ("house_id") REFERENCES "house"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school_class" ADD CONSTRAINT "school_class_house_id_fkey" FOREIGN KEY ("house_id") REFERENCES "house"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_class_id_house_id_year_fkey" FOREIGN KEY ("class_id", "house_id", "year") REFERENCES "school_class"("id", "house_id", "year") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "placement" ADD CONSTRAINT "placement_house_id_fkey" FOREIGN KEY ("house_id") REFERENCES "house"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_municipality_id_fkey" FOREIGN KEY ("municipality_id") REFERENCES "municipality"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_row" ADD CONSTRAINT "transfer_row_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_row" ADD CONSTRAINT "transfer_row_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "placement_log" ADD CONSTRAINT "placement_log_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school_group" ADD CONSTRAINT "school_group_house_id_fkey" FOREIGN KEY ("house_id") REFERENCES "house"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_place" ADD CONSTRAINT "group_place_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "school_group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_place" ADD CONSTRAINT "group_place_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "student_card" ADD CONSTRAINT "student_card_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "card_house" ADD CONSTRAINT "card_house_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "student_card"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "special_needs" ADD CONSTRAINT "special_needs_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_language" ADD CONSTRAINT "foreign_language_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "swimming" ADD CONSTRAINT "swimming_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "failing_grade" ADD CONSTRAINT "failing_grade_pupil_id_fkey" FOREIGN KEY ("pupil_id") REFERENCES "pupil"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Names as search sees them, and personal codes by their beginning.
ALTER TABLE pupil DROP COLUMN search_words;
ALTER TABLE pupil ADD COLUMN search_words tsvector
  GENERATED ALWAYS AS (to_tsvector('simple', plain(first_name || ' ' || last_name))) STORED;
CREATE INDEX pupil_search_words_idx ON pupil USING gin (search_words);
CREATE INDEX pupil_personal_code_start_idx ON pupil (personal_code text_pattern_ops) WHERE personal_code <> '';

-- Nobody stands in two classes on a day; a void placement holds no day. By its hash, as terms of a study place are.
ALTER TABLE placement ADD CONSTRAINT placement_one_a_day
  EXCLUDE USING gist (uuid_hash_extended(pupil_id, 0) WITH =, daterange(from_on, to_on, '[]') WITH &&) WHERE (voided_at IS NULL);
ALTER TABLE group_place ADD CONSTRAINT group_place_one_a_day
  EXCLUDE USING gist (uuid_hash_extended(pupil_id, 0) WITH =, uuid_hash_extended(group_id, 0) WITH =,
                      daterange(from_on, to_on, '[]') WITH &&);

-- A school year is from 1 September to 31 August (Põhikooli- ja gümnaasiumiseadus § 24); a placement lies within one.
ALTER TABLE placement ADD CONSTRAINT placement_period CHECK
  (from_on <= to_on AND from_on >= make_date(year, 9, 1) AND to_on <= make_date(year + 1, 8, 31));
ALTER TABLE placement ADD CONSTRAINT placement_left CHECK (left_reason = '' OR ended_by = 'LEAVING');
ALTER TABLE placement ADD CONSTRAINT placement_void CHECK (voided_by_id IS NULL OR voided_at IS NOT NULL);
ALTER TABLE school_class ADD CONSTRAINT school_class_number CHECK (number BETWEEN 1 AND 12 AND year BETWEEN 2000 AND 2100);
ALTER TABLE house ADD CONSTRAINT house_codes CHECK
  (ehis_id ~ '^[0-9]{1,9}$' AND branch_code ~ '^[0-9]{0,9}$' AND registry_code ~ '^[0-9]{8}$');
ALTER TABLE transfer ADD CONSTRAINT transfer_ended CHECK ((state = 'UNDER_WAY') = (ended_at IS NULL));
ALTER TABLE group_place ADD CONSTRAINT group_place_period CHECK (to_on IS NULL OR from_on <= to_on);
ALTER TABLE student_card ADD CONSTRAINT student_card_period CHECK (valid_from <= valid_to);
ALTER TABLE decision ADD CONSTRAINT decision_period CHECK (valid_to IS NULL OR valid_from <= valid_to);
ALTER TABLE decision ADD CONSTRAINT decision_consent CHECK ((consent = 'PENDING') = (consent_on IS NULL));
ALTER TABLE absence ADD CONSTRAINT absence_counts CHECK (quarter BETWEEN 1 AND 4 AND hours > 0 AND times > 0);

-- Nothing is copied twice in one stay; of needs and swimming a stay has one row.
CREATE UNIQUE INDEX special_needs_once ON special_needs (pupil_id, house_id, stay_id) NULLS NOT DISTINCT WHERE pupil_id IS NOT NULL;
CREATE UNIQUE INDEX swimming_once ON swimming (pupil_id, house_id, stay_id) NULLS NOT DISTINCT WHERE pupil_id IS NOT NULL;
CREATE UNIQUE INDEX decision_copied_once ON decision (origin_id, stay_id) WHERE origin_id IS NOT NULL;
CREATE UNIQUE INDEX foreign_language_copied_once ON foreign_language (origin_id, stay_id) WHERE origin_id IS NOT NULL;
CREATE UNIQUE INDEX foreign_language_once ON foreign_language (pupil_id, house_id, stay_id, language) NULLS NOT DISTINCT WHERE pupil_id IS NOT NULL;
CREATE UNIQUE INDEX consent_copied_once ON consent (origin_id, stay_id) WHERE origin_id IS NOT NULL;
CREATE UNIQUE INDEX absence_copied_once ON absence (origin_id, stay_id) WHERE origin_id IS NOT NULL;
CREATE UNIQUE INDEX absence_once ON absence (pupil_id, house_id, stay_id, year, quarter) NULLS NOT DISTINCT WHERE pupil_id IS NOT NULL;
CREATE UNIQUE INDEX failing_grade_copied_once ON failing_grade (origin_id, stay_id) WHERE origin_id IS NOT NULL;
CREATE UNIQUE INDEX failing_grade_once ON failing_grade (pupil_id, house_id, stay_id, year, subject) NULLS NOT DISTINCT WHERE pupil_id IS NOT NULL;

-- One transfer at a time takes a pupil from a placement.
CREATE UNIQUE INDEX transfer_row_one_standing ON transfer_row (old_id) WHERE taken_back_at IS NULL AND new_id IS NOT NULL;

-- The placement log can't be changed by anybody who goes through SQL.
CREATE TRIGGER placement_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON placement_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'olek_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON placement_log FROM olek_app;
  END IF;
END $$;

-- Officials of a municipality and representatives of houses have their scopes too.
CREATE OR REPLACE FUNCTION refuse_role_without_scope() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed uuid;
BEGIN
  IF TG_TABLE_NAME = 'user_role' THEN changed := NEW.id; ELSE changed := OLD.role_id; END IF;
  IF EXISTS (SELECT FROM user_role r WHERE r.id = changed AND NOT CASE
       WHEN r.role IN ('UNIT_CLERK', 'CE_CLERK', 'VICE_DEAN') THEN EXISTS (SELECT FROM role_unit u WHERE u.role_id = r.id)
       WHEN r.role = 'MUNICIPAL_OFFICIAL' THEN EXISTS (SELECT FROM role_municipality m WHERE m.role_id = r.id)
       WHEN r.role = 'SCHOOL_REP' THEN EXISTS (SELECT FROM role_house h WHERE h.role_id = r.id)
       ELSE true END) THEN
    RAISE EXCEPTION 'user_role_has_scope: a role within a scope has none' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER role_municipality_leaves_scope AFTER UPDATE OR DELETE ON role_municipality
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_role_without_scope();
CREATE CONSTRAINT TRIGGER role_house_leaves_scope AFTER UPDATE OR DELETE ON role_house
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_role_without_scope();
