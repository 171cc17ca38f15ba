"""All that can happen to a site and that readers may see, one thing after another."""

from datetime import timedelta
from types import SimpleNamespace

from django.core.management import call_command
from django.utils import timezone

from articles import desk, slots
from articles.models import Article, Edition, Section, Tag
from articles.tests.factories import make_article, make_author, make_image, make_live_story, make_section, make_user
from authors.models import Author
from comments import moderation
from comments.models import Comment
from comments.tests.factories import make_comment
from images.models import Image
from images.tests.factories import work
from pages.models import MenuItem, Page, Site

EVENTS = []


def event(*, takes="", quiet=False):
    """Add a function of a Paper to EVENTS. `takes`: words that readers lose by it; `quiet`: it must purge nothing."""

    def add(happen):
        EVENTS.append((happen.__name__.replace("_", " "), happen, takes, quiet))
        return happen

    return add


class Paper(SimpleNamespace):
    """A site with some of everything. Its clock goes on by `wait` alone."""

    def publish(self, story, *, at=None, change="update", note="", **fields):
        """Publish the story (an Edition) anew with these fields."""
        article = Article.objects.get(pk=story.article_id)
        desk.save(article, by=self.editor, **fields)
        return desk.publish(article, by=self.editor, at=at, change=change, note=note)

    def post(self, address, **fields):
        self.client.force_login(self.editor)  # the clock may have ended the session
        response = self.client.post(address, fields)
        assert response.status_code == 302, (address, response.status_code, response.content.decode())

    def wait(self, **span):
        self.clock.ahead += timedelta(**span)

    def in_an_hour(self):
        return timezone.now() + timedelta(hours=1)


def make_paper(client, clock):
    """`client`: a test client for the desk; `clock.ahead`: how far the site's clock has been put on."""
    paper = Paper(client=client, clock=clock, editor=make_user("chief"))
    Site.objects.create(pk=1, name="The Paper", logo=make_image())
    MenuItem.objects.create(site_id=1, label="Front", address="/")
    Page.objects.create(title="About", slug="about", body="Us.", published=True)
    paper.devices, paper.policy = (
        make_section(name="Devices", slug="devices"),
        make_section(name="Policy", slug="policy"),
    )
    paper.ann = make_author(name="Ann", slug="ann", portrait=make_image(), user=make_user("editor"))
    paper.bob = make_author(name="Bob", slug="bob")
    first = {"section": paper.devices, "bylines": [(paper.bob, "words")]}
    for days in range(22):
        tags = ["Acme"] if days % 2 else []
        make_live_story(at=timezone.now() - timedelta(days=30 + 3 * days), tags=tags, **first)
    common = first | {"at": timezone.now() - timedelta(days=29), "tags": ["Acme", "Chips"]}
    paper.lead = make_live_story(**common | {"hero": make_image(), "bylines": [(paper.ann, "words")]})
    paper.second = make_live_story(**common | {"section": paper.policy}, related_pins=[paper.lead.article_id])
    paper.third = make_live_story(**common | {"tags": ["Chips"]})
    slots.fill([paper.lead.article_id, None, None, None, None], by=None)
    make_comment(paper.lead, name="Cleo", body="Well said.", email="cleo@example.com")
    return paper


# Stories


@event()
def a_story_is_published(paper):
    paper.new = make_live_story(section=paper.policy, tags=["Chips", "Solar"], bylines=[(paper.ann, "words")])


@event()
def a_typo_is_mended(paper):
    paper.publish(paper.second, change="typo", headline="A typo less")


@event()
def a_story_is_updated(paper):
    paper.publish(paper.third, dek="More is known.", body="More.\n\nAnd more.")


@event()
def a_story_changes_its_section(paper):
    paper.publish(paper.third, section=paper.policy)


@event()
def a_story_changes_its_tags(paper):
    paper.publish(paper.third, tags=["Acme", "Wind"])


@event()
def a_story_changes_its_authors(paper):
    paper.publish(paper.third, bylines=[(paper.bob, "words"), (paper.ann, "photos")])


