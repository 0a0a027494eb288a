-- Every rule of a grant type holds from a day to a day: beside clashes also warnings not shown and causes that don't end it.
CREATE TYPE "GrantRuleKind" AS ENUM ('CLASHES', 'HIDES', 'OUTLASTS');
ALTER TABLE "clash_rule" RENAME TO "grant_rule";
ALTER TABLE "grant_rule" RENAME CONSTRAINT "clash_rule_pkey" TO "grant_rule_pkey";
ALTER TABLE "grant_rule" RENAME COLUMN "existing" TO "code";
ALTER TABLE "grant_rule" ADD COLUMN "rule" "GrantRuleKind" NOT NULL DEFAULT 'CLASHES';
ALTER TABLE "grant_rule" ALTER COLUMN "rule" DROP DEFAULT;

-- What was switched off before is off in all the type's days.
INSERT INTO "grant_rule" (rule, given, code, valid_from)
SELECT 'HIDES'::"GrantRuleKind", t.code, hidden, t.valid_from FROM grant_type t, unnest(t.warnings_off) AS hidden
UNION ALL
SELECT 'OUTLASTS'::"GrantRuleKind", t.code, cause, t.valid_from
  FROM grant_type t, unnest(ARRAY['ACADEMIC_LEAVE', 'EXMATRICULATION', 'STUDY_PLACE_CHANGE']) AS cause
 WHERE NOT cause = ANY (t.ended_by);
ALTER TABLE "grant_type" DROP COLUMN "ended_by", DROP COLUMN "warnings_off";

-- The rules a document was checked with, in the same shape.
UPDATE document_version v SET rules = (rules - 'clashRules' - 'warningsOff') || jsonb_build_object('rules',
  (SELECT coalesce(jsonb_agg(jsonb_build_object('rule', 'CLASHES', 'given', c->'given', 'code', c->'existing',
                                                'validFrom', c->'validFrom', 'validTo', c->'validTo')), '[]')
     FROM jsonb_array_elements(v.rules->'clashRules') AS c) ||
  (SELECT coalesce(jsonb_agg(jsonb_build_object('rule', 'HIDES', 'given', v.rules->'givenType', 'code', w,
                                                'validFrom', '1900-01-01', 'validTo', NULL)), '[]')
     FROM jsonb_array_elements_text(v.rules->'warningsOff') AS w))
 WHERE rules IS NOT NULL;

CREATE INDEX "grant_rule_given_idx" ON "grant_rule"("given");
