"""Addresses of the messages."""

from __future__ import annotations

from django.urls import path

from levier_web.practices.messages.views import capture, channels, mine

app_name = "messages"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("calendar/new/", mine.calendar_new, name="calendar_new"),
    path("calendar/close/", mine.calendar_close, name="calendar_close"),
    path("calendar/<str:secret>.ics", mine.feed, name="calendar"),
    path("stop/<str:word>/", mine.stop, name="stop"),
    path("channels/", channels.listing, name="channels"),
    path("channels/new/", channels.new, name="channel_new"),
    path("channels/<int:pk>/", channels.one, name="channel"),
    path("channels/<int:pk>/try/", channels.try_out, name="channel_try"),
    path("channels/<int:pk>/pause/", channels.pause, name="channel_pause"),
    path("channels/<int:pk>/remove/", channels.remove, name="channel_remove"),
    path("links/", capture.links, name="links"),
    path("links/<int:pk>/", capture.link, name="link"),
    path("links/<int:pk>/revoke/", capture.revoke, name="link_revoke"),
    path("say/<str:secret>/", capture.say_by_link, name="say"),
    path("mail/", capture.mail, name="mail"),
    path("mail/<int:pk>/", capture.mail_one, name="mail_one"),
    path("mail/<int:pk>/discard/", capture.discard, name="mail_discard"),
]
