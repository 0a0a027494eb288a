-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "first_tried_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "readdressing" (
    "delivery_id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "from_house_id" UUID NOT NULL,
    "to_house_id" UUID NOT NULL,

    CONSTRAINT "readdressing_pkey" PRIMARY KEY ("delivery_id","transfer_id")
);

-- CreateIndex
CREATE INDEX "readdressing_transfer_id_idx" ON "readdressing"("transfer_id");

-- AddForeignKey
ALTER TABLE "readdressing" ADD CONSTRAINT "readdressing_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "delivery"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A message of a school always says under which house, about whom, and when; no other message does.
ALTER TABLE delivery ADD CONSTRAINT delivery_of_school CHECK
  ((topic = 'ehis.pupil') = (house_id IS NOT NULL) AND num_nonnulls(house_id, pupil_id, due_on) IN (0, 3));

-- How long an unreachable neighbour is tried was reckoned from posting or release.
UPDATE delivery SET first_tried_at = greatest(created_at, (payload ->> 'releasedAt')::timestamptz) WHERE attempts > 0;
