"""Wagtail's own groups and workflow in the words of a municipality: who writes, who approves, and the approval."""

from django.db import migrations

GROUPS = {"Editors": "Riktmärke redaktörer", "Moderators": "Riktmärke godkännare"}
WORKFLOWS = {"Moderators approval": "Granskning"}


def rename(apps, schema_editor, *, back=False):
    Group = apps.get_model("auth.Group")
    for old, new in GROUPS.items():
        before, after = (new, old) if back else (old, new)
        if not Group.objects.filter(name=after).exists():
            Group.objects.filter(name=before).update(name=after)
    for old, new in WORKFLOWS.items():
        before, after = (new, old) if back else (old, new)
        for name in ("Workflow", "Task"):
            apps.get_model("wagtailcore", name).objects.filter(name=before).update(name=after)


def rename_back(apps, schema_editor):
    rename(apps, schema_editor, back=True)


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0003_written_texts"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(rename, rename_back)]
