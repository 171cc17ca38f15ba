"""The worker and the pictures that wait for it."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from images import library, renditions, tasks
from images.models import Image
from images.tests.factories import add_picture, upload, work
from newsroom.pagecache.table import table

pytestmark = pytest.mark.django_db


def add(**options):
    return library.add(upload(**options), alt="Discs")


def again(image):
    return Image.objects.get(pk=image.pk)


def tries(image):
    """Let the worker come as often as it will, however long the pauses."""
    for _visit in range(10):
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))
        work()


def test_an_upload_keeps_the_original_and_leaves_the_rest_to_the_worker():
    image = add(size=(2400, 1350))
    assert (image.state, image.renditions, image.file_names()) == (Image.State.WAITING, {}, [image.file.name])
    assert image.placeholder
    assert image.rendition("card480") == {"url": image.url, "width": 2400, "height": 1350}
    work()
    image = again(image)
    assert (image.state, image.tries, renditions.missing(image)) == (Image.State.MADE, 0, {})
    assert all(default_storage.exists(name) for name in image.file_names())


@pytest.mark.django_db(transaction=True)
def test_the_pages_that_show_a_picture_are_purged_when_its_sizes_are_there():
    image = add()
    before, places = table().clock, table().places([f"image:{image.pk}"])
    assert not table().purged_since(places, before)
    work()
    assert table().purged_since(places, before)


def test_a_picture_that_is_deleted_meanwhile_costs_nothing(monkeypatch):
    gone, going = add(seed=1), add(seed=2)
    gone.delete()
    draw = renditions._draw
    monkeypatch.setattr(renditions, "_draw", lambda image, *rest: (draw(image, *rest), image.delete())[0])
    work()
    assert not Image.objects.exists()
    assert going.pk and not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


def test_two_workers_at_one_picture_make_one_set(monkeypatch):
    image, draw = add(), renditions._draw

    def overtaken(*given):
        monkeypatch.setattr(renditions, "_draw", draw)
        renditions.make(image.pk)  # the other worker
        return draw(*given)

    monkeypatch.setattr(renditions, "_draw", overtaken)
    work()
    image = again(image)
    assert (image.state, image.retired) == (Image.State.MADE, [])
    folders = default_storage.listdir("images")[0]
    stored = {
        f"images/{folder}/{name}" for folder in folders for name in default_storage.listdir(f"images/{folder}")[1]
    }
    assert stored == set(image.file_names())


def test_a_focal_point_that_moves_meanwhile_is_the_one_that_counts(monkeypatch):
    image, draw = add(), renditions._draw

    def moved(*given):
        monkeypatch.setattr(renditions, "_draw", draw)
        Image.objects.update(focal_x=0.1)
        return draw(*given)

    monkeypatch.setattr(renditions, "_draw", moved)
    work()
    assert again(image).renditions["card480"]["focal"] == [0.1, 0.5]


def test_a_picture_that_can_not_be_made_is_tried_four_times_and_then_told_of():
    image = add()
    default_storage.delete(image.file.name)
    tries(image)
    image = again(image)
    assert (image.state, image.tries) == (Image.State.FAILED, 4)
    assert "FileNotFoundError" in image.problem
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_each_further_try_waits_longer_than_the_one_before():
    default_storage.delete(add().file.name)
    waits = []
    for _try in range(3):
        began = timezone.now()
        DBTaskResult.objects.filter(status="READY").update(run_after=began - timedelta(seconds=1))
        work()
        waits.append((DBTaskResult.objects.get(status="READY").run_after - began).total_seconds())
    assert waits == pytest.approx([10, 60, 600], abs=5)


def test_a_storage_that_refuses_for_a_while_is_waited_for(monkeypatch):
    image, save = add(), default_storage.save

    def refuse(name, *rest, **options):
        if name.endswith("webp"):
            raise OSError("no")
        return save(name, *rest, **options)

    monkeypatch.setattr(type(default_storage._wrapped), "save", staticmethod(refuse))
    work()
    assert again(image).renditions == {}
    monkeypatch.undo()
    tries(image)
    assert again(image).state == Image.State.MADE


def test_what_a_killed_worker_left_is_taken_up_by_the_next():
    image = add()
    DBTaskResult.objects.update(status="RUNNING")  # and there it died
    work()
    assert again(image).state == Image.State.WAITING
    assert (tasks.resume(), tasks.resume()) == (1, 0)
    work()
    assert again(image).state == Image.State.MADE


def test_a_picture_on_which_each_worker_is_killed_is_given_up():
    image = add()
    Image.objects.update(tries=4)
    tries(image)
    assert again(image).state == Image.State.FAILED
    assert "stopped" in again(image).problem
    assert tasks.resume() == 0


def test_a_failed_picture_may_be_asked_for_again():
    image = add()
    Image.objects.update(state=Image.State.FAILED, tries=4, problem="Full")
    tasks.ask(image)
    work()
    assert (again(image).state, again(image).problem) == (Image.State.MADE, "")


def test_make_renditions_catches_up_and_says_how_far_it_is(capsys):
    add(seed=1), add_picture(seed=2)
    call_command("make_renditions")
    assert "Made the sizes of 1 of 2 pictures; 0 failed." in capsys.readouterr().out
    Image.objects.update(renditions={})
    call_command("make_renditions", queue=True)
    assert "Queued 2 of 2" in capsys.readouterr().out
    work()
    assert not Image.objects.exclude(state=Image.State.MADE).exists()


def test_make_renditions_goes_on_after_a_picture_that_fails(capsys):
    lost, fine = add(seed=1), add(seed=2)
    default_storage.delete(lost.file.name)
    with pytest.raises(SystemExit):
        call_command("make_renditions")
    assert again(fine).state == Image.State.MADE
    assert f"Picture {lost.pk}: FileNotFoundError" in capsys.readouterr().err


def test_work_clears_the_table_of_tasks():
    add()
    work()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=8))
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)
    assert not DBTaskResult.objects.exists()
