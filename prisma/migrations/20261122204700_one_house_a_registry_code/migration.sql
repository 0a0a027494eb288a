-- An import knows a house by its registry code, and X-Road the party it stands for.
CREATE UNIQUE INDEX "house_registry_code_key" ON "house"("registry_code");
