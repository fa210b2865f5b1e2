"""Put the start page in the place of Wagtail's own welcome page, so that the site answers after the first migrate."""

from django.db import migrations


def create_start_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    StartPage = apps.get_model("website.StartPage")
    Locale = apps.get_model("wagtailcore.Locale")

    # Wagtail's own first migrations made the root (00010000…) and a welcome page below it
    Page.objects.filter(depth=2, slug="home").delete()
    Site.objects.filter(is_default_site=True).delete()
    root = Page.objects.get(depth=1)
    content_type, _ = ContentType.objects.get_or_create(app_label="website", model="startpage")
    locale, _ = Locale.objects.get_or_create(language_code="sv")
    page = StartPage.objects.create(
        title="Start",
        draft_title="Start",
        slug="start",
        content_type=content_type,
        path=root.path + "0001",
        depth=2,
        numchild=0,
        url_path="/start/",
        locale=locale,
        live=True,
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True, site_name="Riktmärke")


def remove_start_page(apps, schema_editor):
    apps.get_model("wagtailcore.Site").objects.filter(is_default_site=True).delete()
    apps.get_model("website.StartPage").objects.all().delete()
    apps.get_model("wagtailcore.Page").objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("website", "0001_initial")]
    operations = [migrations.RunPython(create_start_page, remove_start_page)]
