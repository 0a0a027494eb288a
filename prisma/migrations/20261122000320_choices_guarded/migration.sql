-- Standard footers, the closest one prefills a new document's.
CREATE TABLE "footer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "type" "DocumentType",
    "unit_id" UUID,
    "text" TEXT NOT NULL,

    CONSTRAINT "footer_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "footer_type_unit_id_key" ON "footer"("type", "unit_id") NULLS NOT DISTINCT;
ALTER TABLE "footer" ADD CONSTRAINT "footer_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "basis" ADD CONSTRAINT "basis_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "dhis_series" ADD CONSTRAINT "dhis_series_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE footer ADD CONSTRAINT footer_text CHECK (text <> '');

-- A series has no place but the unit's.
ALTER TABLE dhis_series ADD CONSTRAINT dhis_series_template
  CHECK (template <> '' AND replace(template, '{unit}', '') !~ '[{}]');
ALTER TABLE basis ADD CONSTRAINT basis_text CHECK (text <> '' AND length(text) <= 20000);

-- Somebody signs a type in a unit once a day, and never before he or she begins.
ALTER TABLE signing ADD CONSTRAINT signing_period CHECK (valid_to IS NULL OR valid_from <= valid_to);
ALTER TABLE signing ADD CONSTRAINT signing_once_a_day EXCLUDE USING gist (
  user_id WITH =, coalesce(unit_id, '00000000-0000-0000-0000-000000000000') WITH =, type WITH =,
  daterange(valid_from, valid_to, '[]') WITH &&);

-- Academic years follow each other without a gap; looked at when the act is complete.
CREATE FUNCTION refuse_gap_of_years() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM academic_year y WHERE y.first_on > (SELECT min(first_on) FROM academic_year)
                AND NOT EXISTS (SELECT FROM academic_year p WHERE p.last_on = y.first_on - 1)) THEN
    RAISE EXCEPTION 'academic_year_no_gap: a day would be of no year' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER academic_year_no_gap AFTER INSERT OR UPDATE OR DELETE ON academic_year
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_gap_of_years();
