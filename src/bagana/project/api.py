"""The root of the API: version, shared error answers, the routers of the apps."""

from ninja import NinjaAPI

api = NinjaAPI(title="Bagana API", version="1", urls_namespace="api")
