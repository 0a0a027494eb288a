-- Corrected codes of which the registry hasn't heard yet, by learner: few, but asked for each grant that it is told of.
CREATE INDEX delivery_code_not_heard_idx ON delivery (learner_id, seq)
  WHERE topic = 'ehis.person' AND payload ? 'code' AND state NOT IN ('DONE', 'CALLED_OFF');
