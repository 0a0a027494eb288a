-- One written form of every text that identifies; lib/shared/written.ts says the same in TypeScript, and why.
CREATE FUNCTION written_form(t text) RETURNS text IMMUTABLE PARALLEL SAFE
  RETURN normalize(btrim(regexp_replace(regexp_replace(t,
    '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]', '', 'g'),
    '[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g'), ' '), NFC);
CREATE FUNCTION written_name(t text) RETURNS text IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(regexp_replace(written_form(t),
    '[\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]', '-', 'g'),
    '[\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201b\u2032\uff07]', '''', 'g');
CREATE FUNCTION written_code(t text) RETURNS text IMMUTABLE PARALLEL SAFE
  RETURN regexp_replace(written_name(t), ' *([-/.:_]) *', '\1', 'g');
-- By a table of our own, and not by a locale's, so that no new version of a library changes what an index holds.
CREATE FUNCTION without_case(t text) RETURNS text IMMUTABLE PARALLEL SAFE
  RETURN normalize(translate(t,
    'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƠƢƤƦƧƩƬƮƯƱƲƳƵƷƸƼǄǅǇǈǊǋǍǏǑǓǕǗǙǛǞǠǢǤǦǨǪǬǮǱǲǴǶǷǸǺǼǾȀȂȄȆȈȊȌȎȐȒȔȖȘȚȜȞȠȢȤȦȨȪȬȮȰȲȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΆΈΉΊΌΎΏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫϏϘϚϜϞϠϢϤϦϨϪϬϮϴϷϹϺϽϾϿЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾӀӁӃӅӇӉӋӍӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮḀḂḄḆḈḊḌḎḐḒḔḖḘḚḜḞḠḢḤḦḨḪḬḮḰḲḴḶḸḺḼḾṀṂṄṆṈṊṌṎṐṒṔṖṘṚṜṞṠṢṤṦṨṪṬṮṰṲṴṶṸṺṼṾẀẂẄẆẈẊẌẎẐẒẔẞẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸỺỼỾ',
    'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷÿźżžɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵơƣƥʀƨʃƭʈưʊʋƴƶʒƹƽǆǆǉǉǌǌǎǐǒǔǖǘǚǜǟǡǣǥǧǩǫǭǯǳǳǵƕƿǹǻǽǿȁȃȅȇȉȋȍȏȑȓȕȗșțȝȟƞȣȥȧȩȫȭȯȱȳⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳάέήίόύώαβγδεζηθικλμνξοπρστυφχψωϊϋϗϙϛϝϟϡϣϥϧϩϫϭϯθϸϲϻͻͼͽѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿӏӂӄӆӈӊӌӎӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯḁḃḅḇḉḋḍḏḑḓḕḗḙḛḝḟḡḣḥḧḩḫḭḯḱḳḵḷḹḻḽḿṁṃṅṇṉṋṍṏṑṓṕṗṙṛṝṟṡṣṥṧṩṫṭṯṱṳṵṷṹṻṽṿẁẃẅẇẉẋẍẏẑẓẕßạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹỻỽỿ'), NFC);
CREATE FUNCTION same_name(t text) RETURNS text IMMUTABLE PARALLEL SAFE RETURN without_case(written_name(t));
CREATE FUNCTION same_code(t text) RETURNS text IMMUTABLE PARALLEL SAFE RETURN without_case(written_code(t));

-- Which columns identify a row, within what, and by which form. A twin's number lets those that were written differently
-- until now stand beside each other; nothing is merged, and nothing more of that code comes in.
CREATE TEMP TABLE identifying (place text, col text, form text, of text, stands text);
INSERT INTO identifying VALUES
  ('learner', 'other_code', 'code', '', 'other_code IS NOT NULL'),
  ('study_place', 'code', 'code', '', 'true'),
  ('curriculum', 'code', 'code', '', 'true'),
  ('unit', 'code', 'code', '', 'true'),
  ('programme', 'code', 'code', '', 'true'),
  ('run', 'code', 'code', '', 'true'),
  ('municipality', 'code', 'code', '', 'true'),
  ('certificate', 'number', 'code', 'kind, ', 'annulled_at IS NULL'),
  ('school_class', 'parallel', 'code', 'house_id, year, number, ', 'true'),
  ('school_group', 'name', 'name', 'house_id, ', 'true'),
  ('student_card', 'number', 'code', '', 'true'),
  ('study_grant', 'imported_number', 'code', 'study_place_id, type_code, paid_from, ', 'imported_number IS NOT NULL AND document_id IS NULL AND annulled_at IS NULL');
DO $$
DECLARE i record;
BEGIN
  FOR i IN SELECT * FROM identifying LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN twin smallint NOT NULL DEFAULT 0', i.place);
    EXECUTE format(
      'UPDATE %1$I t SET twin = x.twin
         FROM (SELECT ctid, row_number() OVER (PARTITION BY %4$s same_%3$s(%2$I) ORDER BY %2$I <> written_%3$s(%2$I), %2$I COLLATE "C") - 1 AS twin
                 FROM %1$I WHERE %5$s) x
        WHERE x.ctid = t.ctid AND x.twin > 0', i.place, i.col, i.form, i.of, i.stands);
    EXECUTE format('CREATE INDEX %1$I ON %2$I (twin) WHERE twin > 0', i.place || '_twin_idx', i.place);
  END LOOP;
END $$;

-- One code, one row, however it is written. Look-ups by code take these too.
CREATE UNIQUE INDEX learner_same_other_code ON learner (same_code(other_code), twin);
CREATE UNIQUE INDEX study_place_same_code ON study_place (same_code(code), twin);
CREATE UNIQUE INDEX curriculum_same_code ON curriculum (same_code(code), twin);
CREATE UNIQUE INDEX unit_same_code ON unit (same_code(code), twin);
CREATE UNIQUE INDEX programme_same_code ON programme (same_code(code), twin);
CREATE UNIQUE INDEX run_same_code ON run (same_code(code), twin);
CREATE UNIQUE INDEX municipality_same_code ON municipality (same_code(code), twin);
DROP INDEX certificate_number;
CREATE UNIQUE INDEX certificate_number ON certificate (kind, same_code(number), twin) WHERE annulled_at IS NULL;
CREATE UNIQUE INDEX school_class_same_parallel ON school_class (house_id, year, number, same_code(parallel), twin);
CREATE UNIQUE INDEX school_group_same_name ON school_group (house_id, same_name(name), twin);
CREATE UNIQUE INDEX student_card_same_number ON student_card (same_code(number), twin);
CREATE UNIQUE INDEX study_grant_same_number ON study_grant (study_place_id, type_code, paid_from, same_code(imported_number), twin)
  WHERE document_id IS NULL AND annulled_at IS NULL;
-- Directives by number, ours and imported ones; namesakes.
CREATE INDEX document_same_number ON document (same_code(number));
CREATE INDEX learner_same_name ON learner (same_name(last_name), same_name(first_name));
CREATE INDEX pupil_same_name ON pupil (same_name(last_name), same_name(first_name));

-- Whatever is alone with its code is written in the one form from now on.
DO $$
DECLARE i record; brought bigint; counted jsonb := '{}';
BEGIN
  -- A curriculum is named by its code.
  UPDATE study_term t SET value = written_code(t.value) WHERE aspect = 'CURRICULUM' AND value <> written_code(value)
     AND NOT EXISTS (SELECT FROM curriculum c WHERE c.twin > 0 AND same_code(c.code) = same_code(t.value));
  UPDATE document_row r SET curriculum = written_code(r.curriculum) WHERE curriculum <> written_code(curriculum)
     AND NOT EXISTS (SELECT FROM curriculum c WHERE c.twin > 0 AND same_code(c.code) = same_code(r.curriculum));
  FOR i IN SELECT place, col, 'written_' || form AS form,
                  format('AND (%3$s same_%4$s(%2$I)) NOT IN (SELECT %3$s same_%4$s(%2$I) FROM %1$I WHERE twin > 0)', place, col, of, form) AS alone
             FROM identifying
           UNION ALL
           SELECT place, col, form, '' FROM (VALUES
             ('learner', 'first_name', 'written_name'), ('learner', 'last_name', 'written_name'),
             ('learner', 'email', 'written_form'), ('learner', 'phone', 'written_form'),
             ('registrant', 'first_name', 'written_name'), ('registrant', 'last_name', 'written_name'),
             ('registrant', 'email', 'written_form'), ('registrant', 'phone', 'written_form'), ('registrant', 'workplace', 'written_form'),
             ('pupil', 'first_name', 'written_name'), ('pupil', 'last_name', 'written_name'),
             ('app_user', 'first_name', 'written_name'), ('app_user', 'last_name', 'written_name'), ('app_user', 'email', 'written_form'),
             ('unit', 'name', 'written_form'), ('curriculum', 'name', 'written_form'), ('programme', 'name', 'written_form'),
             ('municipality', 'name', 'written_form'), ('house', 'name', 'written_form'), ('run', 'place', 'written_form'),
             ('grant_type', 'name', 'written_form'), ('classifier', 'name', 'written_form'),
             ('school_class', 'curriculum', 'written_code'), ('decision', 'number', 'written_code'), ('consent', 'number', 'written_code'),
             ('failing_grade', 'subject', 'written_form'),
             ('study_term', 'imported_number', 'written_code'), ('academic_leave', 'imported_number', 'written_code'), ('document_row', 'certificate_number', 'written_code')
           ) AS names (place, col, form) LOOP
    EXECUTE format('UPDATE %1$I t SET %2$I = %3$s(%2$I) WHERE %2$I <> %3$s(%2$I) %4$s', i.place, i.col, i.form, i.alone);
    GET DIAGNOSTICS brought = ROW_COUNT;
    IF brought > 0 THEN counted := counted || jsonb_build_object(i.place || '.' || i.col, brought); END IF;
  END LOOP;
  -- The registry counts its schools: 04999 is 4999.
  UPDATE house SET ehis_id = regexp_replace(ehis_id, '^0+(?=.)', '') WHERE ehis_id ~ '^0.';
  IF counted <> '{}' THEN INSERT INTO audit_entry (act, details) VALUES ('written.form', counted); END IF;
END $$;
DROP TABLE identifying;

-- What was one code all along, for a person to settle: each row of it as it is written. Empty in a new installation.
CREATE VIEW written_collision AS
  SELECT 'learner' AS place, same_code(t.other_code) AS form, t.id::text AS id, t.other_code AS writing, t.twin FROM learner t
   WHERE same_code(t.other_code) IN (SELECT same_code(other_code) FROM learner WHERE twin > 0)
  UNION ALL
  SELECT 'study_place', same_code(t.code), t.id::text, t.code, t.twin FROM study_place t
   WHERE same_code(t.code) IN (SELECT same_code(code) FROM study_place WHERE twin > 0)
  UNION ALL
  SELECT 'curriculum', same_code(t.code), t.code, t.code, t.twin FROM curriculum t
   WHERE same_code(t.code) IN (SELECT same_code(code) FROM curriculum WHERE twin > 0)
  UNION ALL
  SELECT 'unit', same_code(t.code), t.id::text, t.code, t.twin FROM unit t
   WHERE same_code(t.code) IN (SELECT same_code(code) FROM unit WHERE twin > 0)
  UNION ALL
  SELECT 'programme', same_code(t.code), t.id::text, t.code, t.twin FROM programme t
   WHERE same_code(t.code) IN (SELECT same_code(code) FROM programme WHERE twin > 0)
  UNION ALL
  SELECT 'run', same_code(t.code), t.id::text, t.code, t.twin FROM run t
   WHERE same_code(t.code) IN (SELECT same_code(code) FROM run WHERE twin > 0)
  UNION ALL
  SELECT 'municipality', same_code(t.code), t.id::text, t.code, t.twin FROM municipality t
   WHERE same_code(t.code) IN (SELECT same_code(code) FROM municipality WHERE twin > 0)
  UNION ALL
  SELECT 'certificate', concat_ws(' ', t.kind, same_code(t.number)), t.id::text, t.number, t.twin FROM certificate t
   WHERE t.annulled_at IS NULL
     AND (t.kind, same_code(t.number)) IN (SELECT kind, same_code(number) FROM certificate WHERE twin > 0 AND annulled_at IS NULL)
  UNION ALL
  SELECT 'school_class', concat_ws(' ', t.house_id, t.year, t.number, same_code(t.parallel)), t.id::text, t.number || '.' || t.parallel, t.twin
    FROM school_class t WHERE (t.house_id, t.year, t.number, same_code(t.parallel))
     IN (SELECT house_id, year, number, same_code(parallel) FROM school_class WHERE twin > 0)
  UNION ALL
  SELECT 'school_group', concat_ws(' ', t.house_id, same_name(t.name)), t.id::text, t.name, t.twin FROM school_group t
   WHERE (t.house_id, same_name(t.name)) IN (SELECT house_id, same_name(name) FROM school_group WHERE twin > 0)
  UNION ALL
  SELECT 'student_card', same_code(t.number), t.id::text, t.number, t.twin FROM student_card t
   WHERE same_code(t.number) IN (SELECT same_code(number) FROM student_card WHERE twin > 0)
  UNION ALL
  SELECT 'study_grant', concat_ws(' ', t.study_place_id, t.type_code, t.paid_from, same_code(t.imported_number)), t.id::text,
         t.imported_number, t.twin
    FROM study_grant t WHERE t.document_id IS NULL AND t.annulled_at IS NULL
     AND (t.study_place_id, t.type_code, t.paid_from, same_code(t.imported_number)) IN
         (SELECT study_place_id, type_code, paid_from, same_code(imported_number) FROM study_grant
           WHERE twin > 0 AND document_id IS NULL AND annulled_at IS NULL);
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'olek_app') THEN
    GRANT SELECT ON written_collision TO olek_app;
  END IF;
END $$;
