-- Null allows every mode, also one that is added later.
ALTER TABLE bank ADD COLUMN allowed_modes text[];
