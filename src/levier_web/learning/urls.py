"""Addresses of the learning."""

from __future__ import annotations

from django.urls import path

from levier_web.learning.views import board, lessons, reviews

app_name = "learning"
urlpatterns = [
    path("", board.board, name="board"),
    path("lessons/", lessons.listing, name="lessons"),
    path("lessons/new/", lessons.new, name="lesson_new"),
    path("lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path("lessons/<int:pk>/withdraw/", lessons.withdraw, name="lesson_withdraw"),
    path("reviews/", reviews.listing, name="reviews"),
    path("reviews/<str:slug>/", reviews.review, name="review"),
]
