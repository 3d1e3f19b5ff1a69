"""Every address whatever this process serves: for links that other surfaces will follow (settings.EVERY_ADDRESS)."""

from django.conf import settings

from disclosure.urls import addresses

urlpatterns = addresses("all", settings.URL_PREFIX)
