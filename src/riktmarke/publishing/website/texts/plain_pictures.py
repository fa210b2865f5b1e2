"""Pictures without what the camera wrote in them: where it was, when, and whose it is."""

from typing import Any

from wagtail.images.image_operations import FilterOperation

PLAIN = "plain"
KEPT = ("icc_profile", "transparency")  # how the pixels are seen; the rest is told about them: comments, places, names


class Plain(FilterOperation):
    """The operation `plain` in a picture's filter: it comes last, when the picture has been turned the right way."""

    def construct(self) -> None:
        """Take no arguments."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        """Return the picture with its pixels and nothing told about them."""
        del image, env
        if hasattr(willow, "image"):
            info = willow.image.info
            willow.image.info = {name: info[name] for name in KEPT if name in info}
        return willow
