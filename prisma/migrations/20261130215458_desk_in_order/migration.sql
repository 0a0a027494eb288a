-- The desk shows the first few of leaves that begin soon, of documents that wait for their signer and of what was
-- registered lately.
CREATE INDEX "academic_leave_from_on_id_idx" ON "academic_leave"("from_on", "id");
CREATE INDEX document_issued_idx ON document (issued_at, id) WHERE state = 'ISSUED';
CREATE INDEX document_registered_idx ON document (registered_at, id) WHERE state = 'REGISTERED';
