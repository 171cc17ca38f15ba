from articles import desk
from articles.models import Article
from articles.tests.desk_form import address, typed
from articles.tests.factories import make_article, make_section


def test_edits_of_two_people_apart_from_each_other_are_both_kept(client, writer, editor):
    article = make_article(owner=writer, headline="Old", body="First.\n\nSecond.\n\nThird.")
    mine = typed(article, body="First, mended.\n\nSecond.\n\nThird.")
    desk.save(article, by=editor, body="First.\n\nSecond.\n\nThird, mended.", dek="Theirs.")
    client.force_login(writer)
    response = client.post(address(article), mine, follow=True)
    assert f"together with what {editor.name}" in response.content.decode()
    article.refresh_from_db()
    assert article.body == "First, mended.\n\nSecond.\n\nThird, mended."
    assert article.dek == "Theirs."


def test_edits_of_one_place_stop_and_show_both(client, writer, editor):
    article = make_article(owner=writer, headline="Old", dek="What.")
    mine = typed(article, headline="Mine", disclosure="My disclosure.")
    desk.save(article, by=editor, headline="Theirs", dek="Their standfirst.")
    client.force_login(writer)
    response = client.post(address(article), mine)
    page = response.content.decode()
    assert response.status_code == 409
    assert response.context["form"].errors.keys() == {"headline"}
    assert ">\nMine</textarea>" in page
    assert '<div class="theirs-text"' in page
    assert "Theirs" in page
    assert "My disclosure." in page
    assert Article.objects.get().headline == "Theirs"


def test_saving_once_more_after_a_conflict_is_a_choice_and_loses_nothing_of_the_rest(client, writer, editor):
    article = make_article(owner=writer, headline="Old", dek="What.", body="One.\n\nTwo.")
    desk.save(article, by=editor, headline="Theirs", dek="Their standfirst.", body="One.\n\nTwo, theirs.")
    client.force_login(writer)
    base = article.revisions.last()
    response = client.post(
        address(article), typed(article, headline="Mine", dek="What.", body="One.\n\nTwo.", base=base.pk)
    )
    form = response.context["form"]
    again = {name: form[name].value() for name in ("headline", "dek", "body", "base")}
    assert again == {
        "headline": "Mine",
        "dek": "Their standfirst.",
        "body": "One.\n\nTwo, theirs.",
        "base": article.revisions.first().pk,
    }
    client.post(address(article), typed(article, **again))
    article.refresh_from_db()
    assert (article.headline, article.dek) == ("Mine", "Their standfirst.")
    assert article.revisions.filter(content__headline="Theirs").exists()


def test_a_conflict_over_section_bylines_or_tags_is_shown_in_words(client, writer, editor):
    article = make_article(owner=writer)
    mine, theirs = make_section(name="Mine"), make_section(name="Theirs")
    posted = typed(article, section=mine.pk)
    desk.save(article, by=editor, section=theirs)
    client.force_login(writer)
    response = client.post(address(article), posted)
    assert response.context["theirs"] == {"section": {"words": "Theirs"}}


def test_a_base_that_is_not_the_articles_own_shows_and_overwrites_nothing(client, writer):
    other = make_article(headline="Not for you", body="Secret.")
    article = make_article(owner=writer, headline="Old")
    client.force_login(writer)
    for base in (other.head_id, "", "0", "99999999999999999999", "x"):
        response = client.post(address(article), typed(article, headline="New", base=base))
        assert response.status_code == 200
        assert "Secret." not in response.content.decode()
        assert "New" in response.content.decode()
        article.refresh_from_db()
        assert article.headline == "Old"
        assert str(response.context["form"]["base"].value()) == str(article.head_id)
