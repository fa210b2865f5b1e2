"""The addresses where staff keep the chain, below Wagtail's own."""

from django.urls import URLPattern, path

from riktmarke.editing.chain import (
    deciding_view,
    history_view,
    removing_view,
    row_form_view,
    rows_view,
    several_view,
    targets_view,
    tree_view,
)

PLAN = "riktmarke/plan/<str:area>"
ROWS = f"{PLAN}/<str:table>"
ROW = f"{ROWS}/rad/<str:key>"

urlpatterns: list[URLPattern] = [
    path(f"{PLAN}/", tree_view.tree, name="riktmarke_chain"),
    path(f"{PLAN}/om/", row_form_view.about, name="riktmarke_plan_about"),
    path(f"{PLAN}/historik/", history_view.plan_history, name="riktmarke_plan_history"),
    path(f"{PLAN}/historik/<int:number>/angra/", history_view.undo_save, name="riktmarke_save_undo"),
    path(f"{PLAN}/indicators/rad/<str:key>/malvarden/", targets_view.set_all, name="riktmarke_targets"),
    path(f"{ROWS}/", rows_view.rows, name="riktmarke_rows"),
    path(f"{ROWS}/flera/", several_view.several, name="riktmarke_rows_several"),
    path(f"{ROWS}/ny/", row_form_view.new, name="riktmarke_row_new"),
    path(f"{ROW}/", row_form_view.edit, name="riktmarke_row"),
    path(f"{ROW}/flytta/", rows_view.move, name="riktmarke_row_move"),
    path(f"{ROW}/besluta/", deciding_view.decision, name="riktmarke_row_decide"),
    path(f"{ROW}/ta-bort/", removing_view.remove, name="riktmarke_row_remove"),
    path(f"{ROW}/historik/", history_view.row_history, name="riktmarke_row_history"),
    path(f"{ROW}/angra/", history_view.undo_last, name="riktmarke_row_undo"),
]
