-- AlterTable
ALTER TABLE "document" ADD COLUMN     "number_as_is" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "numbered_in" INTEGER,
ADD COLUMN     "series" TEXT;

-- What DHIS has numbered so far: the series is what stands before the last slash.
UPDATE "document" SET series = regexp_replace(number, '/[^/]*$', ''),
       numbered_in = extract(year FROM coalesce(issued_at, changed_at) AT TIME ZONE 'Europe/Tallinn')
 WHERE number IS NOT NULL;

-- Where two bear one number, the later ones bear it as DHIS gave it.
UPDATE "document" d SET number_as_is = true
 WHERE d.number IS NOT NULL AND EXISTS (
   SELECT FROM "document" e WHERE e.number = d.number AND e.series = d.series AND e.numbered_in = d.numbered_in
      AND (e.created_at, e.id) < (d.created_at, d.id));

DROP INDEX document_number_idx;

CREATE UNIQUE INDEX document_number_idx ON "document" (series, numbered_in, number) WHERE number IS NOT NULL AND NOT number_as_is;
