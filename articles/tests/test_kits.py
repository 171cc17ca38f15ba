"""Templates of stories and snippets: editors keep them, all who write use them."""

from articles.models import Snippet, Template
from articles.tests.desk_form import LIST
from articles.tests.factories import make_section
from newsroom.models import LogLine


def test_a_new_story_begins_with_what_the_template_has(client, writer):
    section = make_section()
    template = Template.objects.create(
        name="Review", kind="review", headline="Review: ", body="## Verdict", section=section
    )
    client.force_login(writer)
    assert f'href="?template={template.pk}"' in client.get(f"{LIST}add/").content.decode()
    page = client.get(f"{LIST}add/", {"template": template.pk})
    initial = page.context["form"].initial
    assert initial["body"] == "## Verdict" and initial["section"] == section.pk and initial["kind"] == "review"
    assert "## Verdict" in page.content.decode()


def test_a_template_that_there_is_not_begins_an_empty_story(client, writer):
    client.force_login(writer)
    for number in ("0", "x", "-1", "9" * 40, "²", "\0"):
        assert client.get(f"{LIST}add/", {"template": number}).status_code == 200


def test_snippets_are_listed_for_all_who_write_and_are_no_html(client, writer):
    Snippet.objects.create(name="<i>Name", text="<script>x</script>")
    client.force_login(writer)
    page = client.get(f"{LIST}add/").content.decode()
    assert "&lt;script&gt;x" in page and "<script>x" not in page and "<i>Name" not in page


def test_an_editor_keeps_them_and_the_log_says_so(client, editor):
    client.force_login(editor)
    client.post("/admin/articles/snippet/add/", {"name": "Tips", "text": "Write to **us**."})
    assert Snippet.objects.get().text == "Write to **us**."
    assert LogLine.objects.filter(action="created", label="Tips").exists()


def test_a_mistake_in_the_text_is_told_and_what_was_typed_stays(client, editor):
    client.force_login(editor)
    page = client.post(
        "/admin/articles/template/add/", {"name": "Bad", "kind": "news", "body": "/// figure | 999\n///"}
    )
    assert "there is no picture with the number 999" in page.content.decode()
    assert "/// figure | 999" in page.content.decode() and not Template.objects.exists()
    page = client.post("/admin/articles/snippet/add/", {"name": "Bad", "text": "[" * 9000})
    assert page.status_code == 200 and not Snippet.objects.exists()
