"""`check --deploy` is clean in production and says what is only good for trying."""

from disclosure.checks import embedded_services, own_names, public_address, public_surface_only_seals


def test_embedded_services_are_told(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/portal")
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert [warning.msg[:9] for warning in embedded_services(None)] == ["REDIS_URL"]
    monkeypatch.setenv("REDIS_URL", "redis://cache")
    assert embedded_services(None) == []


def test_a_public_address_without_tls_is_told(settings):
    settings.BEHIND_TLS = False
    assert public_address(None)
    settings.BEHIND_TLS = True
    assert public_address(None) == []


def test_a_public_surface_that_could_open_identity_data_is_told(settings):
    settings.SURFACE, settings.ONLY_SEALS = "public", False
    assert public_surface_only_seals(None)
    settings.ONLY_SEALS = True
    assert public_surface_only_seals(None) == []


def test_the_names_of_the_demonstration_county_are_told(settings, monkeypatch):
    settings.DEMO = False
    monkeypatch.setenv("SITE_NAME", "安平县政务公开平台")
    (told,) = own_names(None)
    assert told.msg.startswith(
        "SITE_GOVERNMENT、SITE_SPONSOR、SITE_ORGANIZER、SITE_PHONE、SITE_ADDRESS 没有设置"
    )
    settings.DEMO = True
    assert own_names(None) == []
