-- The list of runs in its order, so that programme and unit are fetched for the page's runs and not for all.
CREATE INDEX "run_starts_on_code_idx" ON "run"("starts_on" DESC, "code");
