-- Whether a unit can be chosen to be notified by DHIS.
ALTER TABLE "unit" ADD COLUMN "dhis_notified" BOOLEAN NOT NULL DEFAULT true;
