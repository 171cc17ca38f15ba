"""The pages of the plan, below /admin/planning/."""

from django.urls import path

from planning.board import board, move
from planning.budget import budget
from planning.calendar import calendar
from planning.feed import subscription
from planning.replanning import replan

app_name = "planning"
urlpatterns = [
    path("", calendar, name="calendar"),
    path("move/", replan, name="replan"),
    path("board/", board, name="board"),
    path("board/move/", move, name="move"),
    path("budget/", budget, name="budget"),
    path("feed/", subscription, name="subscription"),
]
