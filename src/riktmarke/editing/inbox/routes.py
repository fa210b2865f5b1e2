"""The addresses of the inbox, below Wagtail's own. A person's address never stands in one: it would be logged."""

from django.urls import URLPattern, path

from riktmarke.editing.inbox import export_view, handling_view, list_view, message_view, person_view, statistics_view

INBOX = "riktmarke/dialog/<str:area>"
MESSAGE = f"{INBOX}/<str:reference>"

urlpatterns: list[URLPattern] = [
    path(f"{INBOX}/", list_view.inbox, name="riktmarke_inbox"),
    path(f"{INBOX}/statistik/", statistics_view.statistics, name="riktmarke_inbox_statistics"),
    path(f"{INBOX}/diarium/", export_view.choose, name="riktmarke_inbox_register"),
    path(f"{INBOX}/diarium.<str:form>", export_view.register, name="riktmarke_inbox_register_file"),
    path(f"{INBOX}/person/", person_view.person, name="riktmarke_inbox_person"),
    path(f"{MESSAGE}/", message_view.message, name="riktmarke_message"),
    path(f"{MESSAGE}/svara/", handling_view.answer, name="riktmarke_message_answer"),
    path(f"{MESSAGE}/lamna-vidare/", handling_view.forward, name="riktmarke_message_forward"),
    path(f"{MESSAGE}/status/", handling_view.status, name="riktmarke_message_status"),
    path(f"{MESSAGE}/radera/", handling_view.erase, name="riktmarke_message_erase"),
    path(f"{MESSAGE}/skicka-igen/<int:number>/", handling_view.send_again, name="riktmarke_message_mail"),
]
