-- Whether any records still share what is one code (view desk_collision). Every page asks it: PL/pgSQL plans it once a
-- session, and the tables are looked at by their indexes on twins alone.
CREATE FUNCTION codes_collide() RETURNS boolean STABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN EXISTS (SELECT FROM learner WHERE twin > 0)
    OR EXISTS (SELECT FROM study_place WHERE twin > 0)
    OR EXISTS (SELECT FROM curriculum WHERE twin > 0)
    OR EXISTS (SELECT FROM unit WHERE twin > 0)
    OR EXISTS (SELECT FROM programme WHERE twin > 0)
    OR EXISTS (SELECT FROM run WHERE twin > 0)
    OR EXISTS (SELECT FROM municipality WHERE twin > 0)
    OR EXISTS (SELECT FROM certificate WHERE twin > 0)
    OR EXISTS (SELECT FROM school_class WHERE twin > 0)
    OR EXISTS (SELECT FROM school_group WHERE twin > 0)
    OR EXISTS (SELECT FROM student_card WHERE twin > 0)
    OR EXISTS (SELECT FROM study_grant WHERE twin > 0);
END $$;
