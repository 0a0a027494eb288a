-- CreateIndex
CREATE INDEX "basis_unit_id_idx" ON "basis"("unit_id");

-- CreateIndex
CREATE INDEX "dhis_series_unit_id_idx" ON "dhis_series"("unit_id");

-- CreateIndex
CREATE INDEX "document_creator_id_idx" ON "document"("creator_id");

-- CreateIndex
CREATE INDEX "document_signer_id_idx" ON "document"("signer_id");

-- CreateIndex
CREATE INDEX "document_proposal_id_idx" ON "document"("proposal_id");

-- CreateIndex
CREATE INDEX "document_row_study_place_id_idx" ON "document_row"("study_place_id");

-- CreateIndex
CREATE INDEX "footer_unit_id_idx" ON "footer"("unit_id");

-- CreateIndex
CREATE INDEX "role_house_house_id_idx" ON "role_house"("house_id");

-- CreateIndex
CREATE INDEX "role_municipality_municipality_id_idx" ON "role_municipality"("municipality_id");

-- CreateIndex
CREATE INDEX "role_unit_unit_id_idx" ON "role_unit"("unit_id");

-- CreateIndex
CREATE INDEX "signing_unit_id_idx" ON "signing"("unit_id");

-- CreateIndex
CREATE INDEX "study_grant_type_code_idx" ON "study_grant"("type_code");

-- CreateIndex
CREATE INDEX "transfer_municipality_id_idx" ON "transfer"("municipality_id");