@event()
def an_author_changes_role(paper):
    paper.publish(paper.third, bylines=[(paper.bob, "editing"), (paper.ann, "words")])


@event()
def a_story_gets_another_address(paper):
    paper.publish(paper.third, slug="another-address")


@event()
def a_story_is_corrected(paper):
    paper.publish(paper.third, change="correction", note="It was March.", body="In March.")


@event()
def a_story_is_corrected_again(paper):
    paper.publish(paper.third, change="correction", note="It was May.", body="In May.")


@event()
def a_story_gets_a_hot_fix(paper):
    desk.hotfix(paper.third.article, by=paper.editor, headline="Fixed at once")


@event()
def a_story_gets_a_picture(paper):
    paper.publish(paper.third, hero=make_image())


@event()
def a_story_loses_its_picture(paper):
    paper.publish(paper.third, hero=None)


@event()
def a_story_becomes_an_opinion(paper):
    paper.publish(paper.third, change="typo", kind="opinion")


@event()
def other_stories_are_chosen_as_related(paper):
    paper.publish(paper.lead, change="typo", related_pins=[paper.second.article_id, paper.new.article_id])


@event()
def comments_are_closed(paper):
    paper.publish(paper.lead, change="typo", comments_open=False)


@event()
def comments_are_opened_again(paper):
    paper.publish(paper.lead, change="typo", comments_open=True)


@event(takes="Xyzzy")
def a_passage_is_struck_out(paper):
    paper.publish(paper.new, change="typo", body="No Xyzzy.")
    paper.look()
    desk.hotfix(paper.new.article, by=paper.editor, change="retraction", note="It was wrong.", body="None.")


@event()
def a_retracted_story_is_taken_up_again(paper):
    paper.publish(paper.new, body="Right at last.")


@event(takes="Plugh")
def a_passage_is_removed_for_legal_reasons(paper):
    paper.publish(paper.new, change="correction", body="Plugh, she said.", note="It was Plugh.")
    paper.publish(paper.new, change="typo", headline="On Plugh", body="He said Plugh.", dek="Plugh!")
    paper.look()
    desk.redact(paper.new.article, by=paper.editor, passage="Plugh", reason="A court said so.")


@event()
def a_story_is_retracted(paper):
    desk.retract(paper.second.article, by=paper.editor, reason="It was made up.")


@event(takes="A typo less")
def a_story_is_withdrawn(paper):
    desk.withdraw(paper.second.article, by=paper.editor, reason="A court said so.")


@event()
def a_withdrawn_story_comes_back(paper):
    paper.publish(paper.second, headline="Back again")


@event(takes="Fixed at once")
def the_one_with_corrections_is_withdrawn(paper):
    desk.withdraw(paper.third.article, by=paper.editor, reason="It was wrong.")


@event()
def and_comes_back(paper):
    paper.publish(paper.third, tags=["Acme"])


@event(quiet=True)
def a_draft_goes_through_the_desk(paper):
    draft = make_article(section=paper.policy, bylines=[(paper.ann, "words")], tags=["Chips", "Hidden"])
    desk.submit(draft, by=paper.editor)
    desk.approve(draft, by=paper.editor)
    desk.save(paper.lead.article, by=paper.editor, headline="Not yet")
    desk.save(paper.lead.article, by=paper.editor, headline=paper.lead.headline)


# Moments


@event()
def a_story_is_scheduled(paper):
    article = make_article(section=paper.policy, tags=["Acme", "Solar"], bylines=[(paper.bob, "words")])
    paper.coming = desk.publish(article, by=paper.editor, at=paper.in_an_hour())


@event()
def its_moment_comes(paper):
    paper.wait(hours=1)


@event()
def a_move_is_scheduled(paper):
    paper.publish(paper.coming, at=paper.in_an_hour(), section=paper.devices, tags=["Chips"], headline="Moved")


@event()
def a_hot_fix_goes_into_both(paper):
    desk.hotfix(paper.coming.article, by=paper.editor, dek="Fixed in both.", tags=["Acme", "Solar", "Sea"])


@event()
def the_moment_of_the_move_comes(paper):
    paper.wait(hours=1)


