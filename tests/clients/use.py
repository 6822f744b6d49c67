"""Uses the generated Python client: list, read, create, and a problem. Words: base URL, token. Prints what it saw."""

import json
import sys

from causeline_client import AuthenticatedClient, Client
from causeline_client.api.events import create_event, list_events, read_event
from causeline_client.models import Event, EventBody, Problem

base, token = sys.argv[1:]
reader, writer = Client(base_url=base), AuthenticatedClient(base_url=base, token=token)

page = list_events.sync(client=reader, limit=1)
one = read_event.sync(client=reader, record_id=page.items[0].id)
made = create_event.sync(client=writer, body=EventBody(title="Made by the Python client", start="2024-11~"))
refused = create_event.sync(client=writer, body=EventBody(title="", start="soon"))
assert isinstance(one, Event)
assert isinstance(made, Event)
assert isinstance(refused, Problem)
pointers = [fault.pointer for fault in refused.errors]
json.dump([one.title, made.title, made.version, refused.status, pointers], sys.stdout)
