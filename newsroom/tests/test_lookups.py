"""What an address of the desk may ask of a list."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.tests.factories import make_author, make_live_story, make_section, make_user


@pytest.mark.parametrize(
    "lookup", ["slug__regex=(", "name__startswith=a", "pk=1", "name__regex=^(a%2B)%2B$", "nothing=1"]
)
def test_a_list_answers_no_question_but_its_filters(client, chief, lookup):
    client.force_login(chief)
    patterns = [pattern for row in admin.site._registry.values() for pattern in row.get_urls()]
    for name in {pattern.name for pattern in patterns if (pattern.name or "").endswith("_changelist")}:
        assert client.get(f"{reverse(f'admin:{name}')}?{lookup}").status_code in (200, 302, 400), name
    assert client.get(reverse("admin:articles_tag_changelist") + f"?{lookup}").status_code == 400


def test_the_filters_themselves_are_answered(client, chief):
    client.force_login(chief)
    queries = {
        "newsroom_logline": ["action=published", f"by__id__exact={chief.pk}", "at__year=2026"],
        "images_image": ["uploaded_at__gte=2026-01-01T00:00:00%2B00:00"],
        "articles_article": ["standing=live", "mine=1"],
        "comments_comment": ["status=held"],
    }
    for name, asked in queries.items():
        for query in asked:
            assert client.get(reverse(f"admin:{name}_changelist") + f"?{query}").status_code in (200, 302), query


def test_no_address_of_the_desk_tells_a_rows_public_one(client, chief):
    client.force_login(chief)
    make_live_story()
    for number in range(1, 40):
        assert client.get(f"/admin/r/{number}/1/").status_code == 404


def test_a_row_still_leads_to_its_public_page(client, chief):
    client.force_login(chief)
    for row in (make_author(), make_section()):
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
        assert f'href="{row.get_absolute_url()}"' in client.get(address).content.decode()


def test_pages_that_are_refused_at_the_desk_are_kept_by_nobody(client, db):
    client.force_login(make_user("moderator"))
    for address in ("/admin/articles/article/", "/admin/articles/article/999/change/", "/admin/nothing/"):
        assert "no-store" in client.get(address).headers["Cache-Control"], address
