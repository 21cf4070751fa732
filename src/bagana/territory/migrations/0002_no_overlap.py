"""Two versions of one unit never overlap: the database itself refuses it."""

from django.db import migrations

SQLITE_OVERLAP = """
CREATE TRIGGER territory_version_overlap_{event}
BEFORE {event_sql} ON territory_unitversion
WHEN EXISTS (
    SELECT 1 FROM territory_unitversion other
    WHERE other.unit_id = NEW.unit_id AND other.id IS NOT NEW.id
      AND other.valid_from < COALESCE(NEW.valid_to, '9999-12-31')
      AND NEW.valid_from < COALESCE(other.valid_to, '9999-12-31')
)
BEGIN SELECT RAISE(ABORT, 'unit versions overlap'); END;
"""

POSTGRES = """
CREATE FUNCTION territory_version_overlap() RETURNS trigger AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM territory_unitversion other
        WHERE other.unit_id = NEW.unit_id AND other.id <> NEW.id
          AND other.valid_from < COALESCE(NEW.valid_to, DATE '9999-12-31')
          AND NEW.valid_from < COALESCE(other.valid_to, DATE '9999-12-31')
    ) THEN
        RAISE EXCEPTION 'unit versions overlap' USING ERRCODE = '23P01';
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER territory_version_overlap
BEFORE INSERT OR UPDATE OF unit_id, valid_from, valid_to ON territory_unitversion
FOR EACH ROW EXECUTE FUNCTION territory_version_overlap();
"""

EVENTS = {
    "insert": "INSERT",
    "update": "UPDATE OF unit_id, valid_from, valid_to",
}


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES)
        return
    for event, event_sql in EVENTS.items():
        schema_editor.execute(SQLITE_OVERLAP.format(event=event, event_sql=event_sql))


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "DROP TRIGGER territory_version_overlap ON territory_unitversion"
        )
        schema_editor.execute("DROP FUNCTION territory_version_overlap()")
        return
    for event in EVENTS:
        schema_editor.execute(f"DROP TRIGGER territory_version_overlap_{event}")


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
