from articles import desk
from articles.tests.desk_form import address
from articles.tests.factories import make_article, make_live_story
from newsroom.models import LogLine


def test_the_history_names_saves_deeds_reasons_and_editions(client, writer, editor):
    article = make_article(owner=writer)
    desk.submit(article, by=writer)
    desk.return_to_writer(article, by=editor, reason="Who says so?")
    desk.save(article, by=editor, dek="Mended.")
    desk.publish(article, by=editor)
    desk.publish(article, by=editor, change="correction", note="It was five.")
    desk.withdraw(article, by=editor, reason="Wrong person.")
    client.force_login(writer)
    page = client.get(address(article, "history")).content.decode()
    for words in (
        writer.name,
        editor.name,
        "Who says so?",
        "It was five.",
        "Wrong person.",
        "Correction",
        "withdrew it",
    ):
        assert words in page


def test_another_articles_lines_are_not_in_it(client, editor):
    mine, other = make_article(), make_live_story().article
    desk.withdraw(other, by=editor, reason="CANARY")
    client.force_login(editor)
    assert "CANARY" not in client.get(address(mine, "history")).content.decode()


def test_a_long_history_has_pages(client, editor):
    article = make_article(headline="0")
    for n in range(1, 60):
        desk.save(article, by=editor, headline=str(n))
    client.force_login(editor)
    page = client.get(address(article, "history"))
    assert len(page.context["log"]) == len(page.context["revisions"]) == 50
    assert len(client.get(address(article, "history"), {"page": 2, "saves": "x"}).context["log"]) == 10


def test_sections_and_tags_are_logged_in_the_newsrooms_log(client, editor):
    client.force_login(editor)
    fields = {"name": "Phones", "slug": "phones", "accent": "red", "position": 1}
    client.post("/admin/articles/section/add/", fields)
    client.post("/admin/articles/tag/add/", {"name": "chips", "slug": "chips"})
    assert set(LogLine.objects.values_list("action", "label", "by")) == {
        ("created", "Phones", editor.pk),
        ("created", "chips", editor.pk),
    }
