-- PostgreSQL samples the values of columns, to guess how many rows a query will give, and keeps them in a table of its own (`pg_statistic`):
-- keys of sealed bytes would stand there after their row was deleted. So it samples no column here; with 40,000 submissions queries take
-- about as long without. A column that is added later says so for itself (`SET STATISTICS 0`).
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS of_table, a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'estafette'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', found.of_table, found.name);
    END LOOP;
END $$;
