-- CreateTable
CREATE TABLE "sent_form" (
    "user_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" JSONB,

    CONSTRAINT "sent_form_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateIndex
CREATE INDEX "sent_form_at_idx" ON "sent_form"("at");
