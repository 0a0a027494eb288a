-- What leaving the school ended and called off, so that it can be taken back while EHIS hasn't heard of it.
ALTER TABLE "placement" ADD COLUMN "at_leaving" JSONB;
