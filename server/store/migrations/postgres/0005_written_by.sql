-- Which transaction wrote rows anew the last time: with very many rows, only those of later ones are, the next day.
ALTER TABLE estafette.upkeep ADD COLUMN written_by bigint;
ALTER TABLE estafette.upkeep ALTER COLUMN written_by SET STATISTICS 0;
