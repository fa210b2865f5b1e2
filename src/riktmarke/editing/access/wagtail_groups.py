"""What a membership opens in Wagtail: its part of the site, and for the site's own plan the pages.

Three groups, kept by the memberships and by nothing else: staff may come in; editors write pages, and add pictures and
documents; approvers publish what editors hand in, and change what others have uploaded. Pages belong to the
municipality that the site is for, so members of another plan in the same installation get no more than the door.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import Membership

STAFF = "Riktmärke medarbetare"
EDITORS = "Riktmärke redaktörer"
APPROVERS = "Riktmärke godkännare"
PAGE_PERMISSIONS = {EDITORS: ("add", "change"), APPROVERS: ("add", "change", "publish", "lock", "unlock")}
# Changing a picture or a document shows at once on the pages where it stands, so it is of those who may publish.
# Wagtail lets everybody change what they have uploaded themselves.
_ADDING = ("add_image", "choose_image", "add_document", "choose_document")
COLLECTION_PERMISSIONS = {EDITORS: _ADDING, APPROVERS: (*_ADDING, "change_image", "change_document")}


def ensure_groups() -> dict[str, Group]:
    """Return the three groups with what they may do; made the first time, and when the site's page is another."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in (STAFF, EDITORS, APPROVERS)}
    groups[STAFF].permissions.add(Permission.objects.get(codename="access_admin"))
    root = _root_page()
    for name, types in PAGE_PERMISSIONS.items():
        group = groups[name]
        GroupPagePermission.objects.filter(group=group).exclude(page=root).delete()
        held = set(GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True))
        for one in types:
            if root is not None and f"{one}_page" not in held:
                GroupPagePermission.objects.create(group=group, page=root, permission_type=one)
        GroupCollectionPermission.objects.filter(group=group).exclude(
            permission__codename__in=COLLECTION_PERMISSIONS[name]
        ).delete()
        for permission in Permission.objects.filter(codename__in=COLLECTION_PERMISSIONS[name]):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
    return groups


def settle_groups(user: Any) -> None:
    """Give a user the groups that the memberships call for, and take back the others of ours."""
    groups = ensure_groups()
    levels = {member.plan.area: Level(member.level) for member in Membership.objects.filter(user=user)}
    on_site = levels.get(_area_of_site())
    wanted = {
        STAFF: bool(levels),
        EDITORS: on_site in {Level.EDITOR, Level.ADMINISTRATOR},
        APPROVERS: on_site is Level.ADMINISTRATOR,
    }
    user.groups.add(*(groups[name] for name, is_wanted in wanted.items() if is_wanted))
    user.groups.remove(*(groups[name] for name, is_wanted in wanted.items() if not is_wanted))


def settle_everybody() -> None:
    """Give every member the groups that are called for: for a site that is new, or of another municipality."""
    for user in get_user_model().objects.filter(memberships__isnull=False).distinct():
        settle_groups(user)


def _root_page() -> Page | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return None if site is None else site.root_page


def _area_of_site() -> str:
    """The municipality that the site is for; its start page knows it."""
    root = _root_page()
    return str(getattr(root.specific, "own_area", settings.RIKTMARKE_AREA)) if root else settings.RIKTMARKE_AREA
