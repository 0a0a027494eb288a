-- A document's number is unique in its series and year in any spelling. Where two spell one number differently, the later ones
-- bear it as DHIS gave it.
UPDATE "document" d SET number_as_is = true
 WHERE d.number IS NOT NULL AND NOT d.number_as_is AND EXISTS (
   SELECT FROM "document" e WHERE same_code(e.number) = same_code(d.number) AND NOT e.number_as_is
      AND e.series = d.series AND e.numbered_in = d.numbered_in AND (e.created_at, e.id) < (d.created_at, d.id));

DROP INDEX document_number_idx;

CREATE UNIQUE INDEX document_number_idx ON "document" (series, numbered_in, same_code(number)) WHERE number IS NOT NULL AND NOT number_as_is;
