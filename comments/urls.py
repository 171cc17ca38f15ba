from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comments import views
from newsroom.numbers import ROW


class Row(IntConverter):
    regex = ROW


register_converter(Row, "row")

app_name = "comments"
urlpatterns = [
    path("<row:article_id>/", views.all_comments, name="all"),
    path("<row:article_id>/new/", views.new, name="new"),
    path("<row:article_id>/held/<str:receipt>/", views.held, name="held"),
    path("<row:article_id>/<row:comment_id>/", views.one, name="one"),
]
