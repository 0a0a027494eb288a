-- Whose a student card is before anything moves it: its first row holds from the beginning, also of a card that is only
-- going to be valid. Otherwise a transfer before that day would find no house to move it from.
CREATE FUNCTION first_card_house() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM card_house WHERE card_id = NEW.card_id) THEN
    NEW.from_on := least(NEW.from_on, DATE '1900-01-01');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER card_house_from_the_first BEFORE INSERT ON card_house
  FOR EACH ROW EXECUTE FUNCTION first_card_house();
