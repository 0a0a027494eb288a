-- CreateEnum
CREATE TYPE "Heard" AS ENUM ('NOT', 'MAYBE', 'SURELY');

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "heard" "Heard" NOT NULL DEFAULT 'NOT';

-- What attempts before this told of it, by the words of the last failure and by what came of each exchange. An attempt that left
-- no exchange, and didn't end because there was nothing that could be sent, was a worker's that died.
UPDATE delivery d SET heard = CASE WHEN d.state = 'DONE' OR x.done THEN 'SURELY'::"Heard" ELSE 'MAYBE' END
  FROM (SELECT o.id, count(e.id) AS kept, coalesce(bool_or(e.outcome = 'done'), false) AS done,
               coalesce(bool_or(e.outcome <> 'refused'), false) AS otherwise
          FROM delivery o LEFT JOIN exchange e ON e.delivery_id = o.id GROUP BY o.id) x
 WHERE x.id = d.id
   AND (d.state = 'DONE' OR x.otherwise OR coalesce(d.problem = 'FAULT' OR d.problem ~ '^(unreachable|unreadable):', false)
        OR d.claimed_at IS NULL AND d.attempts > x.kept AND coalesce(d.problem !~ '^no[A-Z][A-Za-z]*:', true));
