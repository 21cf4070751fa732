"""The application as a server loads it."""

import os

from django.core.wsgi import get_wsgi_application

from bagana.project.serving import do_work, end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagana.project.settings")
application = get_wsgi_application()

if os.environ.get("BAGANA_TLS") == "1":
    # Only a proxy on this machine may say who the reader really is.
    from granian.utils.proxies import wrap_wsgi_with_proxy_headers

    application = wrap_wsgi_with_proxy_headers(application, trusted_hosts="127.0.0.1")
end_with_parent()
do_work()