@event()
def news_gets_old(paper):
    paper.wait(hours=46, minutes=1)


@event()
def a_correction_is_scheduled(paper):
    paper.publish(paper.coming, at=paper.in_an_hour(), change="correction", note="Not so.", slug="later")


@event()
def and_its_withdrawal_after_it(paper):
    moment = paper.in_an_hour() + timedelta(hours=1)
    desk.withdraw(paper.coming.article, by=paper.editor, at=moment, reason="Only for a day.")


@event()
def the_correction_is_called_off(paper):
    desk.cancel(paper.coming.article, by=paper.editor)


@event()
def a_typo_is_mended_before_the_withdrawal(paper):
    paper.publish(paper.coming, change="typo", headline="Not for long", tags=["Acme", "Wind"])


@event()
def the_withdrawal_comes(paper):
    paper.wait(hours=2)


@event()
def a_withdrawal_is_scheduled(paper):
    desk.withdraw(paper.new.article, by=paper.editor, at=paper.in_an_hour(), reason="Old.")


@event()
def that_withdrawal_is_called_off(paper):
    desk.cancel(paper.new.article, by=paper.editor)


@event()
def a_correction_and_the_end_are_scheduled(paper):
    paper.publish(paper.new, at=paper.in_an_hour(), change="correction", note="Less.", tags=["Wind"])
    desk.withdraw(paper.new.article, by=paper.editor, at=paper.in_an_hour() + timedelta(hours=1), reason="Old.")


@event()
def the_correction_comes(paper):
    paper.wait(hours=1)


@event()
def the_end_comes(paper):
    paper.wait(hours=1)


# What stories are filed under


@event()
def a_section_is_renamed(paper):
    form = {"name": "Gadgets", "slug": "gadgets", "description": "Things.", "accent": "red", "position": 3}
    paper.post(f"/admin/articles/section/{paper.devices.pk}/change/", **form)


@event()
def a_section_is_added(paper):
    paper.empty = make_section(name="Empty", slug="empty")


@event()
def a_section_is_deleted(paper):
    paper.post(f"/admin/articles/section/{paper.empty.pk}/delete/", post="yes")


@event()
def a_section_moves_up_in_bulk(paper):
    Section.objects.filter(slug="policy").update(name="Politics", position=1)


@event()
def a_tag_is_renamed(paper):
    form = {"name": "Acme Corp", "slug": "acme-corp", "description": "A maker of everything."}
    paper.post(f"/admin/articles/tag/{Tag.objects.get(slug='acme').pk}/change/", **form)


@event(quiet=True)
def a_tag_nobody_uses_comes(paper):
    Tag.objects.create(name="Unused")


@event()
def it_is_deleted_from_the_list(paper):
    unused = Tag.objects.get(name="Unused").pk
    chosen = {"action": "delete_selected", "_selected_action": unused, "post": "yes"}
    paper.post("/admin/articles/tag/", **chosen)


@event()
def an_author_is_renamed(paper):
    form = {"name": "Anne", "slug": "anne", "title": "Editor", "bio": "New here.", "website": "https://example.com/"}
    paper.post(f"/admin/authors/author/{paper.ann.pk}/change/", **form, portrait=paper.ann.portrait_id)


@event()
def an_author_gets_another_portrait(paper):
    bob = Author.objects.get(slug="bob")
    bob.portrait = make_image()
    bob.save()


@event()
def an_author_joins(paper):
    make_author(name="Cy", slug="cy", portrait=make_image())


@event(takes="Cy")
def an_author_without_stories_leaves(paper):
    paper.post(f"/admin/authors/author/{Author.objects.get(slug='cy').pk}/delete/", post="yes")


@event()
def authors_are_changed_in_bulk(paper):
    Author.objects.filter(slug="bob").update(name="Robert")


# The site


@event()
def the_site_is_renamed(paper):
    menu = {"menu-TOTAL_FORMS": 1, "menu-INITIAL_FORMS": 0, "menu-0-place": "footer"}
    menu |= {"menu-0-label": "Ethics", "menu-0-address": "/ethics/"}
    site = {"name": "The Gazette", "tagline": "Daily", "description": "News", "footer": "©"}
    paper.post("/admin/pages/site/1/change/", **site, **menu)


