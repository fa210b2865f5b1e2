from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0007_undone'),
    ]

    operations = [
        migrations.AddField(
            model_name='framework',
            name='title_en',
            field=models.CharField(blank=True, default='', max_length=300, verbose_name='titel på engelska'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='framework',
            name='short_title_en',
            field=models.CharField(blank=True, default='', max_length=100, verbose_name='kort titel på engelska'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='framework',
            name='translation_en',
            field=models.CharField(blank=True, default='', max_length=300, verbose_name='engelsk översättning'),
            preserve_default=False,
        ),
    ]
