from articles import desk
from articles.tests.factories import make_article
from notes.models import Note


def test_a_legal_removal_takes_the_words_out_of_the_notes_too(chief):
    article = make_article(body="It was John Canary who said so.")
    words = {"text": "Is John Canary sure?", "quote": "John Canary", "passage": "John Canary", "before": "It was "}
    Note.objects.create(article=article, by=chief, start=7, end=18, after=" who said so.", **words)
    other = Note.objects.create(article=make_article(), by=chief, text="John Canary")
    desk.redact(article, by=chief, passage="John Canary", reason="A court said so")
    assert "Canary" not in str(Note.objects.exclude(pk=other.pk).values())
    other.refresh_from_db()
    assert other.text == "John Canary"
