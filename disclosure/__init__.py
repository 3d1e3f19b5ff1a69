"""The Django project: settings, addresses, processes."""