@event()
def a_menu_item_is_changed(paper):
    item = MenuItem.objects.get(label="Ethics")
    item.label = "Rules"
    item.save()


@event(takes="Rules")
def a_menu_item_is_deleted(paper):
    MenuItem.objects.get(label="Rules").delete()


@event()
def a_page_is_written(paper):
    paper.post("/admin/pages/page/add/", title="Ethics", slug="ethics", body="Be fair.", published="on")


@event()
def a_page_is_changed(paper):
    page = Page.objects.get(slug="ethics")
    page.body = "Be fair, and kind."
    page.save()


@event(takes="Be fair, and kind.")
def a_page_is_taken_from_readers(paper):
    page = Page.objects.get(slug="ethics")
    paper.post(f"/admin/pages/page/{page.pk}/change/", title="Ethics", slug="ethics", body=page.body)


@event(takes="Us.")
def a_page_is_deleted(paper):
    Page.objects.filter(slug="about").delete()


@event()
def a_logo_comes(paper):
    site = Site.load()
    site.logo = make_image()
    site.save()


# Pictures


@event()
def the_words_of_a_picture_change(paper):
    Image.objects.filter(pk=paper.lead.hero_id).update(alt="Another alt", caption="Another caption")


@event()
def a_main_picture_is_cut_anew(paper):
    cut_anew(paper, paper.lead.hero)


@event()
def a_portrait_is_cut_anew(paper):
    cut_anew(paper, paper.ann.portrait)


@event()
def the_logo_is_cut_anew(paper):
    cut_anew(paper, Site.load().logo)


def cut_anew(paper, image):
    paper.post(f"/admin/images/image/{image.pk}/change/", alt="A phone", focal_x=0.1, focal_y=0.1)
    paper.look()
    work()


# The front page


@event()
def the_front_page_is_arranged(paper):
    wanted = [paper.second.article_id, paper.lead.article_id, None, None, None]
    paper.post("/admin/articles/frontslot/", slot1=wanted[0], slot2=wanted[1], before=f"{paper.lead.article_id},,,,")


@event()
def the_front_page_goes_by_date_again(paper):
    slots.fill([None] * 5, by=None)


# Comments


@event()
def a_comment_appears_at_once(paper):
    paper.comment = make_comment(paper.lead, name="Dora", body="I disagree.", email="dora@example.com")


@event()
def it_is_answered(paper):
    make_comment(paper.lead, parent=paper.comment, body="Why?")


@event(quiet=True)
def a_comment_is_held(paper):
    paper.held = make_comment(paper.lead, status="held", body="Buy now.")


@event()
def a_held_comment_is_approved(paper):
    paper.post("/admin/comments/comment/", decide=f"approved:{paper.held.pk}")


@event(takes="Buy now.")
def it_turns_out_to_be_spam(paper):
    paper.post("/admin/comments/comment/", decide=f"spam:{paper.held.pk}")


@event()
def that_is_undone(paper):
    paper.post("/admin/comments/comment/", decide="undo:")


@event(takes="I disagree.")
def an_answered_comment_is_rejected(paper):
    moderation.reject([paper.comment], by=paper.editor)


@event(quiet=True)
def rejected_becomes_spam(paper):
    moderation.spam([paper.comment], by=paper.editor)


@event(takes="Cleo")
def a_commenter_is_forgotten(paper):
    call_command("forget_commenter", "cleo@example.com", verbosity=0)


@event(takes="Why?")
def many_comments_are_rejected_at_once(paper):
    chosen = Comment.objects.approved().values_list("pk", flat=True)
    paper.post("/admin/comments/comment/?status=all", action="rejected", _selected_action=list(chosen))


# People


@event(quiet=True)
def a_user_changes(paper):
    user = Author.objects.get(pk=paper.ann.pk).user or paper.editor
    user.name = "Another name"
    user.save()
    user.groups.clear()
    make_user("writer").delete()


@event(quiet=True)
def time_passes(paper):
    assert Edition.objects.live().exists()
    paper.wait(days=40)
